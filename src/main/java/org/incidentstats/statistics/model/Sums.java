package org.incidentstats.statistics.model;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is counted over some events: how many they are and every estimated measure.
 *
 * @param tallies one for each estimated measure
 */
public record Sums(long events, Map<Measure, Tally> tallies) {

    public static final Sums NONE = new Adder().sums();

    /**
     * One event.
     *
     * @param nationalities of which nationalities people are counted, where their nationality is known; of all, where it
     *                      is empty
     */
    public static Sums of(Fact fact, Optional<Set<String>> nationalities) {
        return new Adder().add(fact, nationalities).sums();
    }

    public Tally tally(Measure measure) {
        return Objects.requireNonNull(tallies.get(measure));
    }

    /** Adds up events. */
    public static final class Adder {
        private long events;
        private final Map<Measure, Tally> tallies = new EnumMap<>(Measure.class);

        public Adder() {
            Stream.of(Measure.values()).filter(Measure::estimated).forEach(measure -> tallies.put(measure, Tally.NONE));
        }

        /**
         * Adds an event.
         *
         * @param nationalities of which nationalities people are counted, where their nationality is known; of all,
         *                      where it is empty
         */
        public Adder add(Fact fact, Optional<Set<String>> nationalities) {
            events++;
            tallies.replaceAll((measure, sum) -> sum.plus(fact.tally(measure, nationalities)));
            return this;
        }

        public Sums sums() {
            return new Sums(events, Map.copyOf(tallies));
        }
    }
}
