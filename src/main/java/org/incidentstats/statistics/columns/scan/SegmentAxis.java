package org.incidentstats.statistics.columns.scan;

import java.util.Arrays;

import org.incidentstats.statistics.columns.encoding.DateColumn;
import org.incidentstats.statistics.columns.encoding.DimensionColumn;
import org.incidentstats.statistics.columns.encoding.RowCodes;
import org.incidentstats.statistics.model.Dimension;
import org.jspecify.annotations.Nullable;

/**
 * Under which labels the rows of one segment count, in one dimension.
 *
 * @param codes   of each row, a set of values
 * @param table   by set the place of its label, multiplied with the step from one label to the next; {@link #SEVERAL}
 *                where that is not all there is to say
 * @param offsets by set, where the places of its labels begin; none where every set has one label
 * @param places  of all labels of all sets
 * @param people  of each of these places the values that stand behind it, where it matters
 * @param step    from one label to the next
 */
record SegmentAxis(RowCodes codes, int[] table, int[] offsets, int[] places, int @Nullable [][] people, int step) {

    /** So far below 0 that a sum with it is, whatever places are added. */
    static final int SEVERAL = -(1 << 26);

    /** Of a dimension of time. */
    static SegmentAxis ofTime(Axis axis, int step, DateColumn dates, int[] periods) {
        int[] table = new int[dates.size()];
        int[] offsets = new int[table.length + 1];
        int[] places = new int[table.length];
        for (int date = 0; date < table.length; date++) {
            // A date that is not shown is not chosen either
            places[date] = Math.max(0, axis.places()[axis.ranking().ranks()[periods[dates.dates()[date]]]]);
            table[date] = places[date] * step;
            offsets[date + 1] = date + 1;
        }
        return new SegmentAxis(dates.codes(), table, offsets, places, null, step);
    }

    static SegmentAxis of(Axis axis, int step, DimensionColumn column) {
        int[] table = new int[column.sets()];
        int[] offsets = new int[table.length + 1];
        int[] places = new int[column.values().length];
        int @Nullable [][] people = axis.dimension() == Dimension.NATIONALITY ? new int[places.length][] : null;
        int filled = 0;
        for (int set = 0; set < table.length; set++) {
            int from = column.offsets()[set];
            int to = column.offsets()[set + 1];
            int begun = filled;
            for (int i = from; i < to; i++) {
                int place = axis.places()[axis.ranking().ranks()[column.values()[i]]];
                if (place == Axis.HIDDEN) {
                    continue;
                }
                int known = begun;
                while (known < filled && places[known] != place) {
                    known++;
                }
                if (known == filled) {
                    places[filled++] = place;
                }
                if (people != null) {
                    people[known] = with(people[known], column.values()[i]);
                }
            }
            offsets[set + 1] = filled;
            // Rows of a set that is not shown are not chosen either
            table[set] = set >= column.single() ? SEVERAL : filled > begun ? places[begun] * step : 0;
        }
        return new SegmentAxis(column.codes(), table, offsets, places, people, step);
    }

    private static int[] with(int @Nullable [] some, int more) {
        if (some == null) {
            return new int[] {more};
        }
        int[] all = Arrays.copyOf(some, some.length + 1);
        all[some.length] = more;
        return all;
    }

    /** Whether the table does not tell all. */
    boolean hasSeveral() {
        for (int place : table) {
            if (place == SEVERAL) {
                return true;
            }
        }
        return false;
    }

    /** The most labels that a row has. */
    int most() {
        int most = 1;
        for (int set = 0; set < table.length; set++) {
            most = Math.max(most, offsets[set + 1] - offsets[set]);
        }
        return most;
    }
}
