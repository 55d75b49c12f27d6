package org.incidentstats.platform;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Headers;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Which methods an address takes, and what it says of that. */
@QuarkusTest
class HttpMethodsTest {

    @Test
    void everyAddressNamesTheMethodsThatItsDescriptionNames() {
        Map<String, Map<String, Object>> paths =
                given().get("/q/openapi?format=json").jsonPath().getMap("paths");
        assertTrue(paths.size() > 10, paths.keySet().toString());
        paths.forEach((template, operations) -> {
            Set<String> methods = operations.keySet().stream()
                    .map(name -> name.toUpperCase(Locale.ROOT))
                    .filter(List.of("GET", "POST", "PUT", "DELETE", "PATCH")::contains)
                    .collect(Collectors.toCollection(TreeSet::new));
            if (methods.contains("GET")) {
                methods.add("HEAD");
            }
            methods.add("OPTIONS");
            String address = template.replaceAll("\\{month}", "2023-07").replaceAll("\\{\\w+}", "something");
            assertEquals(methods, allowed(given().options(address).headers()), template);
            Headers refused = given().patch(address)
                    .then()
                    .statusCode(405)
                    .contentType(Problem.MEDIA_TYPE)
                    .extract()
                    .headers();
            assertEquals(methods, allowed(refused), template);
        });
    }

    private static Set<String> allowed(Headers headers) {
        return new TreeSet<>(List.of(headers.getValue("Allow").split(", ")));
    }

    @Test
    void aPreflightIsToldMethodsAndHeadersOfReading() {
        given().header("Origin", "https://dashboard.example.org")
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "if-none-match")
                .options("/v1/events")
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Origin", "*")
                .header("Access-Control-Allow-Methods", "GET, HEAD")
                .header("Access-Control-Allow-Headers", equalTo("Accept,Accept-Language,Authorization,If-None-Match"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/statistics",
                "/v1/statistics?format=csv",
                "/v1/statistics?format=xlsx",
                "/v1/dimensions",
                "/v1/changes",
                "/v1/events/kerman-bombing",
                "/v1/events/nothing",
                "/v1/briefs/2023-07?format=html",
                "/q/openapi"
            })
    void headSaysWhatGetSays(String address) {
        Headers get = given().header("Accept-Encoding", "identity").get(address).headers();
        given().header("Accept-Encoding", "identity")
                .head(address)
                .then()
                .header("Content-Type", get.getValue("Content-Type"))
                .header("ETag", get.getValue("ETag"))
                .header("Content-Encoding", nullValue());
    }
}
