package org.incidentstats.time;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * When an incident happened, as exactly as it is known: a day, a month, a year, or an interval between two of
 * them. Written in EDTF (ISO 8601-2, level 1): {@code 2025-07-19}, {@code 2022-10}, {@code 2022},
 * {@code 2022/2023} ("at some time from 2022 to 2023"), and {@code ~} behind a date that is approximate
 * ({@code 2023-12~}).
 *
 * <p>Years have four digits. The text of a date is its canonical form: parsing what {@link #toString()} gives
 * yields an equal date.
 */
@Schema(
        type = SchemaType.STRING,
        description = "A date in EDTF",
        examples = {"2025-07-19", "2022-10", "2022", "2022/2023", "2023-12~"})
public sealed interface EventDate {

    /** The first day on which it may have happened. */
    LocalDate firstDay();

    /** The last day on which it may have happened. */
    LocalDate lastDay();

    /** Whether the source gives the date as an approximation. */
    boolean approximate();

    /** A date of one precision: a day, a month or a year. */
    sealed interface Point extends EventDate {

        /** The date without the sign of approximation. */
        String period();
    }

    record Day(LocalDate day, boolean approximate) implements Point {
        @Override
        public LocalDate firstDay() {
            return day;
        }

        @Override
        public LocalDate lastDay() {
            return day;
        }

        @Override
        public String period() {
            return day.toString();
        }

        @Override
        public String toString() {
            return written(this);
        }
    }

    record Month(YearMonth month, boolean approximate) implements Point {
        @Override
        public LocalDate firstDay() {
            return month.atDay(1);
        }

        @Override
        public LocalDate lastDay() {
            return month.atEndOfMonth();
        }

        @Override
        public String period() {
            return month.toString();
        }

        @Override
        public String toString() {
            return written(this);
        }
    }

    record Year(int year, boolean approximate) implements Point {
        @Override
        public LocalDate firstDay() {
            return LocalDate.of(year, 1, 1);
        }

        @Override
        public LocalDate lastDay() {
            return LocalDate.of(year, 12, 31);
        }

        @Override
        public String period() {
            return String.format(Locale.ROOT, "%04d", year);
        }

        @Override
        public String toString() {
            return written(this);
        }
    }

    /** From the first day of {@code start} to the last day of {@code end}; the two differ. */
    record Interval(Point start, Point end) implements EventDate {

        public Interval {
            if (start.equals(end)) {
                throw new IllegalArgumentException("an interval has two different ends; write " + start);
            }
            if (start.firstDay().isAfter(end.lastDay())) {
                throw new IllegalArgumentException("the interval %s/%s ends before it starts".formatted(start, end));
            }
        }

        @Override
        public LocalDate firstDay() {
            return start.firstDay();
        }

        @Override
        public LocalDate lastDay() {
            return end.lastDay();
        }

        @Override
        public boolean approximate() {
            return start.approximate() || end.approximate();
        }

        @Override
        public String toString() {
            return start + "/" + end;
        }
    }

    /** What a date must look like, for messages. */
    String FORMS = "a day 2025-07-19, a month 2022-10, a year 2022 or an interval 2022/2023,"
            + " each with ~ behind it where it is approximate (EDTF)";

    /**
     * Reads a date in EDTF.
     *
     * @throws IllegalArgumentException if the text is no date of these forms, or no day of the calendar
     */
    @JsonCreator
    static EventDate parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return point(text);
        }
        Point start = point(text.substring(0, slash));
        Point end = point(text.substring(slash + 1));
        return start.equals(end) ? start : new Interval(start, end);
    }

    private static Point point(String text) {
        Matcher matcher = Syntax.POINT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'%s' is not %s".formatted(text, FORMS));
        }
        int year = Integer.parseInt(matcher.group(1));
        boolean approximate = matcher.group(4) != null;
        try {
            if (matcher.group(2) == null) {
                return new Year(year, approximate);
            }
            int month = Integer.parseInt(matcher.group(2));
            if (matcher.group(3) == null) {
                return new Month(YearMonth.of(year, month), approximate);
            }
            return new Day(LocalDate.of(year, month, Integer.parseInt(matcher.group(3))), approximate);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'%s' is no date of the calendar".formatted(text), e);
        }
    }

    private static String written(Point point) {
        return point.approximate() ? point.period() + "~" : point.period();
    }

    /** The canonical text in EDTF. */
    @Override
    @JsonValue
    String toString();

    /** The grammar of a date of one precision. */
    final class Syntax {
        private static final Pattern POINT = Pattern.compile("(\\d{4})(?:-(\\d{2})(?:-(\\d{2}))?)?(~)?");

        private Syntax() {}
    }
}
