package org.incidentstats.statistics;

import java.util.List;

import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.statistics.model.Measure;
import org.incidentstats.vocabulary.GroupRegister;

/**
 * A question: the measures of the selected events, grouped.
 *
 * @param by        the dimensions to group by, in this order; none gives one row
 * @param measures  what to count, in this order
 * @param selection of which events
 */
public record Query(List<Dimension> by, List<Measure> measures, Selection selection) {

    /** The same question, where groups count under the codes that a register says. */
    public Query under(GroupRegister register) {
        return new Query(by, measures, selection.under(register));
    }
}
