package org.incidentstats.statistics.columns.scan;

import java.util.Set;

import org.incidentstats.statistics.columns.encoding.DimensionColumn;
import org.incidentstats.statistics.columns.encoding.Ranking;
import org.incidentstats.statistics.model.Dimension;
import org.jspecify.annotations.Nullable;

/**
 * What a selection demands of one dimension.
 *
 * @param asked    by rank whether a value is one of those of which an event must have one; null if it need not
 * @param excluded by rank whether a value is one that an event must not have; null if it may have any
 */
record DimensionFilter(
        Dimension dimension, Ranking ranking, boolean @Nullable [] asked, boolean @Nullable [] excluded) {

    /**
     * @param filter  the values of which an event must have one, or null
     * @param without the values of which an event must have none, or null
     */
    static DimensionFilter of(
            Dimension dimension, Ranking ranking, @Nullable Set<String> filter, @Nullable Set<String> without) {
        return new DimensionFilter(dimension, ranking, marked(ranking, filter), marked(ranking, without));
    }

    private static boolean @Nullable [] marked(Ranking ranking, @Nullable Set<String> values) {
        if (values == null) {
            return null;
        }
        boolean[] marked = new boolean[ranking.size()];
        for (String value : values) {
            int rank = ranking.rank(value);
            if (rank >= 0) {
                marked[rank] = true;
            }
        }
        return marked;
    }

    /** By set of values whether (1) the rows that have it pass. */
    byte[] passes(DimensionColumn column) {
        byte[] passes = new byte[column.sets()];
        for (int set = 0; set < passes.length; set++) {
            boolean one = asked == null;
            boolean none = true;
            for (int i = column.offsets()[set]; i < column.offsets()[set + 1]; i++) {
                int rank = ranking.ranks()[column.values()[i]];
                one |= asked != null && asked[rank];
                none &= excluded == null || !excluded[rank];
            }
            passes[set] = (byte) (one && none ? 1 : 0);
        }
        return passes;
    }

    /** Whether a period passes, of a dimension of time. */
    boolean passes(int code) {
        int rank = ranking.ranks()[code];
        return (asked == null || asked[rank]) && (excluded == null || !excluded[rank]);
    }
}
