package org.incidentstats.time;

import java.time.LocalDate;
import java.time.YearMonth;

import org.incidentstats.time.EventDate.Day;
import org.incidentstats.time.EventDate.Interval;
import org.incidentstats.time.EventDate.Month;
import org.incidentstats.time.EventDate.Point;
import org.incidentstats.time.EventDate.Year;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random dates of the kinds that incidents have. */
public final class Dates {

    private static final LocalDate FIRST = LocalDate.of(2017, 1, 1);
    private static final int DAYS = 9 * 365;

    private Dates() {}

    public static Arbitrary<EventDate> any() {
        Arbitrary<EventDate> point = points().map(date -> date);
        Arbitrary<EventDate> interval = Combinators.combine(points(), points())
                .filter((one, other) -> !one.equals(other))
                .as((one, other) -> one.firstDay().isAfter(other.lastDay())
                                || one.firstDay().isAfter(other.firstDay())
                        ? new Interval(other, one)
                        : new Interval(one, other));
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(4, point), net.jqwik.api.Tuple.of(1, interval));
    }

    public static Arbitrary<Point> points() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, DAYS).map(FIRST::plusDays),
                        Arbitraries.of(false, false, false, true),
                        Arbitraries.integers().between(0, 2))
                .as((day, approximate, precision) -> switch (precision) {
                    case 0 -> new Day(day, approximate);
                    case 1 -> new Month(YearMonth.from(day), approximate);
                    default -> new Year(day.getYear(), approximate);
                });
    }
}
