package org.incidentstats.statistics;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.incidentstats.statistics.model.Measure;
import org.incidentstats.statistics.model.Sums;
import org.incidentstats.statistics.model.Tally;

/**
 * One combination of values with what was counted for it.
 *
 * @param values  the values of the dimensions that were grouped by, in their order
 * @param events  the distinct events
 * @param tallies every estimated measure
 */
public record AnswerRow(List<String> values, long events, Map<Measure, Tally> tallies) {

    /** No event at all. */
    public static final AnswerRow NOTHING = of(List.of(), Sums.NONE);

    /** No event at all of these values. */
    public static AnswerRow nothing(List<String> values) {
        return of(List.copyOf(values), Sums.NONE);
    }

    public static AnswerRow of(List<String> values, Sums sums) {
        return new AnswerRow(values, sums.events(), sums.tallies());
    }

    /** One number for a measure: the events, or the best figure of an estimate. */
    public long figure(Measure measure) {
        return measure.estimated() ? tally(measure).best() : events;
    }

    public Tally tally(Measure measure) {
        return Objects.requireNonNull(tallies.get(measure));
    }
}
