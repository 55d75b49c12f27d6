package org.incidentstats.statistics;

import java.math.BigDecimal;
import java.util.Optional;

/** From one figure to another. */
record Change(long before, long now) {

    /** The change of a measure between two rows; of an estimate, by the best. */
    static Change of(Measure measure, Row before, Row now) {
        return new Change(before.figure(measure), now.figure(measure));
    }

    long difference() {
        return now - before;
    }

    /** The difference in percent of the figure before; none where that is 0. */
    Optional<BigDecimal> percent() {
        return Percent.of(difference(), before);
    }
}
