package org.incidentstats.brief;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;

import jakarta.inject.Inject;

import org.incidentstats.brief.content.Scope;
import org.incidentstats.event.Examples;
import org.incidentstats.event.store.Change;
import org.incidentstats.event.store.EventStore;
import org.incidentstats.local.LocalIssuer;
import org.incidentstats.vocabulary.Language;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.w3c.dom.Document;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A brief that has been made stays as it is, whatever is learned later. */
@QuarkusTest
@TestProfile(OwnRecord.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FrozenBriefsTest {

    private static final String JULY = "/v1/briefs/2023-07";

    @Inject
    LocalIssuer issuer;

    @Inject
    EventStore events;

    @Inject
    BriefMaker maker;

    @Inject
    FrozenBriefs frozen;

    @Test
    @Order(1)
    void onlyAnEditorMakesABrief() {
        given().post(JULY).then().statusCode(401);
        given().auth().oauth2(token("reader")).post(JULY).then().statusCode(403);
        given().get("/v1/briefs").then().statusCode(200).body("briefs", hasSize(0));
    }

    @Test
    @Order(2)
    void aBriefStaysTheSameFileAfterTheRecordHasChanged() throws Exception {
        given().auth()
                .oauth2(token("editor"))
                .post(JULY)
                .then()
                .statusCode(201)
                .body("month", equalTo("2023-07"))
                .body("incidents", equalTo(2))
                .body("moment.frozen", equalTo(true))
                .body("templates.en.length()", equalTo(64));
        byte[] english = given().get(JULY).asByteArray();
        byte[] russian = given().get(JULY + "?lang=ru").asByteArray();
        String json = given().get(JULY + "?format=json").asString();
        JsonPath linked = follow(new ReadBrief(english), "CountriesLink");

        events.record(List.of(new Change.Creation("late", Examples.arrest(4))), "editor");

        assertArrayEquals(english, given().get(JULY).asByteArray());
        assertArrayEquals(russian, given().get(JULY + "?lang=ru").asByteArray());
        assertEquals(json, given().get(JULY + "?format=json").asString());
        given().auth().oauth2(token("editor")).post(JULY).then().statusCode(200);
        assertArrayEquals(english, given().get(JULY).asByteArray());

        // Made again from the numbers that are kept
        FrozenBrief brief =
                frozen.find(java.time.YearMonth.of(2023, 7), Scope.EVERYTHING).orElseThrow();
        assertArrayEquals(english, maker.write(maker.content(brief, Language.EN)));
        assertArrayEquals(russian, maker.write(maker.content(brief, Language.RU)));

        // The addresses on the sheet Method answer as of that moment
        assertEquals(
                linked.getList("rows"),
                follow(new ReadBrief(english), "CountriesLink").getList("rows"));
        given().get("/v1/statistics?from=2023-07&to=2023-07").then().body("total.events", equalTo(3));
        assertEquals(2L, new ReadBrief(english).value("IncidentsValue"));
    }

    @Test
    @Order(3)
    void theNextBriefSaysWhatBecameOfTheNumbers() {
        given().auth().oauth2(token("editor")).post("/v1/briefs/2023-08").then().statusCode(201);
        ReadBrief august = new ReadBrief(given().get("/v1/briefs/2023-08").asByteArray());
        assertTrue(august.value("RevisionsHeading").toString().endsWith("changed"));
        List<Map<String, Object>> rows = august.rows("Revisions");
        Map<String, Object> incidents = rows.stream()
                .filter(row -> row.get("Number").equals("Incidents, July 2023"))
                .findFirst()
                .orElseThrow();
        assertEquals(2L, incidents.get("Then"));
        assertEquals(3L, incidents.get("Now"));
        assertEquals(1L, incidents.get("Difference"));
        assertEquals("July 2023", incidents.get("Published in"));
        assertEquals("Arrest of 4", incidents.get("Incident"));
        assertEquals("recorded since", incidents.get("What happened"));
        assertEquals("late", incidents.get("Record"));
        ReadBrief russian =
                new ReadBrief(given().get("/v1/briefs/2023-08?lang=ru").asByteArray());
        assertEquals("август 2023", russian.value("BriefMonth"));
        assertEquals(rows.size(), russian.rows("Revisions").size());
        JsonPath json = given().get("/v1/briefs/2023-08?format=json").jsonPath();
        assertEquals(1, json.getInt("revisions.briefs"));
        assertFalse(json.getList("revisions.revisions").isEmpty());
    }

    @Test
    @Order(4)
    void theListAndTheFeedNameEveryBriefOfTheScope() throws Exception {
        given().get("/v1/briefs")
                .then()
                .body("briefs.month", equalTo(List.of("2023-08", "2023-07")))
                .body("briefs[0].links.html", containsString("/v1/briefs/2023-08?format=html"));
        given().get("/v1/briefs?country=DEU").then().body("briefs", hasSize(0));
        byte[] feed = given().get("/v1/briefs?format=atom")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        Document document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(feed));
        assertEquals(
                "http://www.w3.org/2005/Atom", document.getDocumentElement().getNamespaceURI());
        assertEquals(2, document.getElementsByTagName("entry").getLength());
        given().header("Accept", "application/atom+xml")
                .get("/v1/briefs")
                .then()
                .contentType("application/atom+xml");
    }

    @Test
    @Order(5)
    void aBriefOfAScopeCountsItsIncidentsAlone() {
        String address = JULY + "?country=DEU,NLD&category=enforcement";
        given().auth().oauth2(token("editor")).post(address).then().statusCode(201);
        JsonPath brief = given().get(address + "&format=json").jsonPath();
        JsonPath api = given().get("/v1/statistics?from=2023-07&to=2023-07&country=DEU,NLD&category=enforcement&asOf="
                        + brief.getString("moment.asOf"))
                .jsonPath();
        assertEquals(api.getLong("total.events"), brief.getLong("figures.keyFigures[0].now.value"));
        assertEquals(2, brief.getInt("figures.keyFigures[0].now.value"));
        ReadBrief workbook = new ReadBrief(given().get(address).asByteArray());
        assertEquals("Only Countries: Germany, Netherlands; Categories: Enforcement", workbook.value("Scope"));
        assertEquals(
                Set.of("DEU", "NLD"),
                Set.copyOf(workbook.rows("ByCountry").stream()
                        .map(row -> row.get("Code"))
                        .toList()));
    }

    @Test
    @Order(6)
    void theSummaryIsAPageToo() {
        given().header("Accept", "text/html")
                .get(JULY)
                .then()
                .statusCode(200)
                .contentType("text/html")
                .body(containsString("Incidents a month, February 2022 to July 2023"))
                .body(containsString("Germany"));
        given().get(JULY + "?format=html&lang=ru")
                .then()
                .body(containsString("<html lang=\"ru\">"))
                .body(containsString("июль 2023"));
    }

    @Test
    @Order(7)
    void whatCannotBeMadeIsRefusedWithItsReason() {
        String month = java.time.YearMonth.now(java.time.ZoneOffset.UTC).toString();
        given().auth()
                .oauth2(token("editor"))
                .post("/v1/briefs/" + month)
                .then()
                .statusCode(409)
                .body("detail", containsString(month + " is not over"));
        given().auth()
                .oauth2(token("editor"))
                .post(JULY + "?country=XXX")
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo("country"))
                .body("errors[0].value", equalTo("XXX"));
        given().get(JULY + "?format=pdf")
                .then()
                .statusCode(400)
                .body("errors[0].allowed", equalTo(List.of("xlsx", "json", "html")));
        given().get("/v1/briefs?month=2023-07").then().statusCode(400);
    }

    private String token(String role) {
        return issuer.token(role + "@example.org", Set.of(role), Duration.ofHours(1));
    }

    private static JsonPath follow(ReadBrief brief, String name) {
        URI link = URI.create(brief.cell(name).getHyperlink().getAddress());
        RequestSpecification request = given();
        for (String parameter : link.getRawQuery().split("&")) {
            String[] parts = parameter.split("=", 2);
            request.queryParam(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return request.get(link.getRawPath()).then().statusCode(200).extract().jsonPath();
    }
}
