package org.incidentstats.statistics;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.incidentstats.event.GroupRegister;

/** The record as it counts at one position. Everything that it answers is of that position. */
public interface Snapshot extends Answers {

    /** The position: that of the newest change which is in it; 0 for the empty record. */
    long position();

    /** When the newest change up to the position was recorded; the epoch (1970) if there is none. */
    Instant recordedAt();

    /** The past moment that was asked for; empty for the present, and for a position. */
    Optional<Instant> asOf();

    /** The groups as they were registered at the position. */
    GroupRegister register();

    /** A page of the events of a selection. */
    EventPage events(EventList list);

    /**
     * The events whose contribution at an earlier position differs from the one here, each under the register of its
     * position, in the order of their ids.
     */
    List<Changed> changedSince(long earlier);

    /** What the answers of this snapshot have cost so far. */
    Cost cost();

    /** The course of a measure. */
    default Trends trends(TrendQuery query) {
        return new TrendComputation(query, this, recordedAt()).trends();
    }

    /** The entity tag of one representation of what is computed from it. */
    default String tag(String representation) {
        return tag(representation, position());
    }

    /** The entity tag of one representation of what is computed at a position. */
    static String tag(String representation, long position) {
        return representation + "-p" + position;
    }
}
