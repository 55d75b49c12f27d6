package org.incidentstats.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.incidentstats.time.EventDate.Day;
import org.incidentstats.time.EventDate.Interval;
import org.incidentstats.time.EventDate.Month;
import org.incidentstats.time.EventDate.Point;
import org.incidentstats.time.EventDate.Year;
import org.incidentstats.vocabulary.Label;

/**
 * The length of a period of time. The value of a date at a grain is the period that contains the whole date; a date
 * that no single period contains keeps what is known of it and is never pushed into a period.
 */
public enum Grain {
    YEAR(java.time.Period.ofYears(1), Form.YEAR, Form.YEAR) {
        @Override
        public String containing(LocalDate day) {
            return String.format(Locale.ROOT, "%04d", day.getYear());
        }

        @Override
        String of(Point point) {
            return containing(point.firstDay());
        }

        @Override
        LocalDate start(String period) {
            return LocalDate.of(Integer.parseInt(period), 1, 1);
        }
    },
    QUARTER(java.time.Period.ofMonths(3), Form.YEAR + "-Q[1-4]", Form.YEAR + "-QX") {
        @Override
        public String containing(LocalDate day) {
            return String.format(Locale.ROOT, "%04d-Q%d", day.getYear(), day.get(IsoFields.QUARTER_OF_YEAR));
        }

        @Override
        String of(Point point) {
            return point instanceof Year year ? year.period() + "-QX" : containing(point.firstDay());
        }

        @Override
        LocalDate start(String period) {
            return LocalDate.of(year(period), 3 * Integer.parseInt(period.substring(6)) - 2, 1);
        }
    },
    MONTH(java.time.Period.ofMonths(1), Form.MONTH, Form.YEAR + "-XX") {
        @Override
        public String containing(LocalDate day) {
            return YearMonth.from(day).toString();
        }

        @Override
        String of(Point point) {
            return point instanceof Year year ? year.period() + "-XX" : containing(point.firstDay());
        }

        @Override
        LocalDate start(String period) {
            return YearMonth.parse(period).atDay(1);
        }
    },
    /** From Monday to Sunday, of the year that has most of its days (ISO 8601). */
    WEEK(java.time.Period.ofWeeks(1), Form.YEAR + "-W(0[1-9]|[1-4]\\d|5[0-3])", Form.YEAR + "-WXX|" + Form.MONTH) {
        @Override
        public String containing(LocalDate day) {
            return String.format(
                    Locale.ROOT,
                    "%04d-W%02d",
                    day.get(IsoFields.WEEK_BASED_YEAR),
                    day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
        }

        /** A month lies in no week: it stands for itself. */
        @Override
        String of(Point point) {
            return point instanceof Year year ? year.period() + "-WXX" : end(point);
        }

        @Override
        LocalDate start(String period) {
            int week = Integer.parseInt(period.substring(6));
            return LocalDate.of(year(period), 1, 4)
                    .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                    .plusWeeks(week - 1L);
        }

        @Override
        Optional<LocalDate> yearBefore(LocalDate first) {
            String week = containing(first);
            return first(String.format(Locale.ROOT, "%04d%s", year(week) - 1, week.substring(4)));
        }
    },
    DAY(java.time.Period.ofDays(1), Form.DAY, Form.YEAR + "-XX-XX|" + Form.MONTH + "-XX") {
        @Override
        public String containing(LocalDate day) {
            return day.toString();
        }

        @Override
        String of(Point point) {
            if (point instanceof Year) {
                return point.period() + "-XX-XX";
            }
            return point instanceof Month ? point.period() + "-XX" : point.period();
        }

        @Override
        LocalDate start(String period) {
            return LocalDate.parse(period);
        }

        @Override
        Optional<LocalDate> yearBefore(LocalDate first) {
            return Optional.of(first.minusYears(1)).filter(day -> day.getDayOfMonth() == first.getDayOfMonth());
        }
    };

    /** How values are written. */
    private static final class Form {
        static final String YEAR = "\\d{4}";
        static final String MONTH = YEAR + "-(0[1-9]|1[0-2])";
        static final String DAY = MONTH + "-(0[1-9]|[12]\\d|3[01])";
    }

    private static final String UNKNOWN = "X";

    private final java.time.Period length;
    private final Pattern period;
    private final Pattern value;

    /**
     * @param period how a period is written
     * @param coarse how a date is written that is known, but not to one period
     */
    Grain(java.time.Period length, String period, String coarse) {
        this.length = length;
        this.period = Pattern.compile(period);
        String end = "(%s|%s|%s)".formatted(Form.YEAR, Form.MONTH, period);
        this.value = Pattern.compile("%s|%s|%s/%s".formatted(period, coarse, end, end));
    }

    /** What a value looks like, for messages that say that one is none. */
    public String form() {
        return switch (this) {
            case YEAR -> "not a year such as 2022, or 2022/2023 for a date that is known no better";
            case QUARTER -> "not a quarter such as 2022-Q4, or 2022-QX or 2022/2023 for a date that is known no better";
            case MONTH -> "not a month such as 2022-10, or 2022-XX or 2022/2023 for a date that is known no better";
            case WEEK ->
                "not a week such as 2022-W40, or 2022-WXX, 2022-10 or 2022/2023 for a date that is known no better";
            case DAY ->
                "not a day such as 2022-10-14, or 2022-10-XX, 2022-XX-XX or 2022/2023 for a date that is known no"
                        + " better";
        };
    }

    /** What a date is called, that is known, but not to one period. */
    public Label unknown() {
        return switch (this) {
            case YEAR -> new Label("year unknown", "год неизвестен");
            case QUARTER -> new Label("quarter unknown", "квартал неизвестен");
            case MONTH -> new Label("month unknown", "месяц неизвестен");
            case WEEK -> new Label("week unknown", "неделя неизвестна");
            case DAY -> new Label("day unknown", "день неизвестен");
        };
    }

    /** How long a period is. */
    public java.time.Period length() {
        return length;
    }

    /** Whether a date can have this value. */
    public boolean allows(String text) {
        if (!value.matcher(text).matches()) {
            return false;
        }
        try {
            date(text);
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** The first day of a period; none for a value that is no period of this grain, such as {@code 2022-QX}. */
    public Optional<LocalDate> first(String text) {
        if (!period.matcher(text).matches()) {
            return Optional.empty();
        }
        // Not every year has a week 53
        return Optional.of(start(text)).filter(day -> containing(day).equals(text));
    }

    /** The first day of a period as it is written. */
    abstract LocalDate start(String period);

    /** A period of this grain as its days. */
    public Period period(String text) {
        LocalDate first = first(text).orElseThrow();
        return Period.ofDays(first, first.plus(length).minusDays(1));
    }

    /** The first day of each period, from the one that contains a day to the one that contains another. */
    public Stream<LocalDate> periods(LocalDate from, LocalDate to) {
        LocalDate start = start(containing(from));
        return start.isAfter(to) ? Stream.empty() : start.datesUntil(to.plusDays(1), length);
    }

    /** The first day of the same period a year before; none where that year has no such period. */
    Optional<LocalDate> yearBefore(LocalDate first) {
        return Optional.of(first.minusYears(1));
    }

    /** The period of this grain that a day is in: {@code 2022}, {@code 2022-Q4}, {@code 2022-10}, {@code 2022-W40}. */
    public abstract String containing(LocalDate day);

    /** The value of a date that is a year, a month or a day. */
    abstract String of(Point point);

    /**
     * The value of a date at this grain: the period that contains it; for a date that is less exact {@code 2022-QX},
     * {@code 2022-XX}, {@code 2022-WXX}, {@code 2022-XX-XX}, {@code 2022-10-XX}, and for a month among weeks the month;
     * else both ends, each as a period of this grain or as exact as it is known ({@code 2022-12/2023-01},
     * {@code 2022/2023}). Approximation does not change it.
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

    /**
     * What a value of this grain says of the date: {@code 2022-XX} says no more than {@code 2022}.
     *
     * @throws RuntimeException if it is no such value
     */
    public EventDate date(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return end(text);
        }
        EventDate start = end(text.substring(0, slash));
        EventDate end = end(text.substring(slash + 1));
        return new Interval(
                start instanceof Interval period ? period.start() : (Point) start,
                end instanceof Interval period ? period.end() : (Point) end);
    }

    private EventDate end(String text) {
        int unknown = text.indexOf(UNKNOWN);
        if (unknown >= 0) {
            // Up to the sign before the first unknown part, which may have a letter of its own
            return EventDate.parse(text.substring(0, text.lastIndexOf('-', unknown)));
        }
        if (this != QUARTER && this != WEEK || first(text).isEmpty()) {
            return EventDate.parse(text);
        }
        LocalDate first = first(text).orElseThrow();
        LocalDate last = first.plus(length).minusDays(1);
        return this == QUARTER
                ? new Interval(new Month(YearMonth.from(first), false), new Month(YearMonth.from(last), false))
                : new Interval(new Day(first, false), new Day(last, false));
    }

    /** An end of an interval: the period that contains it, or as exact as it is known. */
    String end(Point point) {
        boolean within = containing(point.firstDay()).equals(containing(point.lastDay()));
        return within ? containing(point.firstDay()) : point.period();
    }

    private static int year(String period) {
        return Integer.parseInt(period.substring(0, 4));
    }
}
