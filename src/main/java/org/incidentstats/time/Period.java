package org.incidentstats.time;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import org.incidentstats.time.EventDate.Day;
import org.incidentstats.time.EventDate.Month;
import org.incidentstats.time.EventDate.Point;
import org.incidentstats.time.EventDate.Year;

/**
 * The days from {@code from} to {@code to}, inclusive, each a year, a month or a day; an end that is not given is open.
 *
 * @param from as it was asked for: {@code 2019}, {@code 2019-05} or {@code 2019-05-14}
 * @param to   as it was asked for
 */
public record Period(Optional<Point> from, Optional<Point> to) {

    public static final Period EVER = new Period(Optional.empty(), Optional.empty());

    public Period {
        if (from.isPresent()
                && to.isPresent()
                && from.get().firstDay().isAfter(to.get().lastDay())) {
            throw new IllegalArgumentException("it ends before it starts");
        }
    }

    public static Period of(String from, String to) {
        return new Period(Optional.of(end(from)), Optional.of(end(to)));
    }

    /** The period of these months. */
    public static Period of(YearMonth first, YearMonth last) {
        return of(new Month(first, false), new Month(last, false));
    }

    /** As far as a month. */
    public static Period upTo(YearMonth last) {
        return new Period(Optional.empty(), Optional.of(new Month(last, false)));
    }

    /** The period of these days, written in years or months where it is made of whole ones. */
    public static Period ofDays(LocalDate first, LocalDate last) {
        boolean months = first.getDayOfMonth() == 1 && isEndOfMonth(last);
        if (months && first.getMonthValue() == 1 && last.getMonthValue() == 12) {
            return of(new Year(first.getYear(), false), new Year(last.getYear(), false));
        }
        return months
                ? of(new Month(YearMonth.from(first), false), new Month(YearMonth.from(last), false))
                : of(new Day(first, false), new Day(last, false));
    }

    private static Period of(Point from, Point to) {
        return new Period(Optional.of(from), Optional.of(to));
    }

    /**
     * Reads an end.
     *
     * @throws IllegalArgumentException if the text is neither a year nor a month nor a day of the calendar
     */
    public static Point end(String text) {
        try {
            if (EventDate.parse(text) instanceof Point point && !point.approximate()) {
                return point;
            }
        } catch (IllegalArgumentException e) {
            // Said below, in words that help.
        }
        throw new IllegalArgumentException(
                "neither a year such as 2022 nor a month such as 2022-10 nor a day such as 2022-10-14");
    }

    /** The first day, where there is one. */
    public Optional<LocalDate> firstDay() {
        return from.map(Point::firstDay);
    }

    /** The last day, where there is one. */
    public Optional<LocalDate> lastDay() {
        return to.map(Point::lastDay);
    }

    /** Whether both ends are given. */
    public boolean closed() {
        return from.isPresent() && to.isPresent();
    }

    /**
     * The period of the same length immediately before, so many months where this one is made of whole months, else so
     * many days; none if this one is open, or if that one would begin before the year 0.
     */
    Optional<Period> previous() {
        if (!closed()) {
            return Optional.empty();
        }
        LocalDate first = from.get().firstDay();
        LocalDate last = to.get().lastDay();
        LocalDate end = first.minusDays(1);
        LocalDate start = first.getDayOfMonth() == 1 && isEndOfMonth(last)
                ? first.minusMonths(ChronoUnit.MONTHS.between(first, last.plusDays(1)))
                : first.minusDays(ChronoUnit.DAYS.between(first, last) + 1);
        return start.getYear() < 0 ? Optional.empty() : Optional.of(ofDays(start, end));
    }

    /** The period so many months earlier; none if this one is open, or if that one would begin before the year 0. */
    Optional<Period> earlier(int months) {
        if (!closed()) {
            return Optional.empty();
        }
        LocalDate start = from.get().firstDay().minusMonths(months);
        LocalDate last = to.get().lastDay();
        LocalDate end = last.minusMonths(months);
        return start.getYear() < 0
                ? Optional.empty()
                : Optional.of(ofDays(start, isEndOfMonth(last) ? endOfMonth(end) : end));
    }

    /** What this period, which has both ends, has in common with another; they do overlap. */
    public Period within(Period other) {
        LocalDate first = firstDay().orElseThrow();
        LocalDate last = lastDay().orElseThrow();
        return ofDays(
                other.firstDay().filter(first::isBefore).orElse(first),
                other.lastDay().filter(last::isAfter).orElse(last));
    }

    /** Whether the whole date lies inside, so that the event is certainly of the period. */
    public boolean contains(EventDate date) {
        return from.map(end -> !date.firstDay().isBefore(end.firstDay())).orElse(true)
                && to.map(end -> !date.lastDay().isAfter(end.lastDay())).orElse(true);
    }

    /** Whether the date overlaps the period without lying inside: the event may or may not be of it. */
    public boolean mayContain(EventDate date) {
        return !contains(date)
                && from.map(end -> !date.lastDay().isBefore(end.firstDay())).orElse(true)
                && to.map(end -> !date.firstDay().isAfter(end.lastDay())).orElse(true);
    }

    private static boolean isEndOfMonth(LocalDate day) {
        return day.equals(endOfMonth(day));
    }

    private static LocalDate endOfMonth(LocalDate day) {
        return YearMonth.from(day).atEndOfMonth();
    }

    /** Both ends with a slash between them, or one text where they are the same; an open end is {@code ..} (EDTF). */
    @Override
    public String toString() {
        String first = from.map(Point::toString).orElse("..");
        String last = to.map(Point::toString).orElse("..");
        return from.isPresent() && first.equals(last) ? first : first + "/" + last;
    }
}
