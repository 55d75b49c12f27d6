package org.incidentstats.statistics.model;

import java.util.Collection;
import java.util.Optional;

import org.incidentstats.event.Estimate;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * The sum of an estimated measure over events: people, and next to them two counts of events. Tallies add up, in any
 * order, to the tally of all their events.
 *
 * @param low     the sum of the lowest figures; an event without one contributes its best, else 0
 * @param best    the sum of the best figures; an event without one contributes its low, else 0
 * @param high    the sum of the highest figures; an event without one contributes its best, else its low, else 0
 * @param unknown events that give no figure at all
 * @param atLeast events that give a lowest figure and no best one, or figures of only some of their people
 */
@JsonPropertyOrder({"low", "best", "high", "unknown", "atLeast"})
public record Tally(long low, long best, long high, long unknown, long atLeast) {

    /** No event at all. */
    public static final Tally NONE = new Tally(0, 0, 0, 0, 0);

    /** One event that gives no figure. */
    public static final Tally UNKNOWN = new Tally(0, 0, 0, 1, 0);

    /** The tally of one event. */
    public static Tally of(Optional<Estimate> estimate) {
        return estimate.map(Tally::of).orElse(UNKNOWN);
    }

    private static Tally of(Estimate estimate) {
        int low = estimate.low().orElse(estimate.best().orElse(0));
        int best = estimate.best().orElse(estimate.low().orElse(0));
        int high = estimate.high().orElse(best);
        return new Tally(low, best, high, 0, estimate.isAtLeast() ? 1 : 0);
    }

    public Tally plus(Tally other) {
        return new Tally(
                low + other.low,
                best + other.best,
                high + other.high,
                unknown + other.unknown,
                atLeast + other.atLeast);
    }

    /**
     * The sum of several figures of one event. It is unknown only if all of them are; if some are, it is so many at
     * least. No figure at all is unknown.
     */
    public static Tally ofOneEvent(Collection<Tally> figures) {
        Tally sum = figures.stream().reduce(NONE, Tally::plus);
        long unknown = figures.stream().filter(figure -> figure.unknown > 0).count();
        boolean nothing = unknown == figures.size();
        boolean atLeast = sum.atLeast > 0 || unknown > 0 && !nothing;
        return new Tally(sum.low, sum.best, sum.high, nothing ? 1 : 0, atLeast ? 1 : 0);
    }
}
