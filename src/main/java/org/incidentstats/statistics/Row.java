package org.incidentstats.statistics;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One combination of values with what was counted for it.
 *
 * @param values  the values of the dimensions that were grouped by, in their order
 * @param events  the distinct events
 * @param tallies every estimated measure
 */
public record Row(List<String> values, long events, Map<Measure, Tally> tallies) {

    /** No event at all. */
    public static final Row NOTHING = new Sum().row(List.of());

    /** No event at all of these values. */
    static Row nothing(List<String> values) {
        return new Sum().row(List.copyOf(values));
    }

    /** One number for a measure: the events, or the best figure of an estimate. */
    public long figure(Measure measure) {
        return measure.estimated() ? tally(measure).best() : events;
    }

    public Tally tally(Measure measure) {
        return tallies.get(measure);
    }

    /** Adds up one row, event by event. */
    static final class Sum {
        private long events;
        private final Map<Measure, Tally> tallies = new EnumMap<>(Measure.class);

        Sum() {
            for (Measure measure : Measure.values()) {
                if (measure.estimated()) {
                    tallies.put(measure, Tally.NONE);
                }
            }
        }

        /** Adds one event; the perpetrators are those who count in this row. */
        void add(Fact fact, Tally perpetrators) {
            events++;
            tallies.replaceAll(
                    (measure, sum) -> sum.plus(measure == Measure.PERPETRATORS ? perpetrators : fact.tally(measure)));
        }

        Row row(List<String> values) {
            return new Row(values, events, tallies);
        }
    }
}
