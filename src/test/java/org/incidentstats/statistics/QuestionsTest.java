package org.incidentstats.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What can be asked of the statistics beside groups and filters. */
@QuarkusTest
class QuestionsTest {

    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void aFilterAndItsNegationAddUpToEverything() {
        int all = json("/v1/statistics").at("/total/events").asInt();
        int with = json("/v1/statistics?country=DEU").at("/total/events").asInt();
        int without = json("/v1/statistics?country=!DEU").at("/total/events").asInt();
        assertEquals(3, with);
        assertEquals(all, with + without);
    }

    @Test
    void anIncidentInTwoCountriesIsLeftOutWithEitherOfThem() {
        JsonNode answer = json("/v1/statistics?by=country&country=!DEU,!AFG");
        assertEquals("!AFG", answer.at("/query/country/0").asText());
        Set<String> countries = new TreeSet<>();
        answer.get("rows").forEach(row -> countries.add(row.get("country").asText()));
        // Austria's only incident was in Germany too, and so was that of the Netherlands.
        assertEquals(Set.of("IRN", "KGZ", "POL", "RUS", "TJK", "TUR", "UZB"), countries);
        assertEveryLinkHoldsTheIncidentsCounted(answer);
    }

    @Test
    void rowsOfANegatedQuestionLinkToExactlyTheirIncidents() {
        for (String question : new String[] {
            "by=nationality&nationality=!TJK", "by=nationality,country&nationality=!unknown&country=!IRN,!AFG",
            "by=year,group&group=!IS&year=!2022", "by=category&category=!attack&nationality=TJK&nationality=!UZB",
        }) {
            JsonNode answer = json("/v1/statistics?" + question);
            assertTrue(answer.get("rows").size() > 1, question);
            assertEveryLinkHoldsTheIncidentsCounted(answer);
        }
    }

    @Test
    void incidentsAreListedByNegatedFiltersToo() {
        given().get("/v1/events?country=!TJK,!UZB&category=!attack")
                .then()
                .statusCode(200)
                .body(
                        "events",
                        hasSize(json("/v1/statistics?country=!TJK,!UZB&category=!attack")
                                .at("/total/events")
                                .asInt()));
    }

    @Test
    void theLargestComeFirstAndEqualOnesByCode() {
        JsonNode answer = json("/v1/statistics?by=country&order=-events");
        List<String> rows = new ArrayList<>();
        answer.get("rows").forEach(row -> rows.add(row.get("country").asText() + row.get("events")));
        assertEquals("-events", answer.at("/query/order").asText());
        assertEquals(
                List.of("TJK5", "UZB5", "AFG4", "DEU3", "IRN3", "KGZ3", "TUR2").stream()
                        .sorted(Comparator.comparing((String row) -> row.charAt(3))
                                .reversed()
                                .thenComparing(row -> row))
                        .toList(),
                rows.subList(0, 7));
        assertEquals(
                "IRN",
                json("/v1/statistics?by=country&order=-killed")
                        .at("/rows/0/country")
                        .asText());
    }

    @Test
    void otherCountsAnIncidentOnceThatIsInSeveralOfTheRest() {
        JsonNode answer = json("/v1/statistics?by=country&order=-events&top=3");
        assertEquals(4, answer.get("rows").size());
        assertEquals("other", answer.at("/rows/3/country").asText());
        // Austria with Germany and Germany with the Netherlands: two incidents in three countries
        assertEquals(13, answer.at("/rows/3/events").asInt());
        assertEquals(
                "[\"AUT\",\"DEU\",\"IRN\",\"KGZ\",\"NLD\",\"POL\",\"RUS\",\"TUR\"]",
                answer.at("/meta/other/country").toString());
        assertEveryLinkHoldsTheIncidentsCounted(answer);
    }

    @Test
    void theTopOfTheFirstDimensionIsFollowedThroughTheOthers() {
        JsonNode answer = json(
                "/v1/statistics?by=nationality,year&nationality=!unknown&order=-perpetrators&top=1&fill=zero&from=2020");
        Set<String> rows = new TreeSet<>();
        answer.get("rows")
                .forEach(row -> rows.add(
                        row.get("nationality").asText() + row.get("year").asText()));
        assertTrue(rows.containsAll(Set.of("TJK2020", "TJK2021", "TJK2023", "other2020", "other2021", "other2023")));
        assertEveryLinkHoldsTheIncidentsCounted(answer);
    }

    @Test
    void aFilledSeriesShowsTheMonthsWithoutIncidents() {
        String csv = given().get("/v1/statistics?by=month&country=TJK&from=2019-04&to=2019-12&fill=zero&format=csv")
                .asString();
        assertEquals(
                "month,events 2019-04,0 2019-05,1 2019-06,0 2019-07,0 2019-08,0 2019-09,0 2019-10,0 2019-11,1"
                        + " 2019-12,0",
                csv.trim().replace("\r\n", " "));
    }

    @Test
    void aYearIsComparedWithTheOneBeforeAlsoWhereThatWasNotAskedFor() {
        JsonNode answer = json("/v1/statistics?by=year&measure=events,killed&from=2023&to=2023&compare=previous");
        JsonNode row = answer.at("/rows/0");
        assertEquals("2022", row.at("/compared/with").asText());
        JsonNode before =
                json("/v1/statistics?by=year&measure=events,killed&year=2022").at("/rows/0");
        assertEquals(before.get("events"), row.at("/compared/events/before"));
        assertEquals(before.get("killed"), row.at("/compared/killed/before"));
        assertEquals(
                row.get("events").asInt() - before.get("events").asInt(),
                row.at("/compared/events/change").asInt());
        assertEquals(
                before.get("events"),
                json(row.at("/compared/links/events").asText()).get("total"));
        assertEquals(answer.at("/total/compared/events"), row.at("/compared/events"));
    }

    @Test
    void aCountryThatHadIncidentsAndHasNoneIsShownAsADropAndNoneBeforeAsNoPercentage() {
        JsonNode answer = json("/v1/statistics?by=country&from=2024&to=2025&compare=previous");
        JsonNode tajikistan = row(answer, "country", "TJK");
        assertEquals(0, tajikistan.get("events").asInt());
        assertEquals(-100, tajikistan.at("/compared/events/changePercent").asInt());
        assertEquals("2022/2023", tajikistan.at("/compared/with").asText());
        JsonNode none = json("/v1/statistics?by=country&from=2022&to=2022&compare=year-before");
        assertTrue(
                row(none, "country", "TJK").at("/compared/events/changePercent").isMissingNode());
        String csv = given().get(
                        "/v1/statistics?by=country&country=TJK&from=2022&to=2022&compare=year-before&format=csv")
                .asString();
        assertEquals("country,events,events_before,events_change,events_change_percent\r\nTJK,2,0,2,\r\n", csv);
    }

    @Test
    void sharesAreOfTheTotalInPercent() {
        JsonNode answer = json("/v1/statistics?by=category&measure=events,killed&share=true");
        assertEquals(100, answer.at("/total/sharePercent/events").asInt());
        JsonNode attacks = row(answer, "category", "attack");
        assertEquals(
                Math.round(1000.0 * attacks.get("events").asInt() / 27) / 10.0,
                attacks.at("/sharePercent/events").asDouble());
        String csv = given().get("/v1/statistics?by=category&category=attack&measure=killed&share=true&format=csv")
                .asString();
        assertTrue(csv.startsWith(
                "category,killed_low,killed_best,killed_high,killed_unknown,killed_at_least,killed_share_percent\r\n"));
        assertTrue(csv.endsWith(",100.0\r\n"), csv);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    country=PAK,!AFG       | country  | PAK,!AFG    | country=…&country=!…
                    country=!              | country  | !           | not one of the codes
                    country=!tjk           | country  | !tjk        | did you mean TJK?
                    month=!2022            | month    | !2022       | not a month
                    by=country&order=deaths | order   | deaths      | not one of the values allowed
                    by=country&top=0       | top      | 0           | from 1 to 1000
                    top=3                  | top      | 3           | needs a dimension in by
                    by=year&top=2&fill=zero | top     | 2           | ranks periods
                    by=country&fill=zero   | fill     | zero        | needs a dimension of time
                    by=year&fill=ones      | fill     | ones        | not one of the values allowed
                    by=month&fill=zero&from=0000&to=9999 | fill | zero | more than 50000 rows
                    by=country&compare=previous | compare | previous | needs from and to
                    by=country&compare=next | compare | next        | not one of the values allowed
                    by=year,month&compare=previous | compare | previous | several
                    by=month&year=2022&compare=previous | compare | previous | a filter on year
                    from=0000&to=0001&compare=previous | compare | previous | before the year 0
                    share=yes              | share    | yes         | not one of the values allowed
                    """)
    void aQuestionThatCannotBeAnsweredIsNamed(String question, String parameter, String value, String detail) {
        given().get("/v1/statistics?" + question)
                .then()
                .statusCode(400)
                .body("errors.parameter", contains(parameter))
                .body("errors.value", contains(value))
                .body("errors[0].detail", containsString(detail));
    }

    private static JsonNode row(JsonNode answer, String dimension, String value) {
        for (JsonNode row : answer.get("rows")) {
            if (row.get(dimension).asText().equals(value)) {
                return row;
            }
        }
        throw new AssertionError("no row " + value + " in " + answer);
    }

    private void assertEveryLinkHoldsTheIncidentsCounted(JsonNode answer) {
        for (JsonNode row : answer.get("rows")) {
            assertEquals(
                    row.get("events"), json(row.at("/links/events").asText()).get("total"), row::toString);
        }
        assertEquals(
                answer.at("/total/events"),
                json(answer.at("/total/links/events").asText()).get("total"));
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
