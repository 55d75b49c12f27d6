package org.incidentstats.event.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.incidentstats.store.Condition;
import org.incidentstats.store.Door;
import org.incidentstats.store.Item;
import org.incidentstats.store.Json;
import org.incidentstats.store.Place;
import org.incidentstats.store.Table;
import org.incidentstats.store.Write;

/**
 * The head as it stands. Its revision counts what was written to it, and every write of the record holds only if it is
 * still the one that the writer has read: so what a writer has checked before is true when it has written.
 *
 * @param revision 0 if there is none yet
 */
record Head(RecordHead state, long revision) {

    /** No event can have this id. */
    private static final Place PLACE = new Place(Table.EVENTS, "#record", "head");

    private static final int FORMAT = 1;

    static Head read(Door door) {
        return door.get(PLACE)
                .map(item -> new Head(Json.read(item.body(), FORMAT, RecordHead.class), item.revision()))
                .orElseGet(() -> new Head(RecordHead.EMPTY, 0));
    }

    Write replacedBy(RecordHead next) {
        return new Write.Put(
                new Item(PLACE, revision + 1, Json.write(FORMAT, next)),
                revision == 0 ? Condition.ABSENT : Condition.revision(revision));
    }

    /** Now, or just after the newest closed moment where the clock is behind it. */
    Instant nextMoment(Instant now) {
        Instant newest = state.newestClosed();
        Instant moment = now.truncatedTo(ChronoUnit.MILLIS);
        return moment.isAfter(newest) ? moment : newest.plusMillis(1);
    }
}
