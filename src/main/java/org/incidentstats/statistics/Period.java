package org.incidentstats.statistics;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.regex.Pattern;

import org.incidentstats.event.EventDate;

/**
 * The days from {@code from} to {@code to}, inclusive, each a year or a month; an end that is not given is open.
 *
 * @param from as it was asked for: {@code 2019} or {@code 2019-05}
 * @param to   as it was asked for
 */
public record Period(Optional<String> from, Optional<String> to) {

    public static final Period EVER = new Period(Optional.empty(), Optional.empty());

    private static final Pattern FORM = Pattern.compile("\\d{4}(-(0[1-9]|1[0-2]))?");

    public Period {
        from.ifPresent(Period::check);
        to.ifPresent(Period::check);
        if (from.isPresent() && to.isPresent() && first(from.get()).isAfter(last(to.get()))) {
            throw new IllegalArgumentException("it ends before it starts");
        }
    }

    public static Period of(String from, String to) {
        return new Period(Optional.of(from), Optional.of(to));
    }

    /** Whether the text is a year or a year and month. */
    public static boolean isEnd(String text) {
        return FORM.matcher(text).matches();
    }

    /** Whether the whole date lies inside, so that the event is certainly of the period. */
    public boolean contains(EventDate date) {
        return from.map(text -> !date.firstDay().isBefore(first(text))).orElse(true)
                && to.map(text -> !date.lastDay().isAfter(last(text))).orElse(true);
    }

    /** Whether the date overlaps the period without lying inside: the event may or may not be of it. */
    public boolean mayContain(EventDate date) {
        return !contains(date)
                && from.map(text -> !date.lastDay().isBefore(first(text))).orElse(true)
                && to.map(text -> !date.firstDay().isAfter(last(text))).orElse(true);
    }

    private static void check(String text) {
        if (!isEnd(text)) {
            throw new IllegalArgumentException("'%s' is neither a year nor a month".formatted(text));
        }
    }

    private static LocalDate first(String text) {
        return text.length() == 4
                ? LocalDate.of(Integer.parseInt(text), 1, 1)
                : YearMonth.parse(text).atDay(1);
    }

    private static LocalDate last(String text) {
        return text.length() == 4
                ? LocalDate.of(Integer.parseInt(text), 12, 31)
                : YearMonth.parse(text).atEndOfMonth();
    }
}
