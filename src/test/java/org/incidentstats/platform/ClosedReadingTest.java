package org.incidentstats.platform;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

import jakarta.inject.Inject;

import org.incidentstats.local.LocalIssuer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

import static io.restassured.RestAssured.given;

/** One property closes reading to those without a token. */
@QuarkusTest
@TestProfile(ClosedReadingTest.Closed.class)
class ClosedReadingTest {

    /** The application with reading closed. */
    public static final class Closed implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("incidentstats.reading.public", "false");
        }
    }

    @Inject
    LocalIssuer issuer;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/statistics",
                "/v1/events",
                "/v1/events/kerman-bombing",
                "/v1/events/kerman-bombing/versions",
                "/v1/changes",
                "/v1/dimensions",
                "/v1/dimensions/country",
                "/v1/briefs/2023-07"
            })
    void readingNeedsAnyValidToken(String address) {
        given().get(address).then().statusCode(401).contentType("application/problem+json");
        given().auth().oauth2("garbage").get(address).then().statusCode(401).contentType("application/problem+json");
        given().auth()
                .oauth2(issuer.token("reader@example.org", Set.of(), Duration.ofHours(1)))
                .get(address)
                .then()
                .statusCode(200);
    }
}
