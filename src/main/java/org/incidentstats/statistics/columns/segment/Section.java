package org.incidentstats.statistics.columns.segment;

import org.incidentstats.statistics.columns.encoding.Packed;

/**
 * The rows of a segment that count alike, from one to another, in the order of their dates.
 *
 * @param starts by date of the segment, which of the rows is the first of it or of a later date; then the end
 * @param sizes  by measure how large the fields of the sum of some of its figures can be at the most, {@link Packed}
 * @param sums   by measure the sum of all figures in full, as five numbers
 * @param first  the least position at which one of its rows begins to count, or takes away
 * @param lastFrom the greatest such position
 * @param last   the greatest position at which something begins or ends
 */
public record Section(
        Kind kind,
        int from,
        int to,
        int[] starts,
        long[][] sizes,
        long[][] sums,
        long first,
        long lastFrom,
        long last) {

    public enum Kind {
        /** Counts from its position on. */
        ADDED(1),
        /** Takes away from its position on what another segment adds. */
        REMOVED(-1),
        /** Counts from one position until before another. */
        CLOSED(1);

        private final int sign;

        Kind(int sign) {
            this.sign = sign;
        }

        public int sign() {
            return sign;
        }
    }

    public int rows() {
        return to - from;
    }

    /** Whether a row of it can count, or take away, at a position. */
    public boolean concerns(long position) {
        return rows() > 0 && position >= first && (kind != Kind.CLOSED || position < last);
    }

    /** Whether every row has begun to, at a position. */
    public boolean hasBegun(long position) {
        return position >= lastFrom;
    }
}
