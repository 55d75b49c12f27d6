package org.incidentstats.statistics;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Locale;

import org.incidentstats.event.EventDate;
import org.incidentstats.event.EventDate.Interval;
import org.incidentstats.event.EventDate.Point;
import org.incidentstats.event.EventDate.Year;

/**
 * The length of a period of time. The value of a date at a grain is the period that contains the whole date; a date
 * that no single period contains keeps what is known of it and is never pushed into a period.
 */
public enum Grain {
    YEAR {
        @Override
        String containing(LocalDate day) {
            return String.format(Locale.ROOT, "%04d", day.getYear());
        }

        @Override
        String coarser(Year year) {
            return year.period();
        }
    },
    QUARTER {
        @Override
        String containing(LocalDate day) {
            return String.format(Locale.ROOT, "%04d-Q%d", day.getYear(), (day.getMonthValue() + 2) / 3);
        }

        @Override
        String coarser(Year year) {
            return year.period() + "-QX";
        }
    },
    MONTH {
        @Override
        String containing(LocalDate day) {
            return YearMonth.from(day).toString();
        }

        @Override
        String coarser(Year year) {
            return year.period() + "-XX";
        }
    };

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

    private String of(Point point) {
        return point instanceof Year year ? coarser(year) : containing(point.firstDay());
    }

    private String end(Point point) {
        return point instanceof Year year ? year.period() : containing(point.firstDay());
    }
}
