package org.incidentstats.time;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;

/** With which period another is compared. */
public enum Comparison {
    /** The one of the same length immediately before it. */
    PREVIOUS("previous") {
        @Override
        Optional<LocalDate> first(Grain grain, LocalDate first) {
            return Optional.of(first.minus(grain.length()));
        }

        @Override
        public Optional<Period> with(Period period) {
            return period.previous();
        }
    },
    /** The same one, a year before; of a week, the week of the same number. */
    YEAR_BEFORE("year-before") {
        @Override
        Optional<LocalDate> first(Grain grain, LocalDate first) {
            return grain.yearBefore(first);
        }

        @Override
        public Optional<Period> with(Period period) {
            return period.earlier(YEAR);
        }
    };

    private static final int YEAR = 12;

    private final String code;

    Comparison(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    public static Comparison of(String code) {
        return Stream.of(values())
                .filter(one -> one.code.equals(code))
                .findFirst()
                .orElseThrow();
    }

    /** The first day of the period to compare with, for the first day of one; none where there is no such period. */
    abstract Optional<LocalDate> first(Grain grain, LocalDate first);

    /** The period to compare with; none for a period that is open, or whose earlier one begins before the year 0. */
    public abstract Optional<Period> with(Period period);

    /** The period to compare with, at a grain; none for a value that is no period of the grain, or where there is none. */
    public Optional<String> with(Grain grain, String value) {
        return grain.first(value)
                .flatMap(first -> first(grain, first))
                .filter(first -> first.getYear() >= 0)
                .map(grain::containing);
    }

    /** Of the period that another is compared with the same part as is asked for of the other. */
    public static Period samePart(Grain grain, String value, String with, Period part) {
        LocalDate now = grain.first(value).orElseThrow();
        LocalDate then = grain.first(with).orElseThrow();
        if (grain.length().toTotalMonths() > 0) {
            return part.earlier((int) ChronoUnit.MONTHS.between(then, now)).orElseThrow();
        }
        long days = ChronoUnit.DAYS.between(then, now);
        return Period.ofDays(
                part.firstDay().orElseThrow().minusDays(days),
                part.lastDay().orElseThrow().minusDays(days));
    }
}
