package org.incidentstats.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.statistics.model.Measure;
import org.incidentstats.time.Comparison;
import org.incidentstats.time.Grain;
import org.incidentstats.time.Period;

/**
 * A question about the course of a measure.
 *
 * @param by         the dimension of which each value has a series; one series of everything where none is given
 * @param grain      the length of the periods
 * @param selection  of which events; its ends are ends of periods of the grain
 * @param window     over how many periods the moving average is taken
 * @param comparison with which period the last one is compared, to find the movers
 */
public record TrendQuery(
        Optional<Dimension> by, Grain grain, Measure measure, Selection selection, int window, Comparison comparison) {

    /** The dimension whose values are the periods. */
    public Dimension time() {
        return Dimension.of(grain);
    }

    /** Everything on record, whatever its period, counted by series and period. */
    public Query counts() {
        List<Dimension> dimensions = new ArrayList<>();
        by.ifPresent(dimensions::add);
        dimensions.add(time());
        return new Query(dimensions, List.of(measure), selection.during(Period.EVER));
    }
}
