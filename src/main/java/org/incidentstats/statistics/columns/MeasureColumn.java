package org.incidentstats.statistics.columns;

import java.util.Arrays;

/**
 * The figures of one measure in the rows of a segment.
 *
 * @param numbers       of each figure the five numbers of its tally, in full
 * @param packed        the same, {@link Packed}
 * @param simple        so many figures, the first, are the same whichever nationalities are asked for, if one of the
 *                      row's is among them
 * @param partOffsets   of each figure, where its parts by nationality begin, and where the last one's end
 * @param nationalities of each part its nationality, as the dictionary numbers it
 * @param partNumbers   of each part the five numbers of its tally
 * @param codes         of each row, which figure
 */
record MeasureColumn(
        long[] numbers,
        long[] packed,
        int simple,
        int[] partOffsets,
        int[] nationalities,
        long[] partNumbers,
        RowCodes codes) {

    int figures() {
        return partOffsets.length - 1;
    }

    boolean isSimple(int code) {
        return code < simple;
    }

    /** The same in full for every row. */
    static MeasureColumn of(long[] numbers) {
        return new MeasureColumn(
                numbers, Packed.all(numbers), 1, new int[] {0, 0}, new int[0], new long[0], new OneCode());
    }

    /**
     * What a figure is of people of some nationalities, those marked.
     *
     * @param asked by nationality whether it is asked for (1)
     */
    void of(int code, byte[] asked, long[] into, int at) {
        int from = partOffsets[code];
        int to = partOffsets[code + 1];
        if (from == to) {
            System.arraycopy(numbers, code * Packed.FIELDS, into, at, Packed.FIELDS);
            return;
        }
        Arrays.fill(into, at, at + Packed.FIELDS, 0);
        for (int part = from; part < to; part++) {
            if (asked[nationalities[part]] != 0) {
                for (int i = 0; i < Packed.FIELDS; i++) {
                    into[at + i] += partNumbers[part * Packed.FIELDS + i];
                }
            }
        }
        // Of one event: it is unknown once, and at least once
        into[at + 3] = Math.min(into[at + 3], 1);
        into[at + 4] = Math.min(into[at + 4], 1);
    }

    long bytes() {
        return codes.bytes()
                + 8L * (numbers.length + packed.length + partNumbers.length)
                + 4L * (partOffsets.length + nationalities.length);
    }
}
