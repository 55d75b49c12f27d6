package org.incidentstats.statistics.columns.encoding;

import java.util.Arrays;

/**
 * The order of dates: by their first day, then by their last. Dates that have both in common have one rank.
 *
 * @param keys  of each rank, ascending
 * @param ranks by code of a date
 */
public record DateOrder(long[] keys, int[] ranks) {

    static final DateOrder EMPTY = new DateOrder(new long[0], new int[0]);

    private static final long UNSIGNED = 1L << Integer.SIZE - 1;

    public static long key(int firstDay, int lastDay) {
        return (long) firstDay << Integer.SIZE | lastDay + UNSIGNED;
    }

    /** The order after some dates have got the next codes. */
    DateOrder with(long[] more) {
        long[] all = Arrays.copyOf(keys, keys.length + more.length);
        System.arraycopy(more, 0, all, keys.length, more.length);
        // Nearly sorted already, which the sort makes use of
        all = Arrays.stream(all).sorted().distinct().toArray();
        int[] longer = Arrays.copyOf(ranks, ranks.length + more.length);
        int[] moved = new int[keys.length];
        for (int rank = 0; rank < moved.length; rank++) {
            moved[rank] = Arrays.binarySearch(all, keys[rank]);
        }
        for (int code = 0; code < ranks.length; code++) {
            longer[code] = moved[ranks[code]];
        }
        for (int i = 0; i < more.length; i++) {
            longer[ranks.length + i] = Arrays.binarySearch(all, more[i]);
        }
        return new DateOrder(all, longer);
    }

    /** The rank of a date, or, of one that has none, the rank of the next one before it, which may be -1. */
    public int floor(long key) {
        int found = Arrays.binarySearch(keys, key);
        return found >= 0 ? found : -found - 2;
    }
}
