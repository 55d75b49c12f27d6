package org.incidentstats.statistics.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The API's counts of the sample incidents against a second, naive count straight from the file. */
@QuarkusTest
class SampleStatisticsTest {

    private static final String ALL_MEASURES = "events," + String.join(",", NaiveCount.ESTIMATES);

    private final NaiveCount naive = new NaiveCount();
    private final ObjectMapper mapper = new ObjectMapper();

    SampleStatisticsTest() throws Exception {}

    @Test
    void everySingleDimensionIsCountedAsByHand() {
        for (String dimension : NaiveCount.DIMENSIONS) {
            assertCounts(List.of(dimension), Map.of());
        }
    }

    @Test
    void everyPairOfDimensionsIsCountedAsByHand() {
        for (String first : NaiveCount.DIMENSIONS) {
            for (String second : NaiveCount.DIMENSIONS) {
                if (!first.equals(second)) {
                    assertCounts(List.of(first, second), Map.of());
                }
            }
        }
    }

    @Test
    void everyFilterByOneValueIsCountedAsByHand() {
        for (String dimension : NaiveCount.DIMENSIONS) {
            for (String value : occurring(dimension)) {
                for (String several : List.of("country", "nationality")) {
                    List<String> by = several.equals(dimension) ? List.of(dimension) : List.of(several, dimension);
                    assertCounts(by, Map.of(dimension, Set.of(value)));
                }
            }
        }
    }

    @Test
    void withoutADimensionThereIsOneRowWithTheTotal() {
        assertCounts(List.of(), Map.of());
        assertEquals(27, json("/v1/statistics").at("/rows/0/events").asInt());
    }

    @Test
    void aFilterThatSelectsNothingGivesNoRowsAndATotalOfZero() {
        JsonNode answer = json("/v1/statistics?by=country&country=ISL&measure=events,killed");
        assertTrue(answer.get("rows").isEmpty());
        assertEquals(0, answer.at("/total/events").asInt());
        assertEquals(0, answer.at("/total/killed/unknown").asInt());
    }

    @Test
    void countsAnEventInTwoCountriesOnceInEachAndOnceInTheTotal() {
        JsonNode answer = json("/v1/statistics?by=country&country=DEU,NLD&year=2023&category=enforcement");
        assertEquals(2, answer.get("rows").size());
        assertEquals(1, answer.at("/rows/0/events").asInt());
        assertEquals(1, answer.at("/rows/1/events").asInt());
        assertEquals(1, answer.at("/total/events").asInt());
    }

    @Test
    void theRowsOfAFilteredDimensionAreTheValuesAskedFor() {
        JsonNode answer = json("/v1/statistics?by=country&country=DEU");
        assertEquals(1, answer.get("rows").size());
        assertEquals("DEU", answer.at("/rows/0/country").asText());
    }

    @Test
    void eachRowLinksToExactlyTheIncidentsBehindIt() {
        for (String by : List.of(
                "country,year",
                "nationality,category",
                "group,month",
                "quarter",
                "type,evidence",
                "week,abroad",
                "day",
                "region,source",
                "target,target-nationality",
                "certainty,weapon",
                "")) {
            JsonNode answer = json("/v1/statistics?" + (by.isEmpty() ? "" : "by=" + by + "&")
                    + "from=2019&to=2024&outcome=completed,foiled");
            assertTrue(answer.get("rows").size() > 0);
            for (JsonNode row : answer.get("rows")) {
                JsonNode events = json(row.at("/links/events").asText());
                assertEquals(row.get("events").asInt(), events.get("total").asInt(), () -> row.toString());
                assertEquals(row.get("events").asInt(), events.get("events").size(), () -> row.toString());
                for (JsonNode event : events.get("events")) {
                    JsonNode published = naive.events().stream()
                            .filter(one -> one.get("id").equals(event.get("id")))
                            .findFirst()
                            .orElseThrow();
                    for (String dimension : by.isEmpty() ? new String[0] : by.split(",")) {
                        assertTrue(
                                naive.values(published, dimension)
                                        .contains(row.get(dimension).asText()),
                                () -> row + " " + event);
                    }
                }
            }
            JsonNode total = json(answer.at("/total/links/events").asText());
            assertEquals(answer.at("/total/events").asInt(), total.get("total").asInt());
        }
    }

    @Test
    void aPeriodSelectsWhatCertainlyHappenedInItAndCountsWhatMayHave() {
        JsonNode answer = json("/v1/statistics?from=2022-04&to=2022-10");
        // April, May, July, August and October are certain; four of "2022" and three of "2022/2023" may be.
        assertEquals(5, answer.at("/total/events").asInt());
        assertEquals(7, answer.at("/meta/possibleEvents").asInt());
        JsonNode possible = json(answer.at("/meta/links/possibleEvents").asText());
        Set<String> dates = new TreeSet<>();
        possible.get("events").forEach(event -> dates.add(event.get("date").asText()));
        assertEquals(Set.of("2022", "2022/2023"), dates);
        assertEquals(7, possible.get("total").asInt());
    }

    @Test
    void aPeriodIncludesBothItsEnds() {
        assertEquals(
                1,
                json("/v1/statistics?from=2019-11&to=2019-11&country=TJK")
                        .at("/total/events")
                        .asInt());
        assertEquals(
                3, json("/v1/statistics?from=2019&to=2019").at("/total/events").asInt());
    }

    @Test
    void aNationalityIsCreditedOnlyWithItsOwnPerpetrators() {
        JsonNode answer = json("/v1/statistics?by=nationality&measure=perpetrators,arrested&country=NLD");
        Map<String, String> bests = new TreeMap<>();
        answer.get("rows")
                .forEach(row -> bests.put(
                        row.get("nationality").asText(),
                        row.at("/perpetrators/best").asText() + " of "
                                + row.at("/arrested/best").asText()));
        assertEquals(Map.of("TJK", "6 of 9", "TKM", "1 of 9", "KGZ", "1 of 9"), bests);
        assertEquals(8, answer.at("/total/perpetrators/best").asInt());
        assertEquals(10, answer.at("/total/perpetrators/high").asInt());
    }

    private Set<String> occurring(String dimension) {
        Set<String> values = new TreeSet<>();
        naive.events().forEach(event -> values.addAll(naive.values(event, dimension)));
        return values;
    }

    private void assertCounts(List<String> by, Map<String, Set<String>> filters) {
        RequestSpecification request =
                given().queryParam("measure", ALL_MEASURES).queryParam("format", "csv");
        if (!by.isEmpty()) {
            request.queryParam("by", String.join(",", by));
        }
        filters.forEach((dimension, values) -> request.queryParam(dimension, String.join(",", values)));
        String csv =
                request.get("/v1/statistics").then().statusCode(200).extract().asString();
        List<String> lines = new ArrayList<>(List.of(csv.split("\r\n")));
        List<String> header = new ArrayList<>(by);
        header.add("events");
        for (String estimate : NaiveCount.ESTIMATES) {
            for (String part : List.of("low", "best", "high", "unknown", "at_least")) {
                header.add(estimate + "_" + part);
            }
        }
        assertEquals(String.join(",", header), lines.remove(0));
        assertEquals(naive.lines(by, filters), lines, () -> by + " of " + filters);
    }

    private JsonNode json(String address) {
        try {
            return mapper.readTree(given().urlEncodingEnabled(false)
                    .get(address)
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
