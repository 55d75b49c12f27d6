package org.incidentstats.statistics.columns.encoding;

/** Codes up to 65,535. */
record CharCodes(char[] codes) implements RowCodes {

    @Override
    public int get(int row) {
        return codes[row];
    }

    @Override
    public int keep(int[] chosen, int count, byte[] passes) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int row = chosen[i];
            chosen[kept] = row;
            kept += passes[codes[row]];
        }
        return kept;
    }

    @Override
    public void find(int[] chosen, int count, int[] table, int[] found) {
        for (int i = 0; i < count; i++) {
            found[i] = table[codes[chosen[i]]];
        }
    }

    @Override
    public void look(int[] chosen, int count, int[] table, int[] sums) {
        for (int i = 0; i < count; i++) {
            sums[i] += table[codes[chosen[i]]];
        }
    }

    @Override
    public void add(int[] chosen, int count, int[] groups, long[] packed, long[] sums, int offset) {
        for (int i = 0; i < count; i++) {
            int place = groups[i] + offset;
            int code = codes[chosen[i]] << 1;
            sums[place] += packed[code];
            sums[place + 1] += packed[code + 1];
        }
    }

    @Override
    public void addAll(int[] chosen, int count, long[] packed, long[] sums, int place) {
        long first = 0;
        long second = 0;
        for (int i = 0; i < count; i++) {
            int code = codes[chosen[i]] << 1;
            first += packed[code];
            second += packed[code + 1];
        }
        sums[place] += first;
        sums[place + 1] += second;
    }

    @Override
    public void addRange(int from, int to, long[] packed, long[] sums, int place) {
        long first = 0;
        long second = 0;
        for (int row = from; row < to; row++) {
            int code = codes[row] << 1;
            first += packed[code];
            second += packed[code + 1];
        }
        sums[place] += first;
        sums[place + 1] += second;
    }

    @Override
    public long bytes() {
        return 2L * codes.length;
    }
}
