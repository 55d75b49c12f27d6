package org.incidentstats.statistics.columns.scan;

import java.util.HashSet;
import java.util.Set;

import org.incidentstats.statistics.columns.encoding.RowCodes;

/** Which values of the first dimension of an answer are counted together: those that some row has. */
final class Others {

    private final Axis axis;
    private final long[] rows;

    Others(Axis axis) {
        this.axis = axis;
        this.rows = new long[axis.ranking().size()];
    }

    /**
     * Counts rows by their values of the dimension.
     *
     * @param sets of each row chosen, which set of values it has
     * @param values of each set its values, as ranks
     */
    void count(int[] chosen, int count, int sign, RowCodes sets, int[][] values) {
        for (int i = 0; i < count; i++) {
            for (int rank : values[sets.get(chosen[i])]) {
                rows[rank] += sign;
            }
        }
    }

    Set<String> values() {
        Set<String> values = new HashSet<>();
        for (int rank = 0; rank < rows.length; rank++) {
            if (rows[rank] > 0 && axis.other() != Axis.HIDDEN && axis.places()[rank] == axis.other()) {
                values.add(axis.ranking().values()[rank]);
            }
        }
        return Set.copyOf(values);
    }
}
