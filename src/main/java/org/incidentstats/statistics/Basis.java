package org.incidentstats.statistics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an answer was computed from, and what that took.
 *
 * @param sources   {@code cells}, {@code facts}, or {@code versions} for a past moment; cells and facts where parts of
 *                  the answer needed either
 * @param cuboids   the cuboids whose cells were used, each as the dimensions that it tells
 * @param tag       names the state of what was used: equal tags, equal answers
 * @param changedAt when the newest change was taken in; none for a moment before the first
 * @param asOf      the past moment that was asked for; empty for the present
 * @param lag       how far the facts and cells are behind the record; none for a past moment, which is read from it
 * @param readUnits what DynamoDB charges for, one for 4 KB read consistently
 * @param requests  how often the database was asked
 */
record Basis(
        List<String> sources,
        List<String> cuboids,
        String tag,
        Optional<Instant> changedAt,
        Optional<Instant> asOf,
        Optional<Lag> lag,
        double readUnits,
        int requests) {

    /**
     * @param changes   how many changes of the record are not taken in yet
     * @param oldestAge how long ago the oldest of them was recorded; 0 where there is none
     */
    record Lag(long changes, Duration oldestAge) {}
}
