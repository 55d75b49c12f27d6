package org.incidentstats.event.store;

import org.incidentstats.store.Condition;
import org.incidentstats.store.Item;
import org.incidentstats.store.Json;
import org.incidentstats.store.Place;
import org.incidentstats.store.Range;
import org.incidentstats.store.Table;
import org.incidentstats.store.Write;

/**
 * That one event is on record as a duplicate of another: an item beside the original's own, so that the original knows
 * its duplicates. It is kept when the relation ends, and says so.
 *
 * @param original  the event that counts
 * @param duplicate the event that does not
 * @param holds     whether it still is one
 */
record DuplicateMark(String original, String duplicate, boolean holds) {

    private static final String KEYS = "duplicate#";
    private static final int FORMAT = 1;

    /** As it is stored. */
    private record Content(boolean holds) {}

    /** Where those of an original stand. */
    static Range of(String original) {
        return Range.startingWith(Table.EVENTS, original, KEYS);
    }

    static DuplicateMark of(Item item) {
        return new DuplicateMark(
                item.place().part(),
                item.place().key().substring(KEYS.length()),
                Json.read(item.body(), FORMAT, Content.class).holds());
    }

    Write write() {
        return new Write.Put(
                new Item(
                        new Place(Table.EVENTS, original, KEYS + duplicate), 1, Json.write(FORMAT, new Content(holds))),
                Condition.ANY);
    }
}
