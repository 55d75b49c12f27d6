package org.incidentstats.platform;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

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

    @Test
    void aFileOfThePageHasTheTagOfItsContentAndNoTime() throws Exception {
        for (String path : List.of("/", "/index.html", "/page/page.js", "/page/page.css", "/page/icon.svg")) {
            Response file = given().get(path);
            String tag = file.header("ETag");
            byte[] content =
                    given().header("Accept-Encoding", "identity").get(path).asByteArray();
            String hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
            assertEquals("\"" + hash.substring(0, 16) + "\"", tag.replaceAll("-gzip\"", "\""), path);
            // However long ago, and however new: the clock of a build says nothing of its content
            for (String moment : List.of("Thu, 01 Jan 1970 00:00:00 GMT", "Fri, 01 Jan 2038 00:00:00 GMT")) {
                given().header("If-Modified-Since", moment)
                        .get(path)
                        .then()
                        .statusCode(200)
                        .header("Last-Modified", nullValue());
            }
            for (String known : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
                given().header("If-None-Match", known)
                        .get(path)
                        .then()
                        .statusCode(304)
                        .header("ETag", notNullValue());
            }
            given().header("If-None-Match", "\"of-the-release-before\"")
                    .get(path)
                    .then()
                    .statusCode(200);
            Response head = given().header("Accept-Encoding", "identity").head(path);
            Response get = given().header("Accept-Encoding", "identity").get(path);
            for (String header : List.of("Content-Type", "ETag", "Cache-Control")) {
                assertEquals(get.header(header), head.header(header), path + " " + header);
            }
        }
    }

    @Test
    void aWorkbookIsSentAsItIsWhateverEncodingIsAskedFor() {
        for (String encoding : List.of("gzip", "identity", "gzip, deflate")) {
            given().header("Accept-Encoding", encoding)
                    .get("/v1/statistics?format=xlsx")
                    .then()
                    .statusCode(200)
                    .header("Content-Encoding", nullValue());
        }
    }
}
