package org.incidentstats.statistics;

import java.time.Instant;
import java.util.Optional;

/**
 * What every question is asked: the record as it counts, now or at a position of the past. What was acknowledged before
 * the question was asked is in the answer.
 */
public interface Statistics {

    /** The record as it counts now. It looks at the record's head, and reads what it lacks until it reaches it. */
    Snapshot now();

    /**
     * The record as it counted at a past moment. The moment is closed first, so that no change can be recorded at or
     * before it any more: asked again, the answer is the same.
     */
    Snapshot at(Instant moment);

    /**
     * The record as it counted at a position.
     *
     * @param position of a change that is on record; 0 for the empty record
     */
    Snapshot at(long position);

    /** The record as it counted at the moment asked for, or as it counts now. */
    default Snapshot at(Optional<Instant> moment) {
        return moment.map(this::at).orElseGet(this::now);
    }

    /**
     * The position of the answers of a moment, or of now. It costs a look at the head, and for a past moment the few
     * reads that find the position; no answer is prepared.
     */
    default long position(Optional<Instant> moment) {
        return at(moment).position();
    }
}
