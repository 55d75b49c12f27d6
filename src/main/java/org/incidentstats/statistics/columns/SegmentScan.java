package org.incidentstats.statistics.columns;

import java.util.Arrays;
import java.util.List;

/** Finds the groups of the rows of one segment. Rows that may count in several groups are set aside until a block ends. */
final class SegmentScan implements SegmentChoice.Rows {

    private final Groups groups;
    private final Totals totals;
    private final List<SegmentAxis> axes;
    private final SegmentSums sums;
    private final boolean byNationality;

    private final int[] before = new int[SegmentChoice.BLOCK];
    private final int[] within = new int[SegmentChoice.BLOCK];
    private final int[] several = new int[SegmentChoice.BLOCK];
    private final Pairs pairs = new Pairs();

    SegmentScan(Groups groups, Totals totals, List<SegmentAxis> axes, SegmentSums sums) {
        this.groups = groups;
        this.totals = totals;
        this.axes = axes;
        this.sums = sums;
        byNationality = axes.stream().anyMatch(axis -> axis.people() != null);
    }

    @Override
    public void take(int[] chosen, int count) {
        if (axes.isEmpty()) {
            sums.add(chosen, count);
            return;
        }
        int one = count;
        int aside = 0;
        for (Groups.Stretch stretch : groups.stretches()) {
            if (stretch.from() > 0) {
                System.arraycopy(within, 0, before, 0, one);
            }
            Arrays.fill(within, 0, one, 0);
            for (SegmentAxis axis : axes.subList(stretch.from(), stretch.to())) {
                axis.codes().look(chosen, one, axis.table(), within);
            }
            int kept = 0;
            for (int i = 0; i < one; i++) {
                int row = chosen[i];
                int group = within[i];
                chosen[kept] = row;
                within[kept] = group;
                before[kept] = before[i];
                several[aside] = row;
                int negative = group >>> Integer.SIZE - 1;
                aside += negative;
                kept += 1 - negative;
            }
            one = kept;
            stretch.number(before, within, one);
        }
        if (aside > 0) {
            spread(aside);
        }
        totals.ensure(groups.size());
        sums.add(chosen, within, one);
        if (aside > 0) {
            sums.add(several, aside, pairs, byNationality);
        }
    }

    private void spread(int aside) {
        pairs.begin(several, aside);
        for (Groups.Stretch stretch : groups.stretches()) {
            for (SegmentAxis axis : axes.subList(stretch.from(), stretch.to())) {
                pairs.spread(axis);
            }
            pairs.number(stretch, stretch.to() == axes.size());
        }
    }
}
