package org.incidentstats.statistics.columns.scan;

import java.util.BitSet;
import java.util.List;

import org.incidentstats.statistics.columns.encoding.Positions;
import org.incidentstats.statistics.columns.encoding.RowCodes;
import org.incidentstats.statistics.columns.segment.Section;
import org.incidentstats.statistics.columns.segment.Segment;

/** Goes through the rows of a segment that a question means, some thousands at a time. */
final class SegmentChoice {

    /** The whole date lies in the period. */
    static final byte CERTAIN = 1;

    /** The date has days in the period and others outside. */
    static final byte POSSIBLE = 2;

    /** So many rows are looked at together: they and what is computed of them stay in the processor's cache. */
    static final int BLOCK = 4096;

    private final Segment segment;
    private final long position;
    private final byte[] certainties;
    private final List<Test> tests;
    private final int[] chosen;

    /**
     * Rows pass by their codes.
     *
     * @param passes by code whether they do (1)
     */
    record Test(RowCodes codes, byte[] passes) {

        /** Whether every row passes, or none does. */
        boolean isAll(int value) {
            for (byte pass : passes) {
                if (pass != value) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Takes some of the rows that are meant. */
    @FunctionalInterface
    interface Rows {

        /** @param chosen the first {@code count} of these are rows; may be changed */
        void take(int[] chosen, int count);
    }

    /**
     * @param certainties of each date of the segment how certainly it is meant; 0 if it is not
     * @param chosen      room for {@link #BLOCK} rows, used while they are gone through
     */
    SegmentChoice(Segment segment, long position, byte[] certainties, int[] chosen, List<Test> tests) {
        this.segment = segment;
        this.position = position;
        this.certainties = certainties;
        this.tests = tests.stream().filter(test -> !test.isAll(1)).toList();
        this.chosen = chosen;
    }

    /** Whether some row may pass. */
    boolean concerns(Section section) {
        return section.concerns(position) && tests.stream().noneMatch(test -> test.isAll(0));
    }

    /** Whether every row of a section is meant whose date is. */
    boolean isWhole(Section section) {
        return tests.isEmpty() && section.hasBegun(position) && section.kind() != Section.Kind.CLOSED;
    }

    /** Whether every row of a section is certainly meant. */
    boolean isAll(Section section) {
        if (!isWhole(section)) {
            return false;
        }
        for (byte certainty : certainties) {
            if (certainty != CERTAIN) {
                return false;
            }
        }
        return true;
    }

    /** The same, only of some dates: those whose rank is one of some. */
    SegmentChoice only(BitSet ranks, int[] ranksOfDates) {
        byte[] fewer = certainties.clone();
        int[] dates = segment.dates().dates();
        for (int date = 0; date < fewer.length; date++) {
            if (!ranks.get(ranksOfDates[dates[date]])) {
                fewer[date] = 0;
            }
        }
        return new SegmentChoice(segment, position, fewer, chosen, tests);
    }

    byte certainty(int date) {
        return certainties[date];
    }

    /** The certainties that occur, together. */
    int occurring() {
        int occurring = 0;
        for (byte certainty : certainties) {
            occurring |= certainty;
        }
        return occurring;
    }

    /**
     * Hands on the rows of a section that are meant, in their order.
     *
     * @param certainty how certainly, {@link #CERTAIN} or {@link #POSSIBLE}, or both added up
     * @return how many rows were looked at
     */
    int choose(Section section, int certainty, Rows rows) {
        int[] starts = section.starts();
        int looked = 0;
        int count = 0;
        int date = 0;
        while (date < certainties.length) {
            if ((certainties[date] & certainty) == 0) {
                date++;
                continue;
            }
            int from = starts[date];
            while (date < certainties.length && (certainties[date] & certainty) != 0) {
                date++;
            }
            int to = starts[date];
            looked += to - from;
            for (int row = from; row < to; row++) {
                chosen[count++] = row;
                if (count == chosen.length) {
                    hand(section, count, rows);
                    count = 0;
                }
            }
        }
        hand(section, count, rows);
        return looked;
    }

    private void hand(Section section, int all, Rows rows) {
        int count = all;
        Positions positions = segment.positions();
        if (!section.hasBegun(position)) {
            count = positions.keepBegun(chosen, count, position);
        }
        if (section.kind() == Section.Kind.CLOSED) {
            count = positions.keepUnended(chosen, count, position);
        }
        for (Test test : tests) {
            count = test.codes().keep(chosen, count, test.passes());
        }
        if (count > 0) {
            rows.take(chosen, count);
        }
    }
}
