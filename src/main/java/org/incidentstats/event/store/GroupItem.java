package org.incidentstats.event.store;

import org.incidentstats.store.Item;
import org.incidentstats.store.Json;
import org.incidentstats.store.Place;
import org.incidentstats.store.Range;
import org.incidentstats.store.Table;

/**
 * What is kept of one version of an entry of the register of groups: as {@link EventItem} does of an event.
 *
 * @param write which call wrote it
 */
record GroupItem(GroupVersion version, String write) {

    private static final int FORMAT = 1;

    /** How the parts of groups begin, as no event's id does. */
    private static final String PARTS = "#group#";

    /** Whether the database can hold a code. */
    static boolean isPossible(String code) {
        return Place.isPossible(PARTS + code, EventItem.CURRENT);
    }

    static Place current(String code) {
        return new Place(Table.EVENTS, PARTS + code, EventItem.CURRENT);
    }

    static Place version(String code, int version) {
        return new Place(Table.EVENTS, PARTS + code, EventItem.key(version));
    }

    static Range versions(String code) {
        return Range.startingWith(Table.EVENTS, PARTS + code, EventItem.VERSIONS);
    }

    /** The entry's current state; its revision is the version. */
    Item current() {
        return new Item(current(version.entry().code()), version.version(), Json.write(FORMAT, this));
    }

    /** The version under its number. */
    Item numbered() {
        return new Item(version(version.entry().code(), version.version()), 1, Json.write(FORMAT, this));
    }

    static GroupItem of(Item item) {
        return Json.read(item.body(), FORMAT, GroupItem.class);
    }
}
