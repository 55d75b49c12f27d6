package org.incidentstats.platform;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

/** What browsers, caches and operators are told beside an answer. */
@QuarkusTest
class HeadersTest {

    @Test
    void everyAnswerIsOfTheTypeThatItSays() {
        for (String path : new String[] {"/", "/page/page.js", "/v1/statistics", "/v1/events/nothing", "/q/openapi"}) {
            given().get(path).then().header("X-Content-Type-Options", "nosniff");
        }
    }

    @Test
    void pagesLoadNothingFromElsewhere() {
        given().get("/")
                .then()
                .header(
                        "Content-Security-Policy",
                        allOf(
                                containsString("default-src 'none'"),
                                containsString("script-src 'self'"),
                                not(containsString("unsafe"))));
        given().get("/subscriptions/confirm?token=nothing")
                .then()
                .header(
                        "Content-Security-Policy",
                        allOf(containsString("default-src 'none'"), not(containsString("script-src"))));
        given().get("/v1/briefs/2023-07?format=html")
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"));
        given().get("/q/swagger-ui/")
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", containsString("default-src 'self'"));
    }

    @Test
    void pagesOfOtherOriginsMayReadAndNothingMore() {
        given().header("Origin", "https://dashboard.example.org")
                .get("/v1/statistics")
                .then()
                .header("Access-Control-Allow-Origin", "*")
                .header("Access-Control-Expose-Headers", containsString("ETag"));
        given().header("Origin", "https://dashboard.example.org")
                .contentType("application/json")
                .body("{}")
                .post("/v1/events")
                .then()
                .statusCode(401)
                .header("Access-Control-Allow-Origin", nullValue());
    }

    @Test
    void anAnswerOfStatisticsSaysWhatItCost() {
        given().get("/v1/statistics?by=country&format=csv").then().header("Read-Units", notNullValue());
    }

    @Test
    void healthTellsWhetherQuestionsCanBeAnswered() {
        given().get("/q/health/live").then().statusCode(200).body("status", equalTo("UP"));
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks[0].name", equalTo("statistics"))
                .body("checks[0].data.position", greaterThanOrEqualTo(27));
    }
}
