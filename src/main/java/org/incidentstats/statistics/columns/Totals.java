package org.incidentstats.statistics.columns;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

import org.incidentstats.statistics.Measure;
import org.incidentstats.statistics.Tally;

/**
 * What is counted of each group: how many rows, and the sum of each measure. Sums are packed as long as they fit; before
 * they might not, they are unpacked into wide ones, and what does not fit at all is added to the wide ones at once.
 */
final class Totals {

    private static final int MEASURES = Dictionaries.ESTIMATED.length;

    /** Numbers of a group among the packed ones: the rows, then two for each measure. */
    static final int PACKED = 1 + 2 * MEASURES;

    /** Numbers of a group among the wide ones: the rows, then five for each measure. */
    static final int WIDE = 1 + Packed.FIELDS * MEASURES;

    private long[] packed;
    private long[] wide = new long[0];
    private final long[][] sizes = new long[MEASURES][Packed.FIELDS];

    Totals(int groups) {
        packed = new long[groups * PACKED];
    }

    static int packedOf(int measure) {
        return 1 + 2 * measure;
    }

    static int wideOf(int measure) {
        return 1 + Packed.FIELDS * measure;
    }

    /** Makes room for so many groups. */
    void ensure(int groups) {
        if (packed.length < groups * PACKED) {
            packed = Arrays.copyOf(packed, Math.max(2 * packed.length, groups * PACKED));
        }
    }

    /** Where to add packed numbers. */
    long[] packed() {
        return packed;
    }

    /** Where to add those that cannot be packed. */
    long[] wide() {
        if (wide.length < packed.length / PACKED * WIDE) {
            wide = Arrays.copyOf(wide, packed.length / PACKED * WIDE);
        }
        return wide;
    }

    /**
     * Prepares for adding rows whose sums have at the most these sizes.
     *
     * @return by measure whether its sums can be packed
     */
    boolean[] prepare(long[][] more) {
        boolean[] fits = new boolean[MEASURES];
        for (int i = 0; i < MEASURES; i++) {
            fits[i] = Packed.fits(more[i]);
            if (fits[i] && !Packed.fits(sum(sizes[i], more[i]))) {
                unpack();
            }
        }
        for (int i = 0; i < MEASURES; i++) {
            if (fits[i]) {
                System.arraycopy(sum(sizes[i], more[i]), 0, sizes[i], 0, Packed.FIELDS);
            }
        }
        return fits;
    }

    private static long[] sum(long[] some, long[] more) {
        long[] sum = some.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += more[i];
        }
        return sum;
    }

    /** Empties the packed sums into the wide ones. */
    void unpack() {
        long[] into = wide();
        for (int group = 0; group < packed.length / PACKED; group++) {
            int from = group * PACKED;
            int to = group * WIDE;
            into[to] += packed[from];
            for (int i = 0; i < MEASURES; i++) {
                Packed.unpack(packed[from + packedOf(i)], packed[from + packedOf(i) + 1], into, to + wideOf(i));
            }
        }
        Arrays.fill(packed, 0);
        for (long[] size : sizes) {
            Arrays.fill(size, 0);
        }
    }

    /** After everything is unpacked: how many rows a group has. */
    long rows(int group) {
        return wide[group * WIDE];
    }

    /** After everything is unpacked: adds the numbers of a group to others. */
    void addTo(long[] numbers, int group) {
        for (int i = 0; i < WIDE; i++) {
            numbers[i] += wide[group * WIDE + i];
        }
    }

    /** After everything is unpacked. */
    Map<Measure, Tally> tallies(int group) {
        return tallies(wide, group * WIDE);
    }

    static Map<Measure, Tally> tallies(long[] numbers, int at) {
        Map<Measure, Tally> tallies = new EnumMap<>(Measure.class);
        for (int i = 0; i < MEASURES; i++) {
            tallies.put(Dictionaries.ESTIMATED[i], Packed.tally(numbers, at + wideOf(i)));
        }
        return tallies;
    }
}
