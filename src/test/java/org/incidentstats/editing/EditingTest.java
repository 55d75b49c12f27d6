package org.incidentstats.editing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.incidentstats.local.EmptyRecord;
import org.incidentstats.local.LocalIssuer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What editors can do over HTTP, and what nobody else can. */
@QuarkusTest
@TestProfile(EmptyRecord.class)
class EditingTest {

    @Inject
    LocalIssuer issuer;

    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void anEventIsEnteredCorrectedAndRetracted() {
        String address = editor().body(arrest("life", 4))
                .post("/v1/events")
                .then()
                .statusCode(201)
                .header("ETag", equalTo("\"v1\""))
                .body("id", equalTo("life"))
                .body("version", equalTo(1))
                .body("recordedBy", equalTo("editor@example.org"))
                .extract()
                .header("Location");
        assertTrue(address.endsWith("/v1/events/life"), address);
        editor().header("If-Match", "\"v1\"")
                .queryParam("reason", "a new statement")
                .body(arrest("life", 5))
                .put("/v1/events/life")
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"v2\""))
                .body("reason", equalTo("a new statement"))
                .body("arrested.best", equalTo(5));
        editor().header("If-Match", "\"v2\"")
                .queryParam("reason", "it never happened")
                .delete("/v1/events/life")
                .then()
                .statusCode(200)
                .body("status", equalTo("retracted"))
                .body("version", equalTo(3));
        given().get("/v1/events/life?version=1").then().statusCode(200).body("arrested.best", equalTo(4));
        given().get("/v1/events/life").then().statusCode(200).body("status", equalTo("retracted"));
        given().get("/v1/events/life/versions")
                .then()
                .body("versions.version", equalTo(List.of(1, 2, 3)))
                .body("versions[0].changes", hasSize(0))
                .body("versions[1].changes.find { it.pointer == '/arrested/best' }.from", equalTo(4))
                .body("versions[1].changes.find { it.pointer == '/arrested/best' }.to", equalTo(5))
                .body("versions[1].changes", hasSize(2))
                .body("versions[2].changes.pointer", equalTo(List.of("/status")))
                .body("versions[2].reason", equalTo("it never happened"));
        given().get("/v1/events/life?version=4").then().statusCode(404);
    }

    @Test
    void theStatisticsFollowTheRecordAndRememberItsPast() {
        ObjectNode event = arrest("followed", 3);
        event.put("type", "extradition");
        String recordedAt = editor().body(event)
                .post("/v1/events")
                .then()
                .statusCode(201)
                .extract()
                .path("recordedAt");
        assertEvents("/v1/statistics?type=extradition", 1);
        editor().header("If-Match", "\"v1\"")
                .delete("/v1/events/followed?reason=mistake")
                .then()
                .statusCode(200);
        assertEvents("/v1/statistics?type=extradition", 0);
        given().get("/v1/statistics?type=extradition&asOf=" + recordedAt)
                .then()
                .statusCode(200)
                .body("total.events", equalTo(1))
                .body("meta.recordedAt", equalTo(recordedAt));
        String events = given().get("/v1/statistics?type=extradition&asOf=" + recordedAt)
                .path("total.links.events");
        given().urlEncodingEnabled(false).get(events).then().body("events.id", equalTo(List.of("followed")));
        given().get("/v1/events/followed?asOf=" + recordedAt).then().body("status", equalTo("active"));
        given().get("/v1/statistics?asOf=2020-01-01").then().body("total.events", equalTo(0));
    }

    @Test
    void aDuplicateIsTakenOutOfTheCountsAndStaysOnRecord() {
        ObjectNode original = arrest("original", 7);
        original.put("type", "deportation");
        ObjectNode duplicate = original.deepCopy().put("id", "duplicate");
        editor().body(original).post("/v1/events").then().statusCode(201).body("likelyDuplicates", hasSize(0));
        assertEvents("/v1/statistics?type=deportation", 1);
        editor().body(duplicate)
                .post("/v1/events")
                .then()
                .statusCode(201)
                .body("likelyDuplicates.event", equalTo(List.of("original")))
                .body("likelyDuplicates[0].reasons", hasItems("same type, deportation", "same country, DEU"))
                .body("likelyDuplicates[0].reasons", hasItem("figures that can be one: arrested"));
        assertEvents("/v1/statistics?type=deportation", 2);
        duplicate.putArray("relations").addObject().put("kind", "duplicate-of").put("event", "original");
        editor().header("If-Match", "\"v1\"")
                .body(duplicate)
                .put("/v1/events/duplicate")
                .then()
                .statusCode(200);
        assertEvents("/v1/statistics?type=deportation", 1);
        given().get("/v1/events/duplicate").then().statusCode(200).body("status", equalTo("active"));
        editor().header("If-Match", "\"v1\"")
                .delete("/v1/events/original?reason=gone")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", containsString("duplicate"));
    }

    @Test
    void anEventCanBeSentAsItWasRead() throws Exception {
        editor().body(arrest("as-read", 1)).post("/v1/events").then().statusCode(201);
        ObjectNode read = (ObjectNode) mapper.readTree(
                given().get("/v1/events/as-read").then().extract().asString());
        assertTrue(read.has("recordedBy"));
        editor().header("If-Match", "\"v1\"")
                .body(read)
                .put("/v1/events/as-read")
                .then()
                .statusCode(200)
                .body("version", equalTo(1));
        editor().header("If-Match", "\"v1\"")
                .body(read.put("status", "retracted"))
                .put("/v1/events/as-read")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/status"))
                .body("errors[0].allowed", equalTo(List.of("active")));
        read.put("status", "active").put("title", "Better known");
        for (String place : List.of("/v1/events", "/v1/events/as-read")) {
            editor().header("If-Match", "\"v1\"")
                    .body(read.deepCopy().put("reason", "a new source"))
                    .request(place.equals("/v1/events") ? "POST" : "PUT", place)
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", equalTo("/reason"))
                    .body("errors[0].value", equalTo("a new source"));
        }
        editor().header("If-Match", "\"v1\"")
                .body(read)
                .put("/v1/events/as-read?reason=a new source")
                .then()
                .statusCode(200)
                .body("reason", equalTo("a new source"));
        ObjectNode again = (ObjectNode) mapper.readTree(
                given().get("/v1/events/as-read").then().extract().asString());
        editor().header("If-Match", "\"v2\"")
                .body(again.put("title", "Best known"))
                .put("/v1/events/as-read")
                .then()
                .statusCode(200)
                .body("version", equalTo(3))
                .body("reason", equalTo(null));
        editor().body("[]").post("/v1/events").then().statusCode(400).body("detail", startsWith("body: An event"));
    }

    @Test
    void aChangeSaysWhichVersionItStartsFrom() {
        editor().body(arrest("matched", 1)).post("/v1/events").then().statusCode(201);
        editor().body(arrest("matched", 2))
                .put("/v1/events/matched")
                .then()
                .statusCode(428)
                .contentType("application/problem+json")
                .body("detail", containsString("\"v1\""));
        editor().delete("/v1/events/matched?reason=x").then().statusCode(428);
        for (String tag : List.of("\"v2\"", "W/\"v2\"", "\"v0\"", "\"v0\", \"v2\"")) {
            editor().header("If-Match", tag)
                    .body(arrest("matched", 2))
                    .put("/v1/events/matched")
                    .then()
                    .statusCode(412)
                    .contentType("application/problem+json");
        }
        for (String tag : List.of("*", "v1", "\"v1\" \"v2\"", "\"v1\", v2", "\"v1")) {
            editor().header("If-Match", tag)
                    .body(arrest("matched", 2))
                    .put("/v1/events/matched")
                    .then()
                    .statusCode(400)
                    .body("errors[0].parameter", equalTo("If-Match"))
                    .body("errors[0].value", equalTo(tag))
                    .body("errors[0].detail", equalTo("not the ETag of a version; that of the newest is \"v1\""));
        }
        for (String tags : List.of("\"v0\", \"v1\"", "\"v1\",\"v7\"", ", W/\"v1\" ,")) {
            editor().header("If-Match", tags)
                    .body(arrest("matched", 1))
                    .put("/v1/events/matched")
                    .then()
                    .statusCode(200)
                    .header("ETag", equalTo("\"v1\""));
        }
        editor().header(
                        "If-Match",
                        IntStream.rangeClosed(1, 800)
                                .mapToObj("\"v%d\""::formatted)
                                .collect(Collectors.joining(",")))
                .body(arrest("matched", 1))
                .put("/v1/events/matched")
                .then()
                .statusCode(200);
        editor().header(
                        "If-Match",
                        IntStream.rangeClosed(1, 800)
                                        .mapToObj("\"v%d\""::formatted)
                                        .collect(Collectors.joining(",")) + "x")
                .body(arrest("matched", 1))
                .put("/v1/events/matched")
                .then()
                .statusCode(400);
        editor().header("If-Match", "\"v0\"")
                .header("If-Match", "\"v1\"")
                .body(arrest("matched", 1))
                .put("/v1/events/matched")
                .then()
                .statusCode(200);
        editor().header("If-Match", "W/\"v1\"")
                .delete("/v1/events/matched")
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo("reason"));
        editor().header("If-Match", "\"v1\"")
                .body(arrest("matched", 1))
                .put("/v1/events/matched")
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"v1\""));
        editor().header("If-Match", "\"v1\"")
                .body(arrest("other", 1))
                .put("/v1/events/matched")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/id"));
        editor().header("If-Match", "\"v1\"")
                .body(arrest("nothing", 1))
                .put("/v1/events/nothing")
                .then()
                .statusCode(404);
    }

    @Test
    void aRepeatedRequestIsAnsweredAsTheFirstTime() {
        ObjectNode event = arrest("", 8);
        event.remove("id");
        Response first = editor().header("Idempotency-Key", "key-1").body(event).post("/v1/events");
        first.then().statusCode(201).body("id", matchesPattern("[0-9a-f-]{36}"));
        Response second =
                editor().header("Idempotency-Key", "key-1").body(event).post("/v1/events");
        second.then().statusCode(201).header("Location", equalTo(first.header("Location")));
        assertEquals(first.asString(), second.asString());
        editor().header("Idempotency-Key", "key-1")
                .body(arrest("another", 9))
                .post("/v1/events")
                .then()
                .statusCode(422)
                .contentType("application/problem+json");
        editor().header("Idempotency-Key", "two words")
                .body(event)
                .post("/v1/events")
                .then()
                .statusCode(400);
    }

    @Test
    void anIdIsTakenOnce() {
        editor().body(arrest("taken", 1)).post("/v1/events").then().statusCode(201);
        editor().body(arrest("taken", 2))
                .post("/v1/events")
                .then()
                .statusCode(409)
                .contentType("application/problem+json");
        given().get("/v1/events/taken").then().body("arrested.best", equalTo(1));
    }

    @Test
    void theFeedLetsAClientKeepItsCopyInStep() {
        editor().body(arrest("feed-1", 1)).post("/v1/events").then().statusCode(201);
        editor().body(arrest("feed-2", 2)).post("/v1/events").then().statusCode(201);
        editor().header("If-Match", "\"v1\"")
                .body(arrest("feed-1", 3))
                .put("/v1/events/feed-1")
                .then()
                .statusCode(200);
        editor().header("If-Match", "\"v1\"")
                .delete("/v1/events/feed-2?reason=x")
                .then()
                .statusCode(200);
        Map<String, Map<String, Object>> copy = new HashMap<>();
        List<Integer> places = new ArrayList<>();
        String next = "/v1/changes?limit=2";
        while (true) {
            Response page = given().urlEncodingEnabled(false).get(next);
            page.then().statusCode(200).header("Link", startsWith("<http"));
            List<Map<String, Object>> changes = page.path("changes");
            if (changes.isEmpty()) {
                assertEquals(next, page.path("links.next"), "the end of the feed is where it goes on later");
                break;
            }
            for (Map<String, Object> change : changes) {
                places.add((Integer) change.get("sequence"));
                @SuppressWarnings("unchecked")
                Map<String, Object> event = (Map<String, Object>) change.get("event");
                copy.put((String) event.get("id"), event);
            }
            next = page.path("links.next");
        }
        for (int i = 0; i < places.size(); i++) {
            assertEquals(i + 1, places.get(i));
        }
        for (Map.Entry<String, Map<String, Object>> event : copy.entrySet()) {
            assertEquals(given().get("/v1/events/" + event.getKey()).jsonPath().getMap(""), event.getValue());
        }
        assertEquals("retracted", copy.get("feed-2").get("status"));
        String recordedAt = given().get("/v1/events/feed-2").path("recordedAt");
        given().get("/v1/changes?since=" + recordedAt)
                .then()
                .body("changes.event.findAll { it.id == 'feed-2' }", hasSize(0));
        given().get("/v1/changes?since=999999").then().statusCode(400).body("errors[0].parameter", equalTo("since"));
        given().get("/v1/changes?since=yesterday").then().statusCode(400);
    }

    @Test
    void nobodyWritesWithoutTheRole() {
        for (String token : List.of("none", "garbage", "reader", "expired", "stranger")) {
            RequestSpecification request = given().contentType(ContentType.JSON).header("If-Match", "\"v1\"");
            int status = 401;
            switch (token) {
                case "garbage" -> request.auth().oauth2("garbage");
                case "reader" -> {
                    request.auth().oauth2(issuer.token("reader@example.org", Set.of("reader"), Duration.ofHours(1)));
                    status = 403;
                }
                case "expired" ->
                    request.auth().oauth2(issuer.token("editor@example.org", Set.of("editor"), Duration.ofHours(-2)));
                case "stranger" -> request.auth().oauth2(strangersToken());
                default -> {}
            }
            for (String method : List.of("POST", "PUT", "DELETE")) {
                String address = method.equals("POST") ? "/v1/events" : "/v1/events/nobody";
                request.body(method.equals("DELETE") ? "" : arrest("nobody", 1).toString())
                        .request(method, address)
                        .then()
                        .statusCode(status)
                        .contentType("application/problem+json")
                        .body("detail", containsString("token"));
            }
        }
        given().get("/v1/events/nobody").then().statusCode(404);
    }

    @Test
    void allFaultsOfAnEventAreNamedWithTheirPlaces() throws Exception {
        String event =
                """
                {"title": " ", "category": "attack", "type": "arrest", "date": "2023-02-30",
                 "places": [{"country": "XXX"}, {"country": "DEU", "latitude": 91, "longitude": 7}],
                 "groups": ["ISKP", "ISKP"], "claimed": "yes", "outcome": "won", "evidence": "official",
                 "perpetrators": [{"nationality": "nowhere", "count": {"low": 5, "best": 3}}],
                 "arrested": {}, "casualties": {"killed": {"best": -1}},
                 "sources": [{"title": "x", "url": "javascript:alert(1)"}], "suspect": "somebody", "a/b": 1}
                """;
        editor().body(event)
                .post("/v1/events")
                .then()
                .statusCode(400)
                .body(
                        "errors.pointer",
                        hasItems(
                                "/title",
                                "/type",
                                "/date",
                                "/places/0/country",
                                "/places/1/latitude",
                                "/groups/1",
                                "/claimed",
                                "/outcome",
                                "/perpetrators/0/nationality",
                                "/perpetrators/0/count",
                                "/arrested",
                                "/casualties/killed/best",
                                "/sources/0/url",
                                "/suspect",
                                "/a~1b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "1",
                "\"x\"",
                "{}{}",
                "{\"title\":\"a\",\"title\":\"b\"}",
                "{\"title\":NaN}",
                "\u0000"
            })
    void whatIsNoEventIsRefused(String body) {
        editor().body(body).post("/v1/events").then().statusCode(400).contentType("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({"1899-12-31, before 1900", "2999, after today", "2999-01-01, after today"})
    void aDateOutOfTheLimitsIsRefused(String date, String reason) {
        ObjectNode event = arrest("dated", 1);
        event.put("date", date);
        editor().body(event)
                .post("/v1/events")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/date"))
                .body("errors[0].detail", containsString(reason));
    }

    @Test
    void theLimitsAreKept() {
        ObjectNode event = arrest("long", 1);
        event.put("title", "x".repeat(501));
        event.put("note", "x".repeat(10_001));
        for (int i = 0; i < 101; i++) {
            event.withArray("weapons").add("firearms");
        }
        editor().body(event)
                .post("/v1/events")
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItems("/title", "/note", "/weapons"));
        editor().body(arrest("huge", 1).put("note", "x".repeat(300_000)))
                .post("/v1/events")
                .then()
                .statusCode(400)
                .body("detail", containsString("bytes"));
    }

    @Test
    void textOfAnEventIsNoFormulaInCsv() {
        List<String> formulas = List.of("=HYPERLINK(\"http://example.org\")", "+1", "-1", "@x", "\t=1");
        for (int i = 0; i < formulas.size(); i++) {
            ObjectNode event = arrest("formula-" + i, 1);
            String text = formulas.get(i);
            event.put("title", text).put("summary", text).put("note", text).put("type", "conviction");
            ((ObjectNode) event.at("/places/0")).put("locality", text);
            ((ObjectNode) event.at("/sources/0")).put("title", text).put("publisher", text);
            editor().body(event).post("/v1/events").then().statusCode(201).body("title", equalTo(text));
        }
        assertEvents("/v1/statistics?type=conviction", formulas.size());
        String csv = given().get("/v1/events?type=conviction&format=csv").asString();
        for (String cell : csv.split("\r\n|,|\"(?=[^\"])")) {
            assertTrue(cell.isEmpty() || "=+-@\t".indexOf(cell.charAt(0)) < 0, cell);
        }
        for (String text : formulas) {
            assertTrue(csv.contains("'" + text.replace("\"", "\"\"")), text);
        }
    }

    /** What was acknowledged is in the next answer. */
    private static void assertEvents(String address, int expected) {
        given().get(address).then().statusCode(200).body("total.events", equalTo(expected));
    }

    private RequestSpecification editor() {
        return given().contentType(ContentType.JSON)
                .auth()
                .oauth2(issuer.token("editor@example.org", Set.of("editor"), Duration.ofHours(1)));
    }

    /** A token of the right form, signed by somebody else. */
    private static String strangersToken() {
        try {
            var keys = java.security.KeyPairGenerator.getInstance("RSA");
            keys.initialize(2048);
            return io.smallrye.jwt.build.Jwt.issuer("https://local.incidentstats.example.org")
                    .subject("editor@example.org")
                    .groups("editor")
                    .expiresIn(Duration.ofHours(1))
                    .sign(keys.generateKeyPair().getPrivate());
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private ObjectNode arrest(String id, int arrested) {
        ObjectNode event = mapper.createObjectNode();
        event.put("id", id)
                .put("title", "Arrest of " + arrested)
                .put("category", "enforcement")
                .put("type", "arrest")
                .put("date", "2023-07")
                .put("outcome", "completed")
                .put("evidence", "official");
        event.putArray("places").addObject().put("country", "DEU");
        event.putObject("arrested").put("best", arrested);
        event.putArray("sources").addObject().put("title", "Example report");
        return event;
    }

    @Test
    void textThatIsReadOtherwiseThanItIsWrittenIsRefusedWhereItComesIn() {
        editor().body(arrest("straight", 1)).post("/v1/events").then().statusCode(201);
        for (String sign : List.of("\u202e", "\u2066", "\uffff", "\ufdd0", "\u2028")) {
            String shown = "\\u%04x".formatted((int) sign.charAt(0));
            editor().body(arrest("turned", 1).put("title", "a" + sign))
                    .post("/v1/events")
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", equalTo("/title"))
                    .body("errors[0].value", equalTo("a" + shown));
            ObjectNode cited = arrest("turned", 1);
            ((ObjectNode) cited.at("/sources/0")).put("url", "https://example.org/a" + sign);
            editor().body(cited)
                    .post("/v1/events")
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", equalTo("/sources/0/url"))
                    .body("errors[0].value", equalTo("https://example.org/a" + shown));
            given().get("/v1/events/{id}", "a" + sign)
                    .then()
                    .statusCode(404)
                    .body("detail", equalTo("No event 'a%s' is on record.".formatted(shown)));
            editor().header("If-Match", "\"v1\"")
                    .queryParam("reason", "because" + sign)
                    .delete("/v1/events/straight")
                    .then()
                    .statusCode(400)
                    .body("errors[0].parameter", equalTo("reason"))
                    .body("errors[0].value", equalTo("because" + shown));
            editor().contentType("text/csv")
                    .body("id,title\n1,a\n")
                    .queryParam("file", "incidents" + sign + ".csv")
                    .post("/v1/imports")
                    .then()
                    .statusCode(400)
                    .body("errors[0].parameter", equalTo("file"))
                    .body("errors[0].value", equalTo("incidents" + shown + ".csv"));
            given().queryParam("group", "a" + sign).get("/v1/statistics").then().statusCode(400);
            given().queryParam("admin1", "DEU/a" + sign)
                    .get("/v1/statistics")
                    .then()
                    .statusCode(400);
        }
    }
}
