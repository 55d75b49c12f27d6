package org.incidentstats.statistics.columns.encoding;

import java.util.Arrays;

/** The same code, 0, for every row. */
record OneCode() implements RowCodes {

    @Override
    public int get(int row) {
        return 0;
    }

    @Override
    public int keep(int[] chosen, int count, byte[] passes) {
        return passes[0] == 0 ? 0 : count;
    }

    @Override
    public void find(int[] chosen, int count, int[] table, int[] found) {
        Arrays.fill(found, 0, count, table[0]);
    }

    @Override
    public void look(int[] chosen, int count, int[] table, int[] sums) {
        int all = table[0];
        for (int i = 0; i < count; i++) {
            sums[i] += all;
        }
    }

    @Override
    public void add(int[] chosen, int count, int[] groups, long[] packed, long[] sums, int offset) {
        for (int i = 0; i < count; i++) {
            int place = groups[i] + offset;
            sums[place] += packed[0];
            sums[place + 1] += packed[1];
        }
    }

    @Override
    public void addAll(int[] chosen, int count, long[] packed, long[] sums, int place) {
        addRange(0, count, packed, sums, place);
    }

    @Override
    public void addRange(int from, int to, long[] packed, long[] sums, int place) {
        sums[place] += (to - from) * packed[0];
        sums[place + 1] += (to - from) * packed[1];
    }

    @Override
    public long bytes() {
        return 0;
    }
}
