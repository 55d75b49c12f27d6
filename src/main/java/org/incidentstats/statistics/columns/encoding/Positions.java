package org.incidentstats.statistics.columns.encoding;

/**
 * From which positions the rows of a segment count, and until which, as distances from the least of them.
 *
 * @param base  the least position
 * @param from  of each row
 * @param until of each closed row, which are the last ones
 */
public record Positions(long base, int[] from, int[] until) {

    public int rows() {
        return from.length;
    }

    private int closedFrom() {
        return from.length - until.length;
    }

    public long from(int row) {
        return base + from[row];
    }

    /** The position from which a closed row no longer counts. */
    public long until(int row) {
        return base + until[row - closedFrom()];
    }

    /** Keeps, of the first so many rows chosen, those that count from a position or from an earlier one on. */
    public int keepBegun(int[] chosen, int count, long position) {
        int asked = distance(position);
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int row = chosen[i];
            chosen[kept] = row;
            kept += from[row] <= asked ? 1 : 0;
        }
        return kept;
    }

    /** Keeps, of the first so many closed rows chosen, those that have not ended at a position. */
    public int keepUnended(int[] chosen, int count, long position) {
        int asked = distance(position);
        int closedFrom = closedFrom();
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int row = chosen[i];
            chosen[kept] = row;
            kept += until[row - closedFrom] > asked ? 1 : 0;
        }
        return kept;
    }

    private int distance(long position) {
        return (int) Math.max(-1, Math.min(position - base, Integer.MAX_VALUE));
    }

    public long bytes() {
        return 4L * (from.length + until.length);
    }
}
