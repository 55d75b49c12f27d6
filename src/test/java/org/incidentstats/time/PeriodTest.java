package org.incidentstats.time;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Periods of years, months and days. */
class PeriodTest {

    @Test
    void anEndIsAYearAMonthOrADayOfTheCalendar() {
        Period period = Period.of("2019", "2023-02");
        assertEquals(Optional.of(LocalDate.parse("2019-01-01")), period.firstDay());
        assertEquals(Optional.of(LocalDate.parse("2023-02-28")), period.lastDay());
        assertEquals(
                Optional.of(LocalDate.parse("2023-05-14")),
                Period.of("2023-05-14", "2023-05-14").lastDay());
        for (String wrong : List.of("", "19", "2019-13", "2023-02-29", "2019~", "2019/2020", "2019-Q1", "yesterday")) {
            assertThrows(IllegalArgumentException.class, () -> Period.end(wrong), wrong);
        }
        assertThrows(IllegalArgumentException.class, () -> Period.of("2023-05-14", "2023-05-13"));
    }

    @Test
    void itIsWrittenAsItWasAskedFor() {
        assertEquals("2019", Period.of("2019", "2019").toString());
        assertEquals("2019-01/2019-12", Period.of("2019-01", "2019-12").toString());
        assertEquals("2023-05-14/..", new Period(Optional.of(Period.end("2023-05-14")), Optional.empty()).toString());
        assertEquals("../..", Period.EVER.toString());
    }

    @Test
    void wholeYearsAndMonthsAreWrittenAsSuch() {
        assertEquals("2019/2020", days("2019-01-01", "2020-12-31").toString());
        assertEquals("2020-02", days("2020-02-01", "2020-02-29").toString());
        assertEquals("2020-02-01/2020-02-28", days("2020-02-01", "2020-02-28").toString());
    }

    @Test
    void aDateThatIsNotWhollyInsideMayBe() {
        Period days = Period.of("2023-05-10", "2023-05-20");
        assertTrue(days.contains(EventDate.parse("2023-05-14")));
        assertFalse(days.contains(EventDate.parse("2023-05")));
        assertTrue(days.mayContain(EventDate.parse("2023-05")));
        assertFalse(days.mayContain(EventDate.parse("2023-05-14")));
        assertFalse(days.mayContain(EventDate.parse("2023-06")));
    }

    @Test
    void thePeriodBeforeIsAsManyMonthsOrElseDaysLong() {
        assertEquals(Optional.of(Period.of("2017", "2018")), Comparison.PREVIOUS.with(Period.of("2019", "2020")));
        assertEquals(
                Optional.of(Period.of("2019-12", "2020-01")),
                Comparison.PREVIOUS.with(Period.of("2020-02", "2020-03")));
        assertEquals(
                Optional.of(Period.of("2020-02-24", "2020-03-01")),
                Comparison.PREVIOUS.with(Period.of("2020-03-02", "2020-03-08")));
        assertEquals(Optional.empty(), Comparison.PREVIOUS.with(Period.EVER));
        assertEquals(Optional.empty(), Comparison.PREVIOUS.with(Period.of("0000", "0000")));
    }

    @Test
    void aYearBeforeTheLastDayOfFebruaryIsTheLastOneThen() {
        assertEquals(
                Optional.of(Period.of("2019-02-10", "2019-02-28")),
                Comparison.YEAR_BEFORE.with(Period.of("2020-02-10", "2020-02-29")));
        assertEquals(
                Optional.of(Period.of("2020-02", "2020-02")),
                Comparison.YEAR_BEFORE.with(Period.of("2021-02", "2021-02")));
    }

    @Test
    void aWeekOrDayThatAYearBeforeLacksIsComparedWithNothing() {
        assertEquals(Optional.of("2020-W52"), Comparison.PREVIOUS.with(Grain.WEEK, "2020-W53"));
        assertEquals(Optional.empty(), Comparison.YEAR_BEFORE.with(Grain.WEEK, "2020-W53"));
        assertEquals(Optional.of("2020-W01"), Comparison.YEAR_BEFORE.with(Grain.WEEK, "2021-W01"));
        assertEquals(Optional.of("2020-W53"), Comparison.PREVIOUS.with(Grain.WEEK, "2021-W01"));
        assertEquals(Optional.empty(), Comparison.YEAR_BEFORE.with(Grain.DAY, "2020-02-29"));
        assertEquals(Optional.of("2020-02-29"), Comparison.PREVIOUS.with(Grain.DAY, "2020-03-01"));
        assertEquals(Optional.empty(), Comparison.PREVIOUS.with(Grain.WEEK, "2020-WXX"));
    }

    private static Period days(String first, String last) {
        return Period.ofDays(LocalDate.parse(first), LocalDate.parse(last));
    }
}
