package org.incidentstats.statistics.http;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.statistics.model.Measure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** How the reading part of the API behaves towards its clients. */
@QuarkusTest
class ApiTest {

    @Test
    void statisticsHaveTheShapeThatClientsRelyOn() {
        given().get("/v1/statistics?by=country,year&measure=events,killed&country=TJK&from=2019&to=2019")
                .then()
                .statusCode(200)
                .contentType(ContentType.JSON)
                .body("query.by", contains("country", "year"))
                .body("query.measure", contains("events", "killed"))
                .body("query.country", contains("TJK"))
                .body("query.from", equalTo("2019"))
                .body("rows", hasSize(1))
                .body("rows[0].country", equalTo("TJK"))
                .body("rows[0].year", equalTo("2019"))
                .body("rows[0].events", equalTo(2))
                .body("rows[0].killed.low", equalTo(49))
                .body("rows[0].killed.best", equalTo(49))
                .body("rows[0].killed.high", equalTo(49))
                .body("rows[0].killed.unknown", equalTo(0))
                .body("rows[0].killed.atLeast", equalTo(1))
                .body("rows[0].links.events", endsWith("/v1/events?country=TJK&year=2019&from=2019&to=2019"))
                .body("total.events", equalTo(2))
                .body("meta.position", greaterThanOrEqualTo(27))
                .body("meta.recordedAt", notNullValue())
                .body("meta", not(hasKey("asOf")))
                .body("meta.rowsScanned", greaterThanOrEqualTo(2))
                .body("meta.readUnits", greaterThan(0f))
                .body("meta.requests", greaterThanOrEqualTo(1))
                .body("meta.possibleEvents", equalTo(0));
    }

    @Test
    void csvIsGivenByHeaderAndByParameter() {
        String byHeader = given().accept("text/csv")
                .get("/v1/statistics?by=country&measure=killed,events&country=IRN")
                .then()
                .statusCode(200)
                .contentType("text/csv;charset=utf-8")
                .extract()
                .asString();
        String byParameter = given().get("/v1/statistics?by=country&measure=killed,events&country=IRN&format=csv")
                .asString();
        assertEquals(
                "country,killed_low,killed_best,killed_high,killed_unknown,killed_at_least,events\r\n"
                        + "IRN,105,105,105,0,0,3\r\n",
                byHeader);
        assertEquals(byHeader, byParameter);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /v1/statistics?colour=red         | colour  | red       | country
                    /v1/statistics?by=colour          | by      | colour    | nationality
                    /v1/statistics?by=country,country | by      | country   | year
                    /v1/statistics?by=                | by      | ''        | country
                    /v1/statistics?measure=deaths     | measure | deaths    | killed
                    /v1/statistics?country=TJ         | country | TJ        | TJK
                    /v1/statistics?country=TJK,       | country | ''        | TJK
                    /v1/statistics?nationality=tajik  | nationality | tajik | stateless
                    /v1/statistics?group=iskp         | group   | iskp      | unknown
                    /v1/statistics?certainty=sure     | certainty | sure    | doubtful
                    /v1/statistics?category=crime     | category | crime    | attack
                    /v1/statistics?type=theft         | type    | theft     | armed-assault
                    /v1/statistics?outcome=won        | outcome | won       | foiled
                    /v1/statistics?evidence=none      | evidence | none     | disputed
                    /v1/statistics?format=pdf         | format  | pdf       | csv
                    /v1/events?within=maybe           | within  | maybe     | possible
                    /v1/events?by=country             | by      | country   | cursor
                    /v1/dimensions?by=country         | by      | country   | lang
                    """)
    void whatIsNotKnownIsNamedWithWhatIsAllowed(String address, String parameter, String value, String allowed) {
        given().get(address)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("status", equalTo(400))
                .body("type", startsWith("urn:incidentstats:problem:"))
                .body("title", notNullValue())
                .body("detail", containsString(parameter))
                .body("errors", hasSize(1))
                .body("errors[0].parameter", equalTo(parameter))
                .body("errors[0].value", equalTo(value))
                .body("errors[0].allowed", allowed == null ? equalTo(null) : hasItem(allowed));
    }

    @ParameterizedTest
    @CsvSource({
        "from, 22",
        "from, 2022-13",
        "to, 2022-1",
        "to, 2022-10-32",
        "to, 2022-W40",
        "from, last",
        "year, 22",
        "year, 2022-01",
        "month, 2022",
        "month, 2022-13",
        "quarter, 2022-Q5",
        "quarter, 2022-4",
        "week, 2022-W54",
        "day, 2022-10",
    })
    void aDateThatIsNoneIsNamed(String parameter, String value) {
        given().queryParam(parameter, value)
                .get("/v1/statistics")
                .then()
                .statusCode(400)
                .body("errors.parameter", contains(parameter))
                .body("errors.value", contains(value))
                .body("errors[0].detail", startsWith("n"));
    }

    @Test
    void aPeriodCanBeginAndEndOnADay() {
        given().get("/v1/statistics?by=day&country=TJK&from=2019-11-06&to=2019-11-06")
                .then()
                .statusCode(200)
                .body("query.from", equalTo("2019-11-06"))
                .body("rows.day", contains("2019-11-06"))
                .body("rows[0].links.events", endsWith("country=TJK&day=2019-11-06&from=2019-11-06&to=2019-11-06"));
    }

    @Test
    void aNameOfASourceOrDivisionIsTakenAsItIsAndACodeThatIsNoneIsNot() {
        given().queryParam("source", "Institute of the Middle East,Nobody\\, Inc.")
                .get("/v1/statistics?by=source")
                .then()
                .statusCode(200)
                .body("query.source", contains("Institute of the Middle East", "Nobody, Inc."))
                .body("rows.source", contains("Institute of the Middle East"));
        given().get("/v1/statistics?group=a-group-nobody-knows")
                .then()
                .statusCode(200)
                .body("total.events", equalTo(0));
        given().get("/v1/statistics?group=iskp")
                .then()
                .statusCode(400)
                .body("errors[0].detail", containsString("did you mean ISKP?"));
        given().get("/v1/statistics?weapon=knife").then().statusCode(400).body("errors[0].allowed", hasItem("melee"));
    }

    @Test
    void aPeriodThatEndsBeforeItStartsIsRefused() {
        given().get("/v1/statistics?from=2022&to=2021-12")
                .then()
                .statusCode(400)
                .body("errors.parameter", contains("to"));
    }

    @Test
    void allFaultsOfARequestAreNamedTogether() {
        given().get("/v1/statistics?by=a&measure=b&country=c&from=d&x=e")
                .then()
                .statusCode(400)
                .body("errors.parameter", hasItems("by", "measure", "country", "from", "x"))
                .body("errors", hasSize(5));
    }

    @Test
    void aCodeInTheWrongCaseIsCorrected() {
        given().get("/v1/statistics?country=tjk")
                .then()
                .statusCode(400)
                .body("errors[0].detail", containsString("did you mean TJK?"));
        given().get("/v1/statistics?nationality=Tajikistan")
                .then()
                .body("errors[0].detail", containsString("did you mean TJK?"));
    }

    @Test
    void everyErrorIsProblemDetails() {
        given().get("/v1/nothing").then().statusCode(404).contentType("application/problem+json");
        given().get("/v1/events/nothing")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", containsString("nothing"));
        given().get("/v1/dimensions/colour")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", containsString("nationality"));
        given().delete("/v1/statistics").then().statusCode(405).contentType("application/problem+json");
        given().accept("application/pdf")
                .get("/v1/statistics")
                .then()
                .statusCode(406)
                .contentType("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /v1/statistics?by=country | application/json
                    /v1/statistics?by=country | text/csv
                    /v1/events                | application/json
                    /v1/events                | text/csv
                    /v1/events/kerman-bombing | application/json
                    /v1/dimensions            | application/json
                    /v1/dimensions/group      | application/json
                    """)
    void aClientThatHasTheAnswerIsNotSentItAgain(String address, String mediaType) {
        String tag = given().accept(mediaType)
                .get(address)
                .then()
                .statusCode(200)
                .header("Cache-Control", containsString("no-cache"))
                .extract()
                .header("ETag");
        assertTrue(tag.matches("(W/)?\"[^\"]+\""), tag);
        given().accept(mediaType)
                .header("If-None-Match", tag)
                .get(address)
                .then()
                .statusCode(304)
                .body(equalTo(""));
        given().accept(mediaType)
                .header("If-None-Match", "\"another\"")
                .get(address)
                .then()
                .statusCode(200);
    }

    /** What an answer costs differs from one time to the next; as of a moment, nothing differs. */
    @Test
    void onlyAnAnswerOfNowSaysWhatItCostAndHasAWeakTagForThat() {
        String now = given().get("/v1/statistics?by=country").header("ETag");
        assertTrue(now.startsWith("W/"), now);
        for (String strong : List.of(
                "/v1/statistics?by=country&format=csv",
                "/v1/statistics?by=country&format=json-stat",
                "/v1/statistics?by=country&format=xlsx",
                "/v1/statistics?by=country&asOf=2024-01-01",
                "/v1/trends?asOf=2024-01-01",
                "/v1/events",
                "/v1/dimensions")) {
            Response first = given().get(strong);
            assertTrue(first.header("ETag").startsWith("\""), strong);
            assertArrayEquals(first.asByteArray(), given().get(strong).asByteArray(), strong);
        }
        given().get("/v1/statistics?by=country&asOf=2024-01-01")
                .then()
                .body("meta", not(hasKey("rowsScanned")))
                .body("meta", not(hasKey("readUnits")))
                .body("meta", not(hasKey("requests")));
    }

    @Test
    void aMomentBeforeTheRecordBeganHasNoNewestChange() {
        for (String address : List.of("/v1/statistics?by=country", "/v1/trends?by=country&grain=year")) {
            given().get(address + "&asOf=2020-01-01T00:00:00Z")
                    .then()
                    .statusCode(200)
                    .body("meta.asOf", equalTo("2020-01-01T00:00:00Z"))
                    .body("meta", not(hasKey("recordedAt")));
            given().get(address + "&asOf=2020-01-01T00:00:00Z&format=json-stat")
                    .then()
                    .statusCode(200)
                    .body("$", not(hasKey("updated")));
            given().get(address + "&asOf=2020-01-01T00:00:00Z&format=xlsx")
                    .then()
                    .statusCode(200);
        }
    }

    @Test
    void aDateAloneIsItsBeginningInUtc() {
        given().get("/v1/statistics?asOf=2020-01-01")
                .then()
                .statusCode(200)
                .body("meta.asOf", equalTo("2020-01-01T00:00:00Z"));
    }

    @Test
    void whatIsNoMomentIsToldWhatOneIs() {
        given().get("/v1/statistics?asOf=2020-13-01")
                .then()
                .statusCode(400)
                .body("errors[0].detail", containsString("nor a date, such as 2024-07-01"));
    }

    @Test
    void aTagOfOneRepresentationIsNotThatOfAnother() {
        assertTrue(!given().accept("text/csv")
                .get("/v1/events")
                .header("ETag")
                .equals(given().accept("application/json").get("/v1/events").header("ETag")));
    }

    @Test
    void pagesHoldEveryEventOnceNewestFirst() {
        List<String> all = given().get("/v1/events?limit=1000").path("events.id");
        assertEquals(27, all.size());
        List<String> paged = new ArrayList<>();
        String next = "/v1/events?limit=4";
        int pages = 0;
        while (next != null) {
            Response page = given().urlEncodingEnabled(false).get(next);
            page.then().statusCode(200).body("total", equalTo(27));
            List<String> ids = page.path("events.id");
            paged.addAll(ids);
            next = page.path("links.next");
            if (next == null) {
                assertEquals(null, page.header("Link"));
            } else {
                assertEquals("<" + next + ">; rel=\"next\"", page.header("Link"));
                assertEquals(4, ids.size());
            }
            pages++;
        }
        assertEquals(7, pages);
        assertEquals(all, paged);
        assertEquals(27, new HashSet<>(paged).size());
        assertEquals("namangan-cell", paged.get(0));
        assertEquals("cyclists-2018", paged.get(26));
    }

    @Test
    void aPageKeepsTheFiltersOfTheFirst() {
        String next = given().get("/v1/events?country=TJK&limit=1").path("links.next");
        given().urlEncodingEnabled(false)
                .get(next)
                .then()
                .statusCode(200)
                .body("total", equalTo(5))
                .body("events.places.country.flatten()", contains("TJK"));
    }

    @ParameterizedTest
    @CsvSource({"limit, 0", "limit, 1001", "limit, many", "cursor, xyz", "cursor, ''", "cursor, MjAyMg"})
    void aPageThatCannotBeIsRefused(String parameter, String value) {
        given().queryParam(parameter, value)
                .get("/v1/events")
                .then()
                .statusCode(400)
                .body("errors.parameter", contains(parameter));
    }

    @Test
    void eventsAsCsvAreOneLineEach() {
        String csv = given().get("/v1/events?country=IRN&format=csv").asString();
        String[] lines = csv.split("\r\n");
        assertEquals(4, lines.length);
        assertTrue(lines[0].startsWith("id,version,date,title,"), lines[0]);
        assertTrue(lines[1].startsWith("kerman-bombing,1,2024-01,Suicide bombing in Kerman,attack,"), lines[1]);
        assertTrue(lines[1].contains(",91,,101,"), lines[1]);
    }

    @Test
    void dimensionsSayWhatCanBeAskedAndWhatOccurs() {
        given().get("/v1/dimensions")
                .then()
                .statusCode(200)
                .body(
                        "dimensions.name",
                        contains(Stream.of(Dimension.values())
                                .map(Dimension::code)
                                .toArray()))
                .body(
                        "measures.name",
                        contains(Stream.of(Measure.values()).map(Measure::code).toArray()));
        given().get("/v1/dimensions/country")
                .then()
                .body("values.find { it.code == 'TJK' }.label", equalTo("Tajikistan"))
                .body("values.find { it.code == 'TJK' }.events", equalTo(5))
                .body("values.find { it.code == 'ISL' }.events", equalTo(0));
        given().get("/v1/dimensions/month")
                .then()
                .body("values.code", hasItems("2022-10", "2022-XX", "2022/2023"))
                .body("values.find { it.code == '2022-XX' }.label", equalTo("2022, month unknown"))
                .body("values.events", not(hasItem(0)));
        given().get("/v1/dimensions/nationality").then().body("values.code", hasItems("unknown", "stateless", "TJK"));
    }
}
