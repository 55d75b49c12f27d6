package org.incidentstats.statistics;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.incidentstats.statistics.EventList.Within;
import org.incidentstats.statistics.EventPage.Listed;
import org.incidentstats.vocabulary.GroupRegister;

/**
 * The record as it counts at one position. Everything that it answers is of that position; a question that names a group
 * is about the group under whose code it counts there.
 */
public interface Snapshot extends Answers {

    /** Events of a page where all are read. */
    int MANY = 5_000;

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

    /** Every event of a selection, newest first, read page by page as they are taken. */
    default Stream<Listed> all(Selection selection, Within within) {
        EventList list = new EventList(selection, within, Optional.empty(), MANY);
        return Stream.iterate(Optional.of(events(list)), Optional::isPresent, page -> page.filter(EventPage::more)
                        .map(before -> events(list.after(before))))
                .flatMap(page -> page.orElseThrow().events().stream());
    }

    /**
     * The events whose contribution at an earlier position differs from the one here, each under the register of its
     * position, in the order of their ids.
     */
    List<Changed> changedSince(long earlier);

    /** What the answers of this snapshot have cost so far. */
    Cost cost();

    /** The course of a measure. The record can know of events until its newest change. */
    default Trends trends(TrendQuery query) {
        return trends(query, recordedAt());
    }

    /**
     * The course of a measure.
     *
     * @param known until when the record can know of events: a period that ends later is not over
     */
    default Trends trends(TrendQuery query, Instant known) {
        return new TrendComputation(query, this, known).trends();
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
