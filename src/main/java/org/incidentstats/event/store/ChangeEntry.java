package org.incidentstats.event.store;

import java.time.Instant;
import java.util.Optional;

/**
 * One change, as the delta of its write keeps it.
 *
 * @param position   its place in the record, counted from 1 over all changes without a gap
 * @param recordedAt when it was recorded: the same for all changes of one write, and later than those before
 * @param id         the event, or the code of the group
 * @param version    the version that it made
 * @param minus      what it takes from statistics, in the {@link ContributionFormat}: the version before, if that
 *                   counted. Of a group, its entry before, if there was one, as {@link GroupVersion#entryOf} reads it
 * @param plus       what it adds to statistics: the version that it made, if that counts. Of a group, its entry
 */
public record ChangeEntry(
        long position,
        Instant recordedAt,
        Kind kind,
        String id,
        int version,
        Optional<byte[]> minus,
        Optional<byte[]> plus) {

    /** Of what it made a version. */
    public enum Kind {
        EVENT,
        /** An entry of the register of groups. */
        GROUP
    }
}
