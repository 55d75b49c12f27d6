package org.incidentstats.local;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.URL;
import java.util.Optional;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

/** What is under /local/ is for whoever is at the machine. */
@QuarkusTest
class AtTheMachineTest {

    @TestHTTPResource("/")
    URL host;

    @Test
    void aTokenIsRenewedWithoutARestart() {
        String token = given().post("/local/token")
                .then()
                .statusCode(200)
                .header("Cache-Control", containsString("no-store"))
                .header("Access-Control-Allow-Origin", org.hamcrest.Matchers.nullValue())
                .extract()
                .asString();
        given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body("[]")
                .post("/v1/events")
                .then()
                .statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "192.0.2.1",
                ""
            })
    void anotherNameInHostGetsNothing(String name) {
        given().header("Host", name).get("/local/mail").then().statusCode(name.isEmpty() ? 400 : 404);
        given().header("Host", name).post("/local/token").then().statusCode(name.isEmpty() ? 400 : 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "http://localhost:1", "null", "no address"})
    void aPageOfAnotherOriginGetsNothing(String origin) {
        given().header("Origin", origin).get("/local/mail").then().statusCode(404);
        given().header("Origin", origin).post("/local/token").then().statusCode(404);
    }

    @Test
    void thePageOfTheServiceItselfDoes() {
        given().header("Origin", "http://" + host.getAuthority())
                .get("/local/mail")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/local;x=1/mail",
                "/local/mail;x=1",
                "//local/mail",
                "/%6cocal/mail",
                "/./local/mail",
                "/v1/../local/mail"
            })
    void noWayOfWritingThePathLeadsAround(String path) {
        given().urlEncodingEnabled(false)
                .header("Host", "evil.example")
                .get(path)
                .then()
                .statusCode(404)
                .body(not(containsString("Mail of the local edition")));
    }

    @Test
    void anotherMachineGetsNothing() throws Exception {
        Optional<InetAddress> outside = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .findFirst();
        Assumptions.assumeTrue(outside.isPresent(), "this machine has no address but its own");
        URI there = new URI("http", null, outside.get().getHostAddress(), host.getPort(), "/local/mail", null, null);
        try {
            given().header("Host", "localhost:" + host.getPort())
                    .get(there)
                    .then()
                    .statusCode(404);
        } catch (Exception e) {
            Assumptions.assumeFalse(
                    e instanceof java.net.ConnectException, "tests listen at the machine's own address alone");
            throw e;
        }
    }
}
