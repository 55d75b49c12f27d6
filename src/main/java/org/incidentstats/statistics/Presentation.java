package org.incidentstats.statistics;

import java.util.Optional;
import java.util.OptionalInt;

import org.incidentstats.time.Comparison;

/**
 * What an answer shows beside the rows that were counted.
 *
 * @param order      in which order the rows stand; by code where none is given
 * @param top        how many values of the first dimension have rows of their own, those that come first in the order,
 *                   or, where none is given, have the most of the first measure; the others share rows named
 *                   {@link #OTHER}
 * @param zeroFilled whether periods without events have rows as well
 * @param comparison with which period each row is compared
 * @param shares     whether each figure is also given as a share of the total
 */
public record Presentation(
        Optional<Order> order, OptionalInt top, boolean zeroFilled, Optional<Comparison> comparison, boolean shares) {

    /** Rows and nothing else. */
    public static final Presentation PLAIN =
            new Presentation(Optional.empty(), OptionalInt.empty(), false, Optional.empty(), false);

    /** The value that stands for all those without rows of their own. */
    public static final String OTHER = "other";

    /** By which the values with rows of their own are chosen. */
    Order ranking(Query query) {
        return order.orElseGet(() -> new Order(query.measures().get(0), true));
    }
}
