package org.incidentstats.fuzz;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.incidentstats.local.LocalIssuer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Attacks that broke the service once, and their siblings. */
@QuarkusTest
@TestProfile(AttackedRecord.class)
class KnownAttacksTest {

    private static final int LARGEST_REFUSAL = 64 * 1024;

    @Inject
    LocalIssuer issuer;

    private RestAssuredConfig before;

    /** Of a document that is 90,000 levels deep, gigabytes would be indented. */
    @BeforeEach
    void doNotIndentWhatIsSent() {
        before = RestAssured.config();
        RestAssured.config = before.logConfig(before.getLogConfig().enablePrettyPrinting(false));
    }

    @AfterEach
    void indentAgain() {
        RestAssured.config = before;
    }

    private RequestSpecification editor() {
        return given().auth()
                .oauth2(issuer.token("editor@example.org", Set.of("editor"), Duration.ofMinutes(10)))
                .contentType("application/json");
    }

    private static ValidatableResponse refused(io.restassured.response.Response answer) {
        ValidatableResponse refusal = answer.then().statusCode(400).contentType("application/problem+json");
        assertTrue(answer.asByteArray().length < LARGEST_REFUSAL);
        return refusal;
    }

    private static String unknown(int codes) {
        return IntStream.rangeClosed(1, codes).mapToObj(code -> "X" + code).collect(Collectors.joining(","));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50, 51, 1_000})
    void aScopeOfUnknownCodesIsRefusedWhereverItIsNamed(int codes) {
        String scope = unknown(codes);
        refused(given().get("/v1/briefs/2023-07?country=" + scope)).body("errors[0].parameter", equalTo("country"));
        refused(given().get("/v1/briefs?nationality=" + scope)).body("errors[0].parameter", equalTo("nationality"));
        refused(editor().post("/v1/briefs/2023-07?nationality=" + scope))
                .body("errors[0].parameter", equalTo("nationality"));
        refused(editor().post("/v1/briefs/2023-07/deliveries?category=" + scope))
                .body("errors[0].parameter", equalTo("category"));
        refused(given().get("/v1/statistics?country=" + scope)).body("errors[0].parameter", equalTo("country"));
        refused(given().get("/v1/trends?country=" + scope)).body("errors[0].parameter", equalTo("country"));
        refused(given().get("/v1/events?country=" + scope)).body("errors[0].parameter", equalTo("country"));
    }

    @Test
    void aScopeMayHaveFiftyValuesAndNotOneMore() {
        String fifty = String.join(",", java.util.Collections.nCopies(50, "TJK"));
        given().get("/v1/briefs?country=" + fifty).then().statusCode(200);
        refused(given().get("/v1/briefs?country=" + fifty + "&group=isis-k"))
                .body("errors", hasSize(1))
                .body("errors[0].parameter", equalTo("group"))
                .body("errors[0].detail", containsString("more than 50 values"));
    }

    @Test
    void jsonThatIsTooDeepOrLongToBeReadIsRefused() {
        List<String> documents = List.of(
                "[".repeat(2_000),
                "[".repeat(2_000) + "]".repeat(2_000),
                "{\"title\":" + "[".repeat(90_000) + "]".repeat(90_000) + "}",
                "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000),
                "{\"title\":" + "1".repeat(150_000) + "}",
                "{\"title\":-0." + "1".repeat(150_000) + "}",
                "{\"" + "n".repeat(60_000) + "\":1}");
        for (String document : documents) {
            refused(editor().body(document).post("/v1/events"))
                    .body("errors[0].pointer", equalTo(""))
                    .body("errors[0].detail", startsWith("more than is read of JSON: "));
            String tag = given().get("/v1/events/kerman-bombing").getHeader("ETag");
            refused(editor().header("If-Match", tag).body(document).put("/v1/events/kerman-bombing"))
                    .body("errors[0].pointer", equalTo(""));
            refused(given().contentType("application/json").body(document).post("/v1/subscriptions"))
                    .body("errors[0].pointer", equalTo(""));
            refused(editor().body(document).post("/v1/briefs/2023-07/deliveries/someone"));
        }
    }

    @Test
    void whatTheParserSaysOfItselfIsNotSaid() {
        for (String document : List.of("[[1", "{\"a\":\"\u0001\"}", "{,}", "[".repeat(2_000), "{\"a\":1e}", "nul")) {
            String detail = refused(editor().body(document).post("/v1/events"))
                    .extract()
                    .path("errors[0].detail");
            for (String word : List.of("Source", "Feature", "Stream", "REDACTED", "()", "`", "com.")) {
                assertTrue(!detail.contains(word), detail);
            }
        }
    }

    /** As the database would hold no such key; the same on every engine, for it is known before one is asked. */
    @Test
    void aKeyThatTheDatabaseCannotHoldIsOnNoRecord() throws Exception {
        List<String> keys = List.of(
                "a".repeat(1_025),
                "a".repeat(2_048),
                "a".repeat(2_049),
                "a".repeat(3_000),
                "%C3%A9".repeat(1_025),
                "a%00b",
                "%00",
                "a%0ab",
                "%EF%BF%BF",
                "a%20b",
                "%F0%9F%92%80");
        Set<String> asked = new TreeSet<>();
        for (Operation operation : Operation.of(new ObjectMapper()
                .readTree(given().get("/q/openapi?format=json").asByteArray()))) {
            if (!operation.path().contains("{") || operation.path().startsWith("/v1/briefs")) {
                continue;
            }
            for (String key : keys) {
                RequestSpecification request =
                        operation.secured() || !operation.method().equals("GET") ? editor() : given();
                request.header("If-Match", "\"v1\"");
                if (!operation.bodies().isEmpty()) {
                    request.contentType(operation.bodies().containsKey("*/*") ? "text/csv" : "application/json")
                            .body("{}");
                }
                io.restassured.response.Response answer = request.urlEncodingEnabled(false)
                        .request(
                                operation.method(),
                                operation.path().replaceAll("\\{[^}]*}", key)
                                        + (operation.method().equals("DELETE") ? "?reason=none" : ""));
                assertEquals(404, answer.statusCode(), operation + " " + key + answer.asString());
                answer.then()
                        .contentType("application/problem+json")
                        .header("Content-Length", Integer::parseInt, lessThan(LARGEST_REFUSAL));
            }
            asked.add(operation.path());
        }
        assertTrue(asked.contains("/v1/events/{id}"), asked::toString);
        assertTrue(asked.size() >= 5, asked::toString);
    }

    @Test
    void whoeverIsNoSubscriberIsNoneByAnyName() {
        for (String key : List.of("a".repeat(3_000), "%00", "a%0ab", "%EF%BF%BF")) {
            int status = editor().urlEncodingEnabled(false)
                    .body("{\"outcome\":\"not-sent\"}")
                    .post("/v1/briefs/2023-07/deliveries/" + key)
                    .statusCode();
            assertEquals(404, status, key);
        }
    }

    @Test
    void aHeaderThatCannotBeReadIsTheClientsFault() {
        for (String type : List.of("f0rged", "/", "json", "a/b/c", "application/json;charset=f0rged", "*/*")) {
            int status = editor().contentType("")
                    .header("Content-Type", type)
                    .body("{}".getBytes(StandardCharsets.UTF_8))
                    .post("/v1/events")
                    .statusCode();
            assertTrue(status >= 400 && status < 500, type + " " + status);
        }
    }

    @Test
    void theMailOfAMonthThatIsNotOverIsRefusedAsItsBriefIs() {
        for (String month : List.of("%2B12023-01", "9999-12")) {
            for (String path : List.of("/v1/briefs/", "/v1/briefs/%s/deliveries")) {
                int status = editor().urlEncodingEnabled(false)
                        .post(path.contains("%s") ? path.formatted(month) : path + month)
                        .statusCode();
                assertTrue(status >= 400 && status < 500, path + month + " " + status);
            }
        }
    }

    @Test
    void aFormThatIsNotWholeIsTheClientsFault() {
        String part = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nid;title";
        for (String form :
                List.of("", "--b", "--b--", part, part + "\r\n--b", "--b\r\nnone\r\n\r\n", "\u0000", "--c--")) {
            int status = editor().contentType("")
                    .header("Content-Type", "multipart/form-data; boundary=b")
                    .body(form.getBytes(StandardCharsets.UTF_8))
                    .post("/v1/imports")
                    .statusCode();
            assertEquals(400, status, form);
        }
    }
}
