package org.incidentstats.event.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.incidentstats.event.EventReader;
import org.incidentstats.event.EventVersion;
import org.incidentstats.event.store.EventStore.OnRecord;
import org.incidentstats.event.store.EventStore.VersionKey;
import org.incidentstats.store.Door;
import org.incidentstats.store.Place;
import org.incidentstats.store.Range;
import org.incidentstats.store.Table;

/** Finds events on record. What cannot be the id of an event is on no record. */
final class EventItems {

    private final Door door;

    EventItems(Door door) {
        this.door = door;
    }

    Optional<EventVersion> find(String id) {
        return EventReader.isId(id) ? item(EventItem.current(id)).map(EventItem::version) : Optional.empty();
    }

    Optional<EventItem> find(String id, int version) {
        return EventReader.isId(id) ? item(EventItem.version(id, version)) : Optional.empty();
    }

    private Optional<EventItem> item(Place place) {
        return door.get(place).map(EventItem::of);
    }

    List<EventVersion> versions(String id) {
        return EventReader.isId(id)
                ? door.all(Range.startingWith(Table.EVENTS, id, EventItem.VERSIONS))
                        .map(EventItem::of)
                        .map(EventItem::version)
                        .toList()
                : List.of();
    }

    Map<String, OnRecord> onRecord(Collection<String> ids) {
        Map<String, OnRecord> found = new HashMap<>();
        door
                .getAll(ids.stream()
                        .distinct()
                        .filter(EventReader::isId)
                        .map(EventItem::current)
                        .toList())
                .stream()
                .map(EventItem::of)
                .forEach(item -> found.put(item.version().id(), new OnRecord(item.version(), item.imported())));
        return found;
    }

    List<EventVersion> findAll(List<VersionKey> versions) {
        Map<VersionKey, EventVersion> found = new HashMap<>();
        door
                .getAll(versions.stream()
                        .distinct()
                        .map(version -> EventItem.version(version.id(), version.version()))
                        .toList())
                .stream()
                .map(EventItem::of)
                .map(EventItem::version)
                .forEach(version -> found.put(new VersionKey(version.id(), version.version()), version));
        return versions.stream()
                .map(version -> Optional.ofNullable(found.get(version))
                        .orElseThrow(() -> new IllegalStateException("%s is not on record".formatted(version))))
                .toList();
    }

    /** The events that are on record as duplicates of one. */
    List<String> duplicatesOf(String original) {
        return door.all(DuplicateMark.of(original))
                .map(DuplicateMark::of)
                .filter(DuplicateMark::holds)
                .map(DuplicateMark::duplicate)
                .toList();
    }
}
