package org.incidentstats.statistics.columns;

import java.util.Optional;

/**
 * The figures of one measure in one segment, as a question counts them.
 *
 * @param place   among {@link Dictionaries#ESTIMATED}
 * @param numbers of each figure its five numbers, of the nationalities that are asked for
 * @param added   the same packed, as they are added
 * @param removed the same packed, as they are taken away
 */
record SegmentMeasure(int place, MeasureColumn column, long[] numbers, long[] added, long[] removed) {

    /** @param nationalities by code of a nationality whether its people are asked for (1); all are, where it is empty */
    static SegmentMeasure of(int place, MeasureColumn column, Optional<byte[]> nationalities, boolean removes) {
        long[] numbers = column.numbers();
        long[] packed = column.packed();
        if (nationalities.isPresent() && column.simple() < column.figures()) {
            numbers = numbers.clone();
            for (int code = column.simple(); code < column.figures(); code++) {
                column.of(code, nationalities.get(), numbers, code * Packed.FIELDS);
            }
            packed = Packed.all(numbers);
        }
        return new SegmentMeasure(place, column, numbers, packed, removes ? negated(packed) : packed);
    }

    private static long[] negated(long[] packed) {
        long[] negated = new long[packed.length];
        for (int i = 0; i < packed.length; i++) {
            negated[i] = -packed[i];
        }
        return negated;
    }

    long[] packed(int sign) {
        return sign > 0 ? added : removed;
    }

    /** Adds a figure to wide numbers. */
    void addWide(int code, int sign, long[] wide, int at) {
        add(numbers, code * Packed.FIELDS, sign, wide, at);
    }

    static void add(long[] numbers, int from, int sign, long[] wide, int at) {
        for (int i = 0; i < Packed.FIELDS; i++) {
            wide[at + i] += sign * numbers[from + i];
        }
    }
}
