package org.incidentstats.statistics.columns.scan;

import java.util.Arrays;
import java.util.Map;

import org.incidentstats.statistics.columns.encoding.Packed;
import org.incidentstats.statistics.columns.segment.Dictionaries;
import org.incidentstats.statistics.columns.segment.Section;
import org.incidentstats.statistics.model.Measure;
import org.incidentstats.statistics.model.Tally;

/**
 * What is counted of each group: how many rows, and the sum of each measure. Sums are packed as long as they fit; before
 * they might not, they are unpacked into wide ones, and what does not fit at all is added to the wide ones at once. What
 * is counted is the sum of both.
 */
final class Totals {

    private static final int MEASURES = Dictionaries.ESTIMATED.length;

    /** Numbers of a group among the packed ones: the rows, then two for each measure. */
    static final int PACKED = 1 + 2 * MEASURES;

    /** Numbers of a group among the wide ones: the rows, then five for each measure. */
    static final int WIDE = 1 + Packed.FIELDS * MEASURES;

    private long[] packed;
    private long[] wide = new long[0];
    private final int[] countedAs;
    private final long[][] sizes = new long[MEASURES][Packed.FIELDS];

    /** @param countedAs of each measure which one is counted for it, itself or an earlier one that is the same */
    Totals(int groups, int[] countedAs) {
        packed = new long[groups * PACKED];
        this.countedAs = countedAs;
    }

    static int packedOf(int measure) {
        return 1 + 2 * measure;
    }

    static int wideOf(int measure) {
        return 1 + Packed.FIELDS * measure;
    }

    /** Whether a measure is counted, and not another one that is the same. */
    boolean counts(int measure) {
        return countedAs[measure] == measure;
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
        boolean full = false;
        for (int i = 0; i < MEASURES; i++) {
            fits[i] = Packed.fits(more[i]);
            full |= fits[i] && !Packed.fits(sum(sizes[i], more[i]));
        }
        if (full) {
            unpack();
        }
        for (int i = 0; i < MEASURES; i++) {
            if (fits[i]) {
                sizes[i] = sum(sizes[i], more[i]);
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

    /** Adds all rows of a section to a group, by the sums that are known of it. */
    void add(int group, Section section) {
        int sign = section.kind().sign();
        int at = group * WIDE;
        wide()[at] += (long) sign * section.rows();
        for (int i = 0; i < MEASURES; i++) {
            for (int field = 0; field < Packed.FIELDS; field++) {
                wide[at + wideOf(i) + field] += sign * section.sums()[i][field];
            }
        }
    }

    /** Empties the packed sums into the wide ones. */
    private void unpack() {
        long[] into = wide();
        for (int group = 0; group < packed.length / PACKED; group++) {
            if (packed[group * PACKED] != 0 || !isEmpty(group)) {
                addPacked(into, group * WIDE, group);
            }
        }
        Arrays.fill(packed, 0);
        for (long[] size : sizes) {
            Arrays.fill(size, 0);
        }
    }

    private boolean isEmpty(int group) {
        for (int i = group * PACKED; i < (group + 1) * PACKED; i++) {
            if (packed[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private void addPacked(long[] into, int at, int group) {
        int from = group * PACKED;
        into[at] += packed[from];
        for (int i = 0; i < MEASURES; i++) {
            Packed.unpack(packed[from + packedOf(i)], packed[from + packedOf(i) + 1], into, at + wideOf(i));
        }
    }

    private boolean hasWide(int group) {
        return wide.length >= (group + 1) * WIDE;
    }

    /** How many rows a group has. */
    long rows(int group) {
        return packed[group * PACKED] + (hasWide(group) ? wide[group * WIDE] : 0);
    }

    /** Adds the wide numbers of a group to others. */
    void addTo(long[] numbers, int group) {
        addPacked(numbers, 0, group);
        for (int i = 0; hasWide(group) && i < WIDE; i++) {
            numbers[i] += wide[group * WIDE + i];
        }
    }

    /** The sum of a measure, of all rows of a group. */
    Tally tally(int group, int measure) {
        int counted = countedAs[measure];
        long[] numbers = new long[Packed.FIELDS];
        int from = group * PACKED + packedOf(counted);
        Packed.unpack(packed[from], packed[from + 1], numbers, 0);
        for (int i = 0; hasWide(group) && i < Packed.FIELDS; i++) {
            numbers[i] += wide[group * WIDE + wideOf(counted) + i];
        }
        return Packed.tally(numbers, 0);
    }

    /** The sums of all measures of a group. Each is made when it is asked for: large answers have many. */
    Map<Measure, Tally> tallies(int group) {
        return new Tallies(measure -> tally(group, measure));
    }

    /** The same of wide numbers. */
    Map<Measure, Tally> tallies(long[] numbers) {
        return new Tallies(measure -> Packed.tally(numbers, wideOf(countedAs[measure])));
    }
}
