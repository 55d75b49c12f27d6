package org.incidentstats.statistics.columns.scan;

/**
 * Room for what is computed of a block of rows; one for all segments of a question.
 *
 * @param before  the numbers of groups before a stretch
 * @param within  the combinations of a stretch, then the groups
 * @param several rows that may count in several groups
 * @param run     rows of one group
 * @param few     brings rows of a group together
 */
record Room(int[] before, int[] within, int[] several, int[] run, FewGroups few) {

    Room() {
        this(
                new int[SegmentChoice.BLOCK],
                new int[SegmentChoice.BLOCK],
                new int[SegmentChoice.BLOCK],
                new int[SegmentChoice.BLOCK],
                new FewGroups());
    }
}
