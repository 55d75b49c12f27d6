package org.incidentstats.statistics;

import java.util.Map;
import java.util.Set;

/**
 * Which events are meant: those that have, of each filtered dimension, at least one of the values, and whose whole
 * date lies in the period.
 */
public record Selection(Map<Dimension, Set<String>> filters, Period period) {

    public static final Selection EVERYTHING = new Selection(Map.of(), Period.EVER);

    /** Whether the event is certainly meant. */
    boolean selects(Fact fact) {
        return period.contains(fact.date()) && passes(fact);
    }

    /** Whether the event may be meant: it passes the filters, and its date overlaps the period without lying inside. */
    boolean maySelect(Fact fact) {
        return period.mayContain(fact.date()) && passes(fact);
    }

    private boolean passes(Fact fact) {
        return fact.counts()
                && filters.entrySet().stream()
                        .allMatch(filter -> filter.getKey().of(fact).stream().anyMatch(filter.getValue()::contains));
    }
}
