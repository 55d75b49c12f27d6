package org.incidentstats.event.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How far the record goes. It is written with every change, so that positions have no gaps and ascend with the time of
 * recording.
 *
 * @param position      that of the newest change; 0 for an empty record
 * @param recordedAt    when that change was recorded; the epoch for an empty record
 * @param closedThrough every later change is recorded after this moment, too
 */
public record RecordHead(long position, Instant recordedAt, Instant closedThrough) {

    /** Nothing is on record, and no moment is closed. */
    public static final RecordHead EMPTY = new RecordHead(0, Instant.EPOCH, Instant.EPOCH);

    /** Whether no change can be recorded any more as of this moment or an earlier one. */
    public boolean isClosed(Instant moment) {
        // Changes are recorded at whole milliseconds
        return !newestClosed().isBefore(moment.truncatedTo(ChronoUnit.MILLIS));
    }

    /** The newest moment that is closed: a change is recorded later than the one before, and than what was closed. */
    Instant newestClosed() {
        return closedThrough.isAfter(recordedAt) ? closedThrough : recordedAt;
    }
}
