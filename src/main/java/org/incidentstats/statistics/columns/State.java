package org.incidentstats.statistics.columns;

/**
 * What this process knows of the record.
 *
 * @param manifest  the segments that it counts from, up to a position
 * @param tail      the rows behind them
 * @param groups    the register of groups at every position
 * @param position  up to which it knows everything
 * @param lookedAt  how far the record went when a manifest was last looked for
 */
record State(Manifest manifest, Tail tail, GroupHistory groups, long position, long lookedAt) {

    /** How many changes later a newer manifest is looked for: as many as make a compaction worth its while. */
    private static final long LOOK = CompactionPlan.USUAL.tail() / 2;

    /** Nothing, and no manifest was looked for. */
    static final State UNKNOWN = new State(Manifest.EMPTY, Tail.EMPTY, GroupHistory.EMPTY, 0, -LOOK);

    /** Whether a newer manifest is worth looking for, as the record goes that far. */
    boolean isToLook(long head) {
        return head - lookedAt >= LOOK;
    }

    /** With a manifest that was read when the record went that far. */
    State with(Manifest read, GroupHistory registered, long head, Dictionaries dictionaries) {
        if (read.position() < manifest.position() || read.position() > position) {
            return new State(read, Tail.EMPTY, registered, read.position(), head);
        }
        return new State(read, tail.after(read.position(), dictionaries), groups, position, head);
    }
}
