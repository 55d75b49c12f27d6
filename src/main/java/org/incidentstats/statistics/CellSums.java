package org.incidentstats.statistics;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is counted over some events: how many they are and every estimated measure. Beside the perpetrators in full
 * stand those of one nationality, for sums over the events of this nationality; elsewhere the two are the same.
 */
final class CellSums {

    static final CellSums NONE = new CellSums(new long[Place.COUNT]);

    private final long[] numbers;

    private CellSums(long[] numbers) {
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
    static CellSums of(Fact fact, Tally ofNationality) {
        long[] numbers = new long[Place.COUNT];
        numbers[Place.EVENTS] = 1;
        for (Measure measure : Measure.values()) {
            if (measure.estimated()) {
                put(numbers, Place.of(measure), fact.tally(measure));
            }
        }
        put(numbers, Place.tally(Place.OF_NATIONALITY), ofNationality);
        return new CellSums(numbers);
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

    CellSums plus(CellSums other) {
        return new Adder().add(this).add(other).sums();
    }

    CellSums minus(CellSums other) {
        return plus(other.negated());
    }

    CellSums negated() {
        return new CellSums(Arrays.stream(numbers).map(number -> -number).toArray());
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

        Adder add(CellSums sums) {
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] += sums.numbers[i];
            }
            return this;
        }

        /** Adds sums, of the perpetrators only some. */
        void add(CellSums sums, Tally perpetrators) {
            add(sums);
            int place = Place.of(Measure.PERPETRATORS);
            Tally all = sums.tally(place);
            numbers[place] += perpetrators.low() - all.low();
            numbers[place + 1] += perpetrators.best() - all.best();
            numbers[place + 2] += perpetrators.high() - all.high();
            numbers[place + 3] += perpetrators.unknown() - all.unknown();
            numbers[place + 4] += perpetrators.atLeast() - all.atLeast();
        }

        CellSums sums() {
            return new CellSums(numbers.clone());
        }
    }

    /**
     * Writes the numbers that are not 0, each in as few bytes as it needs: of a tally the lowest figure and by how much
     * the next exceeds it; of the perpetrators of one nationality by how much they differ from all.
     */
    void write(ByteArrayOutputStream bytes) {
        long[] steps = steps(numbers, -1);
        int present = 0;
        for (int i = 0; i < steps.length; i++) {
            present |= steps[i] == 0 ? 0 : 1 << i;
        }
        Varint.write(bytes, present);
        for (long step : steps) {
            if (step != 0) {
                Varint.write(bytes, step << 1 ^ step >> 63);
            }
        }
    }

    /** Reads what {@link #write} has written. */
    static CellSums read(ByteBuffer bytes) {
        long[] steps = new long[Place.COUNT];
        long present = Varint.read(bytes);
        for (int i = 0; i < steps.length; i++) {
            if ((present & 1L << i) != 0) {
                long number = Varint.read(bytes);
                steps[i] = number >>> 1 ^ -(number & 1);
            }
        }
        return new CellSums(steps(steps, 1));
    }

    /** From numbers to the steps between them, or back. */
    private static long[] steps(long[] from, int sign) {
        long[] to = from.clone();
        long[] numbers = sign < 0 ? from : to;
        for (int tally = 1; tally < Place.TALLIES; tally++) {
            int place = Place.tally(tally);
            to[place + 1] += sign * numbers[place];
            to[place + 2] += sign * numbers[place + 1];
        }
        int own = Place.tally(Place.OF_NATIONALITY);
        int all = Place.of(Measure.PERPETRATORS);
        for (int i = 0; i < Place.NUMBERS; i++) {
            to[own + i] += sign * numbers[all + i];
        }
        return to;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CellSums sums && Arrays.equals(numbers, sums.numbers);
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
