package org.incidentstats.statistics;

import java.util.Optional;
import java.util.stream.Stream;

/** With which period another is compared. */
public enum Comparison {
    /** The one of the same length immediately before it. */
    PREVIOUS("previous") {
        @Override
        int monthsBefore(int length) {
            return length;
        }
    },
    /** The same one, a year before. */
    YEAR_BEFORE("year-before") {
        @Override
        int monthsBefore(int length) {
            return 12;
        }
    };

    private final String code;

    Comparison(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    static Comparison of(String code) {
        return Stream.of(values())
                .filter(one -> one.code.equals(code))
                .findFirst()
                .orElseThrow();
    }

    /** How many months earlier it begins, for a period of so many months. */
    abstract int monthsBefore(int length);

    /** The period to compare with; none for a period that is open, or whose earlier one begins before the year 0. */
    Optional<Period> with(Period period) {
        return period.length().flatMap(length -> period.earlier(monthsBefore(length)));
    }

    /** The period to compare with, at a grain; none for a value that is no period of the grain. */
    Optional<String> with(Grain grain, String value) {
        return grain.first(value)
                .map(first -> first.minusMonths(monthsBefore(grain.months())))
                .filter(first -> first.getYear() >= 0)
                .map(first -> grain.containing(first.atDay(1)));
    }
}
