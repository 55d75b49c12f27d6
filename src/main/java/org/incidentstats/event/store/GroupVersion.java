package org.incidentstats.event.store;

import java.time.Instant;
import java.util.Optional;

import org.incidentstats.store.Json;
import org.incidentstats.vocabulary.GroupEntry;

/**
 * One immutable state of an entry of the register of groups.
 *
 * @param version    1 for the first state, and one more for each that follows
 * @param recordedAt when the version was put on record
 * @param recordedBy who put it there
 * @param reason     why the entry was changed
 * @param position   the version's place in the record
 */
public record GroupVersion(
        int version, Instant recordedAt, String recordedBy, Optional<String> reason, long position, GroupEntry entry) {

    private static final int FORMAT = 1;

    /** The entry that a change of the register takes away or adds. */
    public static GroupEntry entryOf(byte[] contribution) {
        return Json.read(contribution, FORMAT, GroupEntry.class);
    }

    byte[] contribution() {
        return Json.write(FORMAT, entry);
    }
}
