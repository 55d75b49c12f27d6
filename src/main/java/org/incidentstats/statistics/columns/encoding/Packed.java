package org.incidentstats.statistics.columns.encoding;

import org.incidentstats.statistics.model.Tally;

/**
 * Tallies as two longs each, so that a sum of tallies takes two additions and not five. The first long holds the lowest
 * figure and by how much the best exceeds it, the second by how much the highest exceeds the best, the events without a
 * figure and those with a lower bound only. Each field may be negative, and borrows from the one above it then; as long
 * as the sum of a field stays within its bits, it can be told.
 */
public final class Packed {

    /** The numbers of a tally, and how many there are. */
    public static final int FIELDS = 5;

    /** Where the counts of events stand among the numbers of a tally. */
    public static final int UNKNOWN = 3;

    public static final int AT_LEAST = 4;

    private static final int STEP_BITS = 28;
    private static final int COUNT_BITS = 21;

    /** Of each field, in the order of the packed ones, the first sum that no longer fits. */
    private static final long[] LIMITS = {
        1L << 63 - STEP_BITS, 1L << STEP_BITS - 1, 1L << 63 - 2 * COUNT_BITS, 1L << COUNT_BITS - 1, 1L << COUNT_BITS - 1
    };

    private Packed() {}

    public static long first(long low, long best) {
        return (low << STEP_BITS) + (best - low);
    }

    public static long second(long best, long high, long unknown, long atLeast) {
        return (high - best << 2 * COUNT_BITS) + (unknown << COUNT_BITS) + atLeast;
    }

    /** Packs tallies that stand one after the other as five numbers each. */
    static long[] all(long[] numbers) {
        long[] packed = new long[numbers.length / FIELDS * 2];
        for (int i = 0; i < packed.length / 2; i++) {
            pack(numbers, i, packed, i);
        }
        return packed;
    }

    /** Packs one of the tallies that stand as five numbers each, to its place among packed ones. */
    public static void pack(long[] numbers, int from, long[] packed, int to) {
        int at = from * FIELDS;
        packed[2 * to] = first(numbers[at], numbers[at + 1]);
        packed[2 * to + 1] = second(numbers[at + 1], numbers[at + 2], numbers[at + 3], numbers[at + 4]);
    }

    /** Adds a packed sum to five numbers. */
    public static void unpack(long first, long second, long[] numbers, int at) {
        long step = signed(first, STEP_BITS);
        long low = first - step >> STEP_BITS;
        long atLeast = signed(second, COUNT_BITS);
        long rest = second - atLeast >> COUNT_BITS;
        long unknown = signed(rest, COUNT_BITS);
        long best = low + step;
        numbers[at] += low;
        numbers[at + 1] += best;
        numbers[at + 2] += best + (rest - unknown >> COUNT_BITS);
        numbers[at + 3] += unknown;
        numbers[at + 4] += atLeast;
    }

    private static long signed(long bits, int width) {
        return bits << 64 - width >> 64 - width;
    }

    /** Adds to the sizes of five packed fields those of a tally, whatever their signs. */
    public static void grow(long[] sizes, long[] numbers, int at) {
        sizes[0] = larger(sizes[0], numbers[at]);
        sizes[1] = larger(sizes[1], numbers[at + 1] - numbers[at]);
        sizes[2] = larger(sizes[2], numbers[at + 2] - numbers[at + 1]);
        sizes[3] = larger(sizes[3], numbers[at + 3]);
        sizes[4] = larger(sizes[4], numbers[at + 4]);
    }

    private static long larger(long size, long by) {
        long sum = size + Math.abs(by);
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    /** Whether sums whose fields are no larger than these can be packed. */
    public static boolean fits(long[] sizes) {
        return fits(sizes, 1);
    }

    /** Whether sums that are so many times larger than these can be packed. */
    public static boolean fits(long[] sizes, long times) {
        for (int i = 0; i < FIELDS; i++) {
            if (sizes[i] < 0 || sizes[i] >= LIMITS[i] / times) {
                return false;
            }
        }
        return true;
    }

    public static Tally tally(long[] numbers, int at) {
        return new Tally(numbers[at], numbers[at + 1], numbers[at + 2], numbers[at + 3], numbers[at + 4]);
    }

    public static void write(Tally tally, long[] numbers, int at) {
        numbers[at] = tally.low();
        numbers[at + 1] = tally.best();
        numbers[at + 2] = tally.high();
        numbers[at + 3] = tally.unknown();
        numbers[at + 4] = tally.atLeast();
    }
}
