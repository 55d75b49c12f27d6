package org.incidentstats.statistics.columns;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.incidentstats.statistics.columns.GroupHistory.Registered;
import org.incidentstats.statistics.columns.segment.Dictionaries;
import org.incidentstats.statistics.columns.segment.References;
import org.incidentstats.statistics.columns.segment.Segment;
import org.incidentstats.statistics.columns.segment.SegmentFormat;
import org.incidentstats.statistics.columns.segment.SegmentFormat.Stored;
import org.incidentstats.store.Condition;
import org.incidentstats.store.Door;
import org.incidentstats.store.Item;
import org.incidentstats.store.Place;
import org.incidentstats.store.Table;
import org.incidentstats.store.Write;

/**
 * Segments, and the parts of the register of groups, in the store: each under a name of its own, which is a part of its
 * own, so that they are read from many places at once. None is changed, so a name says once and for all what it holds.
 */
final class SegmentStore {

    private static final String COLUMNS = "columns";
    private static final String REFERENCES = "references";
    private static final String GROUPS = "groups";
    private static final List<String> KEYS = List.of(COLUMNS, REFERENCES, GROUPS);

    /** Segments that are asked for together: some 3 MB. */
    static final int TOGETHER = 8;

    private final Door door;

    SegmentStore(Door door) {
        this.door = door;
    }

    SegmentStore measuredBy(Door.Meter meter) {
        return new SegmentStore(door.measuredBy(meter));
    }

    void write(String name, Stored segment) {
        put(place(name, REFERENCES), segment.references());
        put(place(name, COLUMNS), segment.columns());
    }

    void writeGroups(String name, List<Registered> changes) {
        put(place(name, GROUPS), GroupHistory.bytes(changes));
    }

    private void put(Place place, byte[] body) {
        door.write(List.of(new Write.Put(new Item(place, 1, body), Condition.ANY)));
    }

    /** Segments by their names, without references; one that is not there is absent. */
    Map<String, Segment> read(Collection<String> names, Dictionaries dictionaries) {
        return read(names, COLUMNS, body -> SegmentFormat.read(body, dictionaries));
    }

    /** The references of segments by their names; what is not there is absent. */
    Map<String, References> references(Collection<String> names) {
        return read(names, REFERENCES, SegmentFormat::readReferences);
    }

    /** Parts of the register of groups by their names; one that is not there is absent. */
    Map<String, List<Registered>> groups(Collection<String> names) {
        return read(names, GROUPS, GroupHistory::read);
    }

    private <T> Map<String, T> read(Collection<String> names, String key, Function<byte[], T> format) {
        Map<String, T> found = new HashMap<>();
        List<String> all = List.copyOf(names);
        for (int from = 0; from < all.size(); from += TOGETHER) {
            List<Place> some = all.subList(from, Math.min(from + TOGETHER, all.size())).stream()
                    .map(name -> place(name, key))
                    .toList();
            door.getUnchanging(some).forEach(item -> found.put(item.place().part(), format.apply(item.body())));
        }
        return found;
    }

    /** Deletes whatever has these names. */
    void delete(Collection<String> names) {
        // One by one: together they would cost twice as much
        names.forEach(
                name -> KEYS.forEach(key -> door.write(List.of(new Write.Delete(place(name, key), Condition.ANY)))));
    }

    private static Place place(String name, String key) {
        return new Place(Table.STATISTICS, name, key);
    }
}
