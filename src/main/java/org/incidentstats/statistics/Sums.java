package org.incidentstats.statistics;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is counted over some events: how many they are and every estimated measure. Beside the perpetrators in full
 * stand those of one nationality, for sums over the events of this nationality; elsewhere the two are the same.
 */
final class Sums {

    static final Sums NONE = new Sums(new long[Place.COUNT]);

    private final long[] numbers;

    private Sums(long[] numbers) {
        this.numbers = numbers;
    }

    /** Where each number stands: the events, then five numbers for each tally. */
    private static final class Place {
        static final int EVENTS = 0;
        static final int OF_NATIONALITY = Measure.values().length;
        static final int TALLIES = OF_NATIONALITY;
        static final int NUMBERS = 5;
        static final int COUNT = 1 + NUMBERS * TALLIES;

        static int of(Measure measure) {
            return tally(measure.ordinal());
        }

        static int tally(int number) {
            return 1 + (number - 1) * NUMBERS;
        }
    }

    /** One event. */
    static Sums of(Fact fact, Tally ofNationality) {
        long[] numbers = new long[Place.COUNT];
        numbers[Place.EVENTS] = 1;
        for (Measure measure : Measure.values()) {
            if (measure.estimated()) {
                put(numbers, Place.of(measure), fact.tally(measure));
            }
        }
        put(numbers, Place.tally(Place.OF_NATIONALITY), ofNationality);
        return new Sums(numbers);
    }

    private static void put(long[] numbers, int place, Tally tally) {
        numbers[place] = tally.low();
        numbers[place + 1] = tally.best();
        numbers[place + 2] = tally.high();
        numbers[place + 3] = tally.unknown();
        numbers[place + 4] = tally.atLeast();
    }

    private Tally tally(int place) {
        return new Tally(
                numbers[place], numbers[place + 1], numbers[place + 2], numbers[place + 3], numbers[place + 4]);
    }

    long events() {
        return numbers[Place.EVENTS];
    }

    /** An estimated measure, in full. */
    Tally tally(Measure measure) {
        if (!measure.estimated()) {
            throw new IllegalArgumentException("events are counted, not estimated");
        }
        return tally(Place.of(measure));
    }

    /** The perpetrators of the nationality that it is summed for. */
    Tally ofNationality() {
        return tally(Place.tally(Place.OF_NATIONALITY));
    }

    Sums plus(Sums other) {
        return new Adder().add(this).add(other).sums();
    }

    Sums minus(Sums other) {
        return plus(other.negated());
    }

    Sums negated() {
        return new Sums(Arrays.stream(numbers).map(number -> -number).toArray());
    }

    boolean isNothing() {
        return Arrays.stream(numbers).allMatch(number -> number == 0);
    }

    Map<Measure, Tally> tallies() {
        Map<Measure, Tally> tallies = new EnumMap<>(Measure.class);
        Stream.of(Measure.values())
                .filter(Measure::estimated)
                .forEach(measure -> tallies.put(measure, tally(Place.of(measure))));
        return tallies;
    }

    /** Adds up, in place. */
    static final class Adder {
        private final long[] numbers = new long[Place.COUNT];

        Adder add(Sums sums) {
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] += sums.numbers[i];
            }
            return this;
        }

        /** Adds sums, of the perpetrators only some. */
        void add(Sums sums, Tally perpetrators) {
            add(sums);
            int place = Place.of(Measure.PERPETRATORS);
            Tally all = sums.tally(place);
            numbers[place] += perpetrators.low() - all.low();
            numbers[place + 1] += perpetrators.best() - all.best();
            numbers[place + 2] += perpetrators.high() - all.high();
            numbers[place + 3] += perpetrators.unknown() - all.unknown();
            numbers[place + 4] += perpetrators.atLeast() - all.atLeast();
        }

        Sums sums() {
            return new Sums(numbers.clone());
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sums sums && Arrays.equals(numbers, sums.numbers);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(numbers);
    }

    @Override
    public String toString() {
        return Arrays.toString(numbers);
    }
}
