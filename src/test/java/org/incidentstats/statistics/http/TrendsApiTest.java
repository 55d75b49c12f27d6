package org.incidentstats.statistics.http;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Trends of the sample incidents over HTTP. */
@QuarkusTest
class TrendsApiTest {

    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void aSeriesHasEveryPeriodWithItsAverageAndChanges() {
        given().get("/v1/trends?grain=year&country=TJK&measure=killed&from=2018&to=2022&window=2")
                .then()
                .statusCode(200)
                .body("query.grain", equalTo("year"))
                .body("series", hasSize(1))
                .body("series[0].points.year", contains("2018", "2019", "2020", "2021", "2022"))
                .body("series[0].points.killed.best", contains(4, 49, 0, 0, 0))
                .body("series[0].points[0].movingAverage", equalTo(null))
                .body("series[0].points[0].previous", equalTo(null))
                .body("series[0].points[1].movingAverage", equalTo(26.5f))
                .body("series[0].points[1].previous.before", equalTo(4))
                .body("series[0].points[1].previous.change", equalTo(45))
                .body("series[0].points[1].previous.changePercent", equalTo(1125.0f))
                .body("series[0].points[3].previous.changePercent", equalTo(null))
                .body("meta.position", greaterThanOrEqualTo(27));
    }

    @Test
    void chanceIsNotSoldAsNews() {
        given().get("/v1/trends?by=nationality&grain=year&from=2022&to=2023")
                .then()
                .statusCode(200)
                .body("movers", empty())
                .body("test.period", equalTo("2023"))
                .body("test.with", equalTo("2022"))
                .body("test.method", containsString("1940"))
                .body("series.find { it.nationality == 'TJK' }.lastChange.events", equalTo(6))
                .body("series.find { it.nationality == 'TJK' }.lastChange.before", equalTo(2))
                // 2 * (1 + 8 + 28) / 2^8, of eight incidents in two years of 365 days
                .body("series.find { it.nationality == 'TJK' }.lastChange.pValue", equalTo(0.289063f))
                .body("series.find { it.nationality == 'TJK' }.lastChange.beyondChance", equalTo(false));
    }

    @Test
    void incidentsWithoutAMonthAreCountedApart() throws Exception {
        JsonNode answer = json("/v1/trends?grain=month&from=2022&to=2022");
        assertEquals(4, answer.at("/meta/eventsWithoutPeriod").asInt());
        assertEquals(
                4,
                json(answer.at("/meta/links/eventsWithoutPeriod").asText())
                        .get("total")
                        .asInt());
        assertEquals(3, answer.at("/meta/possibleEvents").asInt());
    }

    @Test
    void everyNumberLinksToItsIncidents() throws Exception {
        JsonNode answer = json("/v1/trends?by=country&grain=year&country=TJK,IRN&from=2021&to=2023&window=2");
        for (JsonNode series : answer.get("series")) {
            for (JsonNode point : series.get("points")) {
                assertEquals(
                        point.get("events"),
                        json(point.at("/links/events").asText()).get("total"));
                assertEquals(
                        point.at("/previous/before"),
                        json(point.at("/links/previous").asText()).get("total"));
                assertEquals(
                        point.at("/yearBefore/before"),
                        json(point.at("/links/yearBefore").asText()).get("total"));
                assertEquals(
                        point.get("movingAverage").asDouble() * 2,
                        json(point.at("/links/movingAverage").asText())
                                .get("total")
                                .asDouble());
            }
            assertEquals(
                    series.at("/lastChange/before"),
                    json(series.at("/lastChange/links/before").asText()).get("total"));
        }
    }

    @Test
    void asCsvEachPeriodIsALine() {
        String csv = given().get("/v1/trends?by=country&grain=year&country=IRN&from=2022&to=2024&format=csv")
                .asString();
        assertEquals(
                "country,year,events,events_moving_average,events_before,events_change,events_change_percent,"
                        + "events_year_before,events_year_change,events_year_change_percent,events_p_value,"
                        + "events_adjusted_p_value\r\n"
                        + "IRN,2022,1,0.33,0,1,,0,1,,,\r\n"
                        + "IRN,2023,1,0.67,1,0,0.0,1,0,0.0,,\r\n"
                        + "IRN,2024,1,1.00,1,0,0.0,1,0,0.0,1,1\r\n",
                csv);
    }

    @Test
    void aClientThatHasTheTrendsIsNotSentThemAgain() {
        String tag = given().get("/v1/trends").header("ETag");
        assertTrue(!tag.equals(given().get("/v1/statistics").header("ETag")), tag);
        given().header("If-None-Match", tag).get("/v1/trends").then().statusCode(304);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    by=month                     | by      | month         | one dimension
                    by=country,group             | by      | country,group | one dimension
                    measure=events,killed        | measure | events,killed | one measure
                    grain=decade                 | grain   | decade        | not one of the values allowed
                    grain=quarter&from=2022-02   | from    | 2022-02       | in the middle of 2022-Q1
                    grain=year&to=2022-11        | to      | 2022-11       | in the middle of 2022
                    grain=week&from=2019         | from    | 2019          | 2019-W01 (2018-12-31 to 2019-01-06)
                    grain=week&to=2022-10        | to      | 2022-10       | 2022-W44 (2022-10-31 to 2022-11-06)
                    grain=month&from=2022-10-02  | from    | 2022-10-02    | in the middle of 2022-10
                    grain=day&from=1900&by=type  | grain   | day           | more than 100000 points
                    window=1                     | window  | 1             | from 2 to 120
                    compare=last                 | compare | last          | not one of the values allowed
                    year=2022                    | year    | 2022          | from and to
                    by=country&from=0000&to=9999 | grain   | month         | more than 100000 points
                    top=3                        | top     | 3             | no such parameter here
                    """)
    void whatCannotBeFollowedIsNamed(String question, String parameter, String value, String detail) {
        given().get("/v1/trends?" + question)
                .then()
                .statusCode(400)
                .body("errors.parameter", contains(parameter))
                .body("errors.value", contains(value))
                .body("errors[0].detail", containsString(detail));
    }

    private JsonNode json(String address) throws Exception {
        return mapper.readTree(given().urlEncodingEnabled(false)
                .get(address)
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }
}
