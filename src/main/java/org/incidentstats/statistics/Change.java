package org.incidentstats.statistics;

import java.math.BigDecimal;
import java.util.Optional;

import org.incidentstats.statistics.model.Measure;

/** From one figure to another. */
public record Change(long before, long now) {

    /** The change of a measure between two rows; of an estimate, by the best. */
    public static Change of(Measure measure, Row before, Row now) {
        return new Change(before.figure(measure), now.figure(measure));
    }

    public long difference() {
        return now - before;
    }

    /** The difference in percent of the figure before; none where that is 0. */
    public Optional<BigDecimal> percent() {
        return Percent.of(difference(), before);
    }
}
