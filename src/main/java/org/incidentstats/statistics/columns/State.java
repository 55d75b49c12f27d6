package org.incidentstats.statistics.columns;

import java.util.List;

import org.incidentstats.statistics.columns.GroupHistory.Registered;
import org.incidentstats.statistics.columns.segment.Dictionaries;
import org.incidentstats.statistics.columns.segment.Row;

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

    /** What a manifest says that was read when the record went that far. */
    static State of(Manifest manifest, GroupHistory groups, long head) {
        return new State(manifest, Tail.EMPTY, groups, manifest.position(), head);
    }

    /** Whether everything is known that another manifest reaches beyond this one's. */
    boolean reaches(Manifest other) {
        return other.position() >= manifest.position() && other.position() <= position;
    }

    /** With another manifest that it {@link #reaches}, and that was read when the record went that far. */
    State with(Manifest other, long head, Dictionaries dictionaries) {
        return new State(other, tail.after(other.position(), dictionaries), groups, position, head);
    }

    /** With the changes that follow, up to another position. */
    State with(long upTo, List<Row> rows, List<Registered> registered, Dictionaries dictionaries) {
        return new State(manifest, tail.with(rows, dictionaries), groups.with(registered), upTo, lookedAt);
    }
}
