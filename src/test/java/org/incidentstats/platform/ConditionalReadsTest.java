package org.incidentstats.platform;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;

import static io.restassured.RestAssured.given;

/** A client that has an answer already is not sent it again. */
@QuarkusTest
class ConditionalReadsTest {

    /** What compresses an answer on its way, as a CDN does, says so by making its tag weak. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/statistics?by=country",
                "/v1/trends?by=country",
                "/v1/dimensions/country",
                "/v1/events",
                "/v1/events/kerman-bombing",
                "/v1/events/kerman-bombing/versions",
                "/v1/changes",
                "/v1/briefs",
                "/v1/briefs/2022-10"
            })
    void knowsItsTagAlsoWhereItWasMadeWeak(String address) {
        String tag = given().get(address).then().statusCode(200).extract().header("ETag");
        String weak = tag.startsWith("W/") ? tag : "W/" + tag;
        given().header("If-None-Match", weak).get(address).then().statusCode(304);
        given().header("If-None-Match", weak.substring(2)).get(address).then().statusCode(304);
        given().header("If-None-Match", "\"another\", " + weak)
                .get(address)
                .then()
                .statusCode(304);
        given().header("If-None-Match", "W/\"another\"").get(address).then().statusCode(200);
    }
}
