package org.incidentstats.statistics;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.incidentstats.event.EventDate;
import org.incidentstats.event.EventDate.Interval;
import org.incidentstats.event.EventDate.Point;
import org.incidentstats.event.EventDate.Year;

/**
 * The length of a period of time. The value of a date at a grain is the period that contains the whole date; a date
 * that no single period contains keeps what is known of it and is never pushed into a period.
 */
public enum Grain {
    YEAR(12, "\\d{4}") {
        @Override
        String containing(LocalDate day) {
            return String.format(Locale.ROOT, "%04d", day.getYear());
        }

        @Override
        String coarser(Year year) {
            return year.period();
        }
    },
    QUARTER(3, "\\d{4}-Q[1-4]") {
        @Override
        String containing(LocalDate day) {
            return String.format(Locale.ROOT, "%04d-Q%d", day.getYear(), (day.getMonthValue() + 2) / 3);
        }

        @Override
        String coarser(Year year) {
            return year.period() + "-QX";
        }
    },
    MONTH(1, "\\d{4}-(0[1-9]|1[0-2])") {
        @Override
        String containing(LocalDate day) {
            return YearMonth.from(day).toString();
        }

        @Override
        String coarser(Year year) {
            return year.period() + "-XX";
        }
    };

    private final int months;
    private final Pattern form;

    Grain(int months, String form) {
        this.months = months;
        this.form = Pattern.compile(form);
    }

    /** How long a period is, in months. */
    int months() {
        return months;
    }

    /** The first month of a period; none for a value that is no period of this grain, such as {@code 2022-QX}. */
    Optional<YearMonth> first(String value) {
        if (!form.matcher(value).matches()) {
            return Optional.empty();
        }
        int year = Integer.parseInt(value.substring(0, 4));
        return Optional.of(
                switch (this) {
                    case YEAR -> YearMonth.of(year, 1);
                    case QUARTER -> YearMonth.of(year, 3 * Integer.parseInt(value.substring(6)) - 2);
                    case MONTH -> YearMonth.parse(value);
                });
    }

    /** A period of this grain as its months. */
    Period period(String value) {
        YearMonth first = first(value).orElseThrow();
        return Period.ofMonths(first, first.plusMonths(months - 1L));
    }

    /** The first day of each period, from the one that contains a month to the one that contains another. */
    Stream<LocalDate> periods(YearMonth from, YearMonth to) {
        YearMonth start = first(containing(from.atDay(1))).orElseThrow();
        return start.isAfter(to)
                ? Stream.empty()
                : start.atDay(1).datesUntil(to.plusMonths(1).atDay(1), java.time.Period.ofMonths(months));
    }

    /** The period of this grain that a day is in: {@code 2022}, {@code 2022-Q4}, {@code 2022-10}. */
    abstract String containing(LocalDate day);

    /** The value of a date that is only a year. */
    abstract String coarser(Year year);

    /**
     * The value of a date at this grain: the period that contains it; for a year at a finer grain {@code 2022-QX} or
     * {@code 2022-XX}; else both ends, each as a period of this grain or as exact as it is known
     * ({@code 2022-12/2023-01}, {@code 2022/2023}). Approximation does not change it.
     */
    public String of(EventDate date) {
        if (date instanceof Point point) {
            return of(point);
        }
        Interval interval = (Interval) date;
        String start = end(interval.start());
        String end = end(interval.end());
        if (start.equals(end)) {
            return of(interval.start());
        }
        boolean withinOne = containing(date.firstDay()).equals(containing(date.lastDay()));
        return withinOne ? containing(date.firstDay()) : start + "/" + end;
    }

    /** What a value of this or another grain says of the date: {@code 2022-XX} says no more than {@code 2022}. */
    static EventDate date(String value) {
        int unknown = value.indexOf("-XX");
        return EventDate.parse(unknown < 0 ? value : value.substring(0, unknown));
    }

    private String of(Point point) {
        return point instanceof Year year ? coarser(year) : containing(point.firstDay());
    }

    private String end(Point point) {
        return point instanceof Year year ? year.period() : containing(point.firstDay());
    }
}
