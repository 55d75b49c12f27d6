package org.incidentstats.statistics;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** Percentages, rounded half up to one decimal place. */
final class Percent {

    private static final int PLACES = 1;

    private Percent() {}

    /** What percentage of the whole the part is; none where the whole is 0. */
    static Optional<BigDecimal> of(long part, long whole) {
        return whole == 0
                ? Optional.empty()
                : Optional.of(BigDecimal.valueOf(part)
                        .multiply(BigDecimal.valueOf(100))
                        .divide(BigDecimal.valueOf(whole), PLACES, RoundingMode.HALF_UP));
    }
}
