package org.incidentstats.statistics;

import java.math.BigDecimal;
import java.util.Optional;

import org.incidentstats.statistics.model.Measure;

/** From one figure to another. */
public record FigureChange(long before, long now) {

    /** The change of a measure between two rows; of an estimate, by the best. */
    public static FigureChange of(Measure measure, AnswerRow before, AnswerRow now) {
        return new FigureChange(before.figure(measure), now.figure(measure));
    }

    public long difference() {
        return now - before;
    }

    /** The difference in percent of the figure before; none where that is 0. */
    public Optional<BigDecimal> percent() {
        return Percent.of(difference(), before);
    }
}
