package org.incidentstats.brief;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/** The brief that the API serves says what the rest of the API says. */
@QuarkusTest
class BriefsApiTest {

    private static final String TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    @Test
    void theFiguresOfTheBriefAreThoseOfItsLinks() {
        ReadBrief brief = new ReadBrief(given().get("/v1/briefs/2023-07").asByteArray());
        assertSame(follow(brief, "CountriesLink"), "country", brief.rows("ByCountry"), "Code", "This month");
        assertSame(
                follow(brief, "NationalitiesLink"), "nationality", brief.rows("ByNationality"), "Code", "This month");
        assertSame(follow(brief, "YearsLink"), "year", brief.rows("ByYear"), "Year", "Incidents");

        JsonPath month = given().get("/v1/statistics?measure=events,killed,arrested&from=2023-07&to=2023-07")
                .jsonPath();
        assertEquals(month.getLong("total.events"), brief.value("IncidentsValue"));
        assertEquals(month.getLong("total.arrested.best"), brief.value("ArrestedValue"));
        assertEquals(
                month.getLong("total.killed.unknown") == month.getLong("total.events")
                        ? "unknown"
                        : (Object) month.getLong("total.killed.best"),
                brief.value("KilledValue"));
        assertEquals(
                given().get("/v1/statistics?measure=events&from=2023-07&to=2023-07&category=attack")
                        .jsonPath()
                        .getLong("total.events"),
                brief.value("AttacksValue"));

        List<String> events = follow(brief, "IncidentsLink").getList("events.id");
        assertFalse(events.isEmpty());
        assertEquals(
                events.stream().sorted().toList(),
                brief.rows("Incidents").stream()
                        .map(row -> row.get("Record"))
                        .sorted()
                        .toList());
        int possible = follow(brief, "PossibleLink").getList("events").size();
        assertEquals(
                "%d more incidents may belong to July 2023 (their dates are not known well enough) and are not counted."
                        .formatted(possible),
                brief.value("PossibleIncidents"));
    }

    @Test
    void aBriefIsAWorkbookToDownload() {
        given().get("/v1/briefs/2023-07")
                .then()
                .statusCode(200)
                .header("Content-Type", equalTo(TYPE))
                .header("Content-Disposition", equalTo("attachment; filename=\"incident-statistics-2023-07.xlsx\""));
    }

    @Test
    void whoHasTheBriefAlreadyIsToldSo() {
        Response first = given().get("/v1/briefs/2023-07");
        String tag = first.header("ETag");
        given().header("If-None-Match", tag)
                .get("/v1/briefs/2023-07")
                .then()
                .statusCode(304)
                .header("ETag", equalTo(tag));
        given().header("If-None-Match", tag).get("/v1/briefs/2023-06").then().statusCode(200);
    }

    @Test
    void aMonthWithoutIncidentsHasABriefThatSaysSo() {
        ReadBrief brief = new ReadBrief(given().get("/v1/briefs/2001-02").asByteArray());
        assertEquals("Incidents, February 2001: none on record", brief.value("IncidentsHeading"));
    }

    @Test
    void aMonthThatCannotHaveABriefIsExplained() {
        given().get("/v1/briefs/july")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].parameter", equalTo("month"))
                .body("errors[0].value", equalTo("july"))
                .body("errors[0].detail", containsString("2023-07"));
        given().get("/v1/briefs/1899-12")
                .then()
                .statusCode(400)
                .body("errors[0].detail", equalTo("the record begins with 1900"));
        given().get("/v1/briefs/9998-01")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", startsWith("The month 9998-01 has not begun"));
        given().get("/v1/briefs/2023-07?colour=red").then().statusCode(400);
    }

    /** Each row of the answer stands in the table with the same figures, and the table's other rows are all 0. */
    private static void assertSame(
            JsonPath answer, String dimension, List<Map<String, Object>> table, String code, String events) {
        Map<String, Map<String, Object>> rows = new LinkedHashMap<>();
        table.forEach(row -> rows.put(row.get(code).toString(), row));
        List<Map<String, Object>> expected = answer.getList("rows");
        assertFalse(expected.isEmpty());
        for (Map<String, Object> row : expected) {
            Map<String, Object> said = rows.remove(row.get(dimension).toString());
            assertEquals(((Number) row.get("events")).longValue(), said.get(events));
            for (String measure : List.of("Perpetrators", "Killed", "Wounded", "Arrested")) {
                Map<?, ?> estimate = (Map<?, ?>) row.get(measure.toLowerCase(java.util.Locale.ROOT));
                for (String part : List.of("low", "best", "high", "unknown")) {
                    String header = measure + " " + (part.equals("unknown") ? "no figure" : part);
                    assertEquals(((Number) estimate.get(part)).longValue(), said.get(header), header);
                }
            }
        }
        rows.values().forEach(row -> assertEquals(0L, row.get(events)));
    }

    /** What the API answers at an address of the sheet Method. */
    private static JsonPath follow(ReadBrief brief, String name) {
        String address = brief.cell(name).getHyperlink().getAddress();
        assertEquals(address, brief.value(name));
        URI link = URI.create(address);
        RequestSpecification request = given();
        for (String parameter : link.getRawQuery().split("&")) {
            String[] parts = parameter.split("=", 2);
            request.queryParam(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return request.get(link.getRawPath()).then().statusCode(200).extract().jsonPath();
    }
}
