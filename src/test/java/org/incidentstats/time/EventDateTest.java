package org.incidentstats.time;

import java.time.LocalDate;

import org.incidentstats.time.EventDate.Point;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class EventDateTest {

    @Property
    void isReadBackFromItsOwnText(@ForAll("dates") EventDate date) {
        assertEquals(date, EventDate.parse(date.toString()));
    }

    @Property
    void beginsBeforeItEnds(@ForAll("dates") EventDate date) {
        assertFalse(date.firstDay().isAfter(date.lastDay()));
    }

    @Property
    void anIntervalCoversWhatItSpans(@ForAll("points") Point one, @ForAll("points") Point other) {
        EventDate.Point start = one.firstDay().isAfter(other.firstDay()) ? other : one;
        EventDate.Point end = start == one ? other : one;
        EventDate date = EventDate.parse(start + "/" + end);
        assertEquals(start.firstDay(), date.firstDay());
        assertEquals(end.lastDay(), date.lastDay());
    }

    @Property
    void eachDayOfACoarseDateIsPossible(@ForAll("points") Point point) {
        assertTrue(point.lastDay().toEpochDay() - point.firstDay().toEpochDay() <= 365);
        assertTrue(point.firstDay().toString().startsWith(point.period()));
        assertTrue(point.lastDay().toString().startsWith(point.period()));
        assertFalse(point.lastDay().plusDays(1).toString().startsWith(point.period()));
        assertFalse(point.firstDay().minusDays(1).toString().startsWith(point.period()));
    }

    @Property
    void anyOtherTextIsRefused(@ForAll String text) {
        if (!text.matches("\\d{4}.*")) {
            assertThrows(IllegalArgumentException.class, () -> EventDate.parse(text));
        }
    }

    @Example
    void daysThatDoNotExistAreRefused() {
        for (String text : new String[] {"2023-02-29", "2022-13", "2022-00", "2022-01-00", "2022-04-31"}) {
            assertThrows(IllegalArgumentException.class, () -> EventDate.parse(text), text);
        }
    }

    @Example
    void formsThatEdtfHasAndTheRecordHasNotAreRefused() {
        for (String text : new String[] {
            "2022-XX",
            "2022?",
            "2022%",
            "2022/..",
            "../2022",
            "2022-21",
            "[2022,2023]",
            "2022-1",
            "22",
            "2022/2023/2024",
            "2022-10-01T00:00:00Z",
            " 2022",
            "2022 ",
            ""
        }) {
            assertThrows(IllegalArgumentException.class, () -> EventDate.parse(text), text);
        }
    }

    @Example
    void anIntervalThatEndsBeforeItStartsIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> EventDate.parse("2023/2022"));
        assertThrows(IllegalArgumentException.class, () -> EventDate.parse("2022-05/2022-04"));
        assertThrows(IllegalArgumentException.class, () -> EventDate.parse("2022-05-02/2022-05-01"));
    }

    @Example
    void anIntervalOfOneDateIsThatDate() {
        assertEquals(EventDate.parse("2022"), EventDate.parse("2022/2022"));
    }

    @Example
    void aMonthHasAllItsDays() {
        EventDate february = EventDate.parse("2024-02~");
        assertEquals(LocalDate.of(2024, 2, 1), february.firstDay());
        assertEquals(LocalDate.of(2024, 2, 29), february.lastDay());
        assertTrue(february.approximate());
    }

    @Provide
    Arbitrary<EventDate> dates() {
        return Dates.any();
    }

    @Provide
    Arbitrary<Point> points() {
        return Dates.points();
    }
}
