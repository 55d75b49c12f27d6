package org.incidentstats.statistics;

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    country=PAK,!AFG       | country  | PAK,!AFG    | country=…&country=!…
                    country=!              | country  | !           | not one of the codes
                    country=!tjk           | country  | !tjk        | did you mean TJK?
                    month=!2022            | month    | !2022       | not a month
                    """)
    void aQuestionThatCannotBeAnsweredIsNamed(String question, String parameter, String value, String detail) {
        given().get("/v1/statistics?" + question)
                .then()
                .statusCode(400)
                .body("errors.parameter", contains(parameter))
                .body("errors.value", contains(value))
                .body("errors[0].detail", containsString(detail));
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
