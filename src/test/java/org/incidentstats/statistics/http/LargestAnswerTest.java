package org.incidentstats.statistics.http;

import java.time.LocalDate;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** A table has a largest size, which is stated with what to ask instead. */
@QuarkusTest
class LargestAnswerTest {

    /** Of a day and a number each: 100,000 cells; nothing happened on any of them. */
    private static final int MOST_DAYS = 50_000;

    private static final LocalDate FIRST = LocalDate.of(1900, 1, 1);

    @Test
    void theLargestIsAnswered() {
        String csv = given().get(address(MOST_DAYS, "csv"))
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertEquals(MOST_DAYS + 1, csv.lines().count());
    }

    @Test
    void aLargerOneIsRefusedWithTheLimitAndTheWayOn() {
        for (String format : new String[] {"json", "csv", "json-stat", "xlsx"}) {
            given().get(address(MOST_DAYS + 1, format))
                    .then()
                    .statusCode(400)
                    .body("errors[0].parameter", equalTo("fill"))
                    .body("errors[0].detail", allOf(containsString("100000 cells"), containsString("part after part")));
        }
    }

    @Test
    void moreDimensionsMakeFewerRows() {
        given().get(address(MOST_DAYS, "csv").replace("by=day", "by=year,day"))
                .then()
                .statusCode(400)
                .body("errors[0].detail", containsString("33333 rows of 3"));
    }

    private static String address(int days, String format) {
        return "/v1/statistics?by=day&country=ISL&fill=zero&from=%s&to=%s&format=%s"
                .formatted(FIRST, FIRST.plusDays(days - 1L), format);
    }
}
