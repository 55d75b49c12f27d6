package org.incidentstats.statistics.columns.scan;

import java.util.Arrays;

/**
 * Rows that count in several groups: a pair for each row and each of its groups. They are made axis by axis, each row at
 * first in one pair, then in one for each of its labels.
 */
final class Pairs {

    private int[] rows = new int[0];
    /** The number that the stretches of axes before have given. */
    private int[] before = new int[0];
    /** The combination of labels of the present stretch; at the end the group. */
    private int[] within = new int[0];
    /** Of people of which nationalities the pair is; null where that is not asked. */
    private int[][] people = new int[0][];

    private int count;

    int count() {
        return count;
    }

    int[] rows() {
        return rows;
    }

    /** Of each pair its group. */
    int[] groups() {
        return within;
    }

    int[][] people() {
        return people;
    }

    /** One pair for each row. */
    void begin(int[] those, int number) {
        count = number;
        rows = Arrays.copyOf(those, number);
        before = new int[number];
        within = new int[number];
        people = new int[number][];
    }

    /** A pair for each label that the row has in one more dimension. */
    void spread(SegmentAxis axis) {
        int more = 0;
        for (int i = 0; i < count; i++) {
            int set = axis.codes().get(rows[i]);
            more += axis.offsets()[set + 1] - axis.offsets()[set];
        }
        int[] newRows = new int[more];
        int[] newBefore = new int[more];
        int[] newWithin = new int[more];
        int[][] newPeople = new int[more][];
        int filled = 0;
        for (int i = 0; i < count; i++) {
            int set = axis.codes().get(rows[i]);
            for (int label = axis.offsets()[set]; label < axis.offsets()[set + 1]; label++) {
                newRows[filled] = rows[i];
                newBefore[filled] = before[i];
                newWithin[filled] = within[i] + axis.places()[label] * axis.step();
                newPeople[filled] = axis.people() == null ? people[i] : axis.people()[label];
                filled++;
            }
        }
        rows = newRows;
        before = newBefore;
        within = newWithin;
        people = newPeople;
        count = more;
    }

    /** Ends a stretch of axes. */
    void number(Groups.Stretch stretch, boolean last) {
        stretch.number(before, within, count);
        if (!last) {
            before = within;
            within = new int[count];
        }
    }
}
