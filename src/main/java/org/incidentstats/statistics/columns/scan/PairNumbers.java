package org.incidentstats.statistics.columns.scan;

import java.util.Arrays;

/** Numbers any pairs: a hash table with open addresses. */
final class PairNumbers implements Numbers {

    private static final int FIRST_ROOM = 1024;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private long[] pairs = new long[FIRST_ROOM];
    /** By address the number of the pair, and 1; 0 where nothing is. */
    private int[] table = new int[2 * FIRST_ROOM];

    private int shift = Long.SIZE - Integer.numberOfTrailingZeros(2 * FIRST_ROOM);
    private int size;

    @Override
    public int size() {
        return size;
    }

    @Override
    public int first(int number) {
        return (int) (pairs[number] >>> Integer.SIZE);
    }

    @Override
    public int second(int number) {
        return (int) pairs[number];
    }

    @Override
    public void number(int[] firsts, int[] seconds, int count) {
        for (int i = 0; i < count; i++) {
            seconds[i] = of(firsts[i], seconds[i]);
        }
    }

    /** The number of a pair of numbers that are not negative. */
    private int of(int first, int second) {
        long pair = (long) first << Integer.SIZE | second;
        int at = address(pair);
        while (table[at] != 0) {
            if (pairs[table[at] - 1] == pair) {
                return table[at] - 1;
            }
            at = at + 1 & table.length - 1;
        }
        if (size == pairs.length) {
            grow();
            return of(first, second);
        }
        pairs[size] = pair;
        table[at] = ++size;
        return size - 1;
    }

    private int address(long pair) {
        return (int) (pair * SPREAD >>> shift);
    }

    private void grow() {
        pairs = Arrays.copyOf(pairs, 2 * size);
        table = new int[2 * table.length];
        shift--;
        for (int i = 0; i < size; i++) {
            int at = address(pairs[i]);
            while (table[at] != 0) {
                at = at + 1 & table.length - 1;
            }
            table[at] = i + 1;
        }
    }
}
