package org.incidentstats.statistics.columns.segment;

import org.incidentstats.statistics.model.Fact;

/**
 * What a change does to the statistics. The state of the record at a position is the sum of all rows up to it.
 *
 * @param fact     what is added or taken away; it counts
 * @param position of the change
 * @param sign     1 for what a version adds, -1 for what its end takes away
 */
public record Row(Fact fact, long position, int sign) {

    public Row {
        if (sign != 1 && sign != -1) {
            throw new IllegalArgumentException("a row adds (1) or takes away (-1), not " + sign);
        }
        if (!fact.counts()) {
            throw new IllegalArgumentException("%s does not count, so it has no row".formatted(fact.event()));
        }
    }
}
