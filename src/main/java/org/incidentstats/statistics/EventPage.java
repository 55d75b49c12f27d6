package org.incidentstats.statistics;

import java.util.Comparator;
import java.util.List;

import org.incidentstats.event.store.EventStore.VersionKey;
import org.incidentstats.time.EventDate;

/**
 * A page of events, newest first.
 *
 * @param total  all the events selected, on this page or another
 * @param events those of this page
 * @param more   whether others follow
 */
public record EventPage(long total, List<Listed> events, boolean more) {

    /** The version of an event that counts at the position, and when it happened. */
    public record Listed(VersionKey key, EventDate date) {

        /** By the first day of their dates, then by the last; of one date, by id. */
        public static final Comparator<Listed> NEWEST_FIRST = Comparator.comparing(
                        (Listed listed) -> listed.date().firstDay())
                .thenComparing(listed -> listed.date().lastDay())
                .reversed()
                .thenComparing(listed -> listed.key().id());
    }
}
