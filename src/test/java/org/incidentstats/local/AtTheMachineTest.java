package org.incidentstats.local;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URL;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

/** What is under /local/ is for whoever is at the machine. */
@QuarkusTest
@TestProfile(AtTheMachineTest.OnAllInterfaces.class)
class AtTheMachineTest {

    /** As it is started by its user. */
    public static final class OnAllInterfaces implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.http.host", "0.0.0.0");
        }
    }

    @TestHTTPResource("/")
    URL host;

    @Test
    void aTokenIsRenewedWithoutARestart() {
        String token = machine()
                .post("/local/token")
                .then()
                .statusCode(200)
                .header("Cache-Control", containsString("no-store"))
                .header("Access-Control-Allow-Origin", org.hamcrest.Matchers.nullValue())
                .extract()
                .asString();
        machine()
                .auth()
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
        machine().header("Host", name).get("/local/mail").then().statusCode(404);
        machine().header("Host", name).post("/local/token").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "http://localhost:1", "null", "no address"})
    void aPageOfAnotherOriginGetsNothing(String origin) {
        machine().header("Origin", origin).get("/local/mail").then().statusCode(404);
        machine().header("Origin", origin).post("/local/token").then().statusCode(404);
    }

    @Test
    void thePageOfTheServiceItselfDoes() {
        machine()
                .header("Origin", "http://127.0.0.1:" + host.getPort())
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
        machine()
                .urlEncodingEnabled(false)
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
        RequestSpecification other = given().baseUri("http://" + outside.get().getHostAddress())
                .port(host.getPort())
                .header("Host", "localhost:" + host.getPort());
        other.get("/v1/events").then().statusCode(200);
        other.get("/local/mail").then().statusCode(404);
        other.post("/local/token").then().statusCode(404);
    }

    private RequestSpecification machine() {
        return given().baseUri("http://127.0.0.1").port(host.getPort());
    }
}
