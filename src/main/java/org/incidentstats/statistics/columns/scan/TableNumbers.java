package org.incidentstats.statistics.columns.scan;

import java.util.Arrays;

/** Numbers pairs whose first is 0 and whose second is below a limit. */
final class TableNumbers implements Numbers {

    private static final int FIRST_ROOM = 1024;

    /** By second the number of the pair, and 1; 0 where it was not met. */
    private final int[] table;

    private int[] seconds = new int[FIRST_ROOM];
    private int size;

    TableNumbers(int limit) {
        table = new int[limit];
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int first(int number) {
        return 0;
    }

    @Override
    public int second(int number) {
        return seconds[number];
    }

    @Override
    public void number(int[] firsts, int[] those, int count) {
        for (int i = 0; i < count; i++) {
            int known = table[those[i]];
            those[i] = (known == 0 ? next(those[i]) : known) - 1;
        }
    }

    private int next(int second) {
        if (size == seconds.length) {
            seconds = Arrays.copyOf(seconds, 2 * size);
        }
        seconds[size++] = second;
        table[second] = size;
        return size;
    }
}
