package org.incidentstats.statistics.columns.encoding;

import java.util.Arrays;

/**
 * The figures of one measure in the rows of a segment.
 *
 * @param tallies       each tally once, its five numbers one after the other
 * @param figures       of each figure its tally in full
 * @param packed        the same, {@link Packed}
 * @param simple        so many figures, the first, are the same whichever nationalities are asked for, if one of the
 *                      row's is among them
 * @param partOffsets   of each figure, where its parts by nationality begin, and where the last one's end
 * @param nationalities of each part its nationality, as the dictionary numbers it
 * @param partTallies   of each part its tally
 * @param codes         of each row, which figure
 */
public record MeasureColumn(
        long[] tallies,
        int[] figures,
        long[] packed,
        int simple,
        int[] partOffsets,
        int[] nationalities,
        int[] partTallies,
        RowCodes codes) {

    public static MeasureColumn of(
            long[] tallies,
            int[] figures,
            int simple,
            int[] partOffsets,
            int[] nationalities,
            int[] partTallies,
            RowCodes codes) {
        long[] packed = new long[2 * figures.length];
        for (int figure = 0; figure < figures.length; figure++) {
            Packed.pack(tallies, figures[figure], packed, figure);
        }
        return new MeasureColumn(tallies, figures, packed, simple, partOffsets, nationalities, partTallies, codes);
    }

    /** The same in full for every row. */
    public static MeasureColumn of(long[] tally) {
        return of(tally, new int[1], 1, new int[2], new int[0], new int[0], new OneCode());
    }

    /** A measure of which every row has the same figure in full, and that is not by nationality. */
    public MeasureColumn inFull() {
        return new MeasureColumn(
                tallies, figures, packed, figures.length, new int[figures.length + 1], new int[0], new int[0], codes);
    }

    /** Whether another measure is this one in full. */
    public boolean isInFull(MeasureColumn other) {
        return packed == other.packed && codes == other.codes && other.isSimple();
    }

    /** Whether no figure depends on the nationalities that are asked for. */
    public boolean isSimple() {
        return simple == figures.length;
    }

    /**
     * What a figure is of people of some nationalities.
     *
     * @param asked by nationality whether it is asked for (1)
     */
    public void ofNationalities(int figure, byte[] asked, long[] into, int at) {
        int from = partOffsets[figure];
        int to = partOffsets[figure + 1];
        if (from == to) {
            copy(figures[figure], into, at);
            return;
        }
        Arrays.fill(into, at, at + Packed.FIELDS, 0);
        int parts = 0;
        int unknown = 0;
        for (int part = from; part < to; part++) {
            if (asked[nationalities[part]] != 0) {
                int tally = partTallies[part] * Packed.FIELDS;
                for (int i = 0; i < Packed.FIELDS; i++) {
                    into[at + i] += tallies[tally + i];
                }
                parts++;
                unknown += tallies[tally + Packed.UNKNOWN] > 0 ? 1 : 0;
            }
        }
        asOfOneEvent(into, at, parts, unknown);
    }

    /** What a figure is of people of one nationality. */
    public void ofNationality(int figure, int nationality, long[] into) {
        int from = partOffsets[figure];
        int to = partOffsets[figure + 1];
        if (from == to) {
            copy(figures[figure], into, 0);
            return;
        }
        for (int part = from; part < to; part++) {
            if (nationalities[part] == nationality) {
                copy(partTallies[part], into, 0);
                asOfOneEvent(into, 0, 1, into[Packed.UNKNOWN] > 0 ? 1 : 0);
                return;
            }
        }
        Arrays.fill(into, 0);
    }

    private void copy(int tally, long[] into, int at) {
        System.arraycopy(tallies, tally * Packed.FIELDS, into, at, Packed.FIELDS);
    }

    /** As {@link org.incidentstats.statistics.model.Tally#ofOneEvent}: unknown if all parts are, at least if some are. */
    private static void asOfOneEvent(long[] numbers, int at, int parts, int unknown) {
        numbers[at + Packed.UNKNOWN] = parts > 0 && unknown == parts ? 1 : 0;
        numbers[at + Packed.AT_LEAST] = numbers[at + Packed.AT_LEAST] > 0 || unknown > 0 && unknown < parts ? 1 : 0;
    }

    /** Bytes in memory, without what it shares with another. */
    public long bytes() {
        return codes.bytes()
                + 8L * (tallies.length + packed.length)
                + 4L * (figures.length + partOffsets.length + nationalities.length + partTallies.length);
    }
}
