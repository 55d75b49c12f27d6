package org.incidentstats.statistics;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
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

    /** The period of these months, written in years where it is made of whole years. */
    static Period ofMonths(YearMonth first, YearMonth last) {
        return first.getMonthValue() == 1 && last.getMonthValue() == 12
                ? of(
                        String.format(Locale.ROOT, "%04d", first.getYear()),
                        String.format(Locale.ROOT, "%04d", last.getYear()))
                : of(first.toString(), last.toString());
    }

    /** The first month, where there is one. */
    Optional<YearMonth> first() {
        return from.map(text -> YearMonth.from(first(text)));
    }

    /** The last month, where there is one. */
    Optional<YearMonth> last() {
        return to.map(text -> YearMonth.from(last(text)));
    }

    /** How long it is, in months; none if it is open. */
    Optional<Integer> length() {
        return first().flatMap(first -> last().map(last -> (int) first.until(last, ChronoUnit.MONTHS) + 1));
    }

    /** The period so many months earlier; none if this one is open, or if that one would begin before the year 0. */
    Optional<Period> earlier(int months) {
        return first().map(first -> first.minusMonths(months))
                .filter(first -> first.getYear() >= 0)
                .flatMap(first -> last().map(last -> ofMonths(first, last.minusMonths(months))));
    }

    /** What this period, which has both ends, has in common with another; they do overlap. */
    Period within(Period other) {
        YearMonth first = first().orElseThrow();
        YearMonth last = last().orElseThrow();
        return ofMonths(
                other.first().filter(first::isBefore).orElse(first),
                other.last().filter(last::isAfter).orElse(last));
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

    /** Both ends with a slash between them, or one text where they are the same; an open end is {@code ..} (EDTF). */
    @Override
    public String toString() {
        return from.equals(to) && from.isPresent() ? from.get() : from.orElse("..") + "/" + to.orElse("..");
    }
}
