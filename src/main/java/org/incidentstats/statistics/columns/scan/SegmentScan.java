package org.incidentstats.statistics.columns.scan;

import java.util.List;

/** Finds the groups of the rows of one segment. Rows that may count in several groups are set aside until a block ends. */
final class SegmentScan implements SegmentChoice.Rows {

    /** Rows of one time follow each other; so many of them at the least, on average, are added up at once. */
    private static final int WORTH_A_RUN = 16;

    /** Of more groups the rows of each are few. */
    private static final int MOST_TOGETHER = 1 << 14;

    private final Groups groups;
    private final Totals totals;
    private final List<SegmentAxis> axes;
    private final SegmentSums sums;
    private final boolean byNationality;
    private final boolean severalAtAll;
    private final boolean inRuns;

    private final int[] before;
    private final int[] within;
    private final int[] several;
    private final int[] run;
    private final FewGroups few;
    private final Pairs pairs = new Pairs();

    /** Whether the groups were few so far. */
    private boolean together = true;

    SegmentScan(Groups groups, Totals totals, List<SegmentAxis> axes, SegmentSums sums, boolean byTimeOnly, Room room) {
        this.groups = groups;
        this.totals = totals;
        this.axes = axes;
        this.sums = sums;
        byNationality = axes.stream().anyMatch(axis -> axis.people() != null);
        severalAtAll = axes.stream().anyMatch(SegmentAxis::hasSeveral);
        inRuns = byTimeOnly;
        before = room.before();
        within = room.within();
        several = room.several();
        run = room.run();
        few = room.few();
    }

    @Override
    public void take(int[] chosen, int count) {
        if (axes.isEmpty()) {
            sums.add(chosen, count, 0);
            return;
        }
        int one = count;
        int aside = 0;
        for (Groups.Stretch stretch : groups.stretches()) {
            if (stretch.from() > 0) {
                System.arraycopy(within, 0, before, 0, one);
            }
            combine(stretch, chosen, one);
            if (severalAtAll) {
                int kept = setAside(chosen, one, aside);
                aside += one - kept;
                one = kept;
            }
            stretch.number(before, within, one);
        }
        if (aside > 0) {
            spread(aside);
        }
        totals.ensure(groups.size());
        if (inRuns && runs(one) * WORTH_A_RUN <= one) {
            addRuns(chosen, one);
        } else if (together && groups.size() <= MOST_TOGETHER) {
            addTogether(chosen, one);
        } else {
            sums.add(chosen, within, one);
        }
        if (aside > 0) {
            sums.add(several, aside, pairs, byNationality);
        }
    }

    private void combine(Groups.Stretch stretch, int[] chosen, int count) {
        SegmentAxis first = axes.get(stretch.from());
        first.codes().find(chosen, count, first.table(), within);
        for (SegmentAxis axis : axes.subList(stretch.from() + 1, stretch.to())) {
            axis.codes().look(chosen, count, axis.table(), within);
        }
    }

    /** Keeps the rows that have one group; says how many. */
    private int setAside(int[] chosen, int count, int already) {
        int aside = already;
        int kept = 0;
        for (int i = 0; i < count; i++) {
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
        return kept;
    }

    private int runs(int count) {
        int runs = 1;
        for (int i = 1; i < count; i++) {
            runs += within[i] != within[i - 1] ? 1 : 0;
        }
        return runs;
    }

    private void addRuns(int[] chosen, int count) {
        int from = 0;
        for (int to = 1; to <= count; to++) {
            if (to == count || within[to] != within[from]) {
                System.arraycopy(chosen, from, run, 0, to - from);
                sums.add(run, to - from, within[from]);
                from = to;
            }
        }
    }

    private void addTogether(int[] chosen, int count) {
        together = few.sort(chosen, within, count, groups.size(), before);
        if (!together) {
            sums.add(chosen, within, count);
            return;
        }
        int from = 0;
        for (int i = 0; i < few.size(); i++) {
            int length = few.end(i) - from;
            System.arraycopy(before, from, run, 0, length);
            sums.add(run, length, few.group(i));
            from += length;
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
