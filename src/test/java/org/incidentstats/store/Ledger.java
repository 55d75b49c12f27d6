package org.incidentstats.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A small record behind a door, written as the real one is: a head, and with each change a delta and items of its own. */
final class Ledger {

    private static final Place HEAD = new Place(Table.EVENTS, "#ledger", "head");
    private static final String DELTAS = "#ledger-deltas";
    private static final int VERSIONS = 4;

    private final Door door;

    Ledger(Door door) {
        this.door = door;
    }

    /**
     * One change, behind all others.
     *
     * @return its position, empty if another writer was faster
     */
    Optional<Long> add(String id) {
        long head = head();
        List<Write> writes = new ArrayList<>();
        writes.add(new Write.Put(item(HEAD, head + 1, id), head == 0 ? Condition.ABSENT : Condition.revision(head)));
        writes.add(new Write.Put(item(delta(head + 1), head + 1, id), Condition.ABSENT));
        for (int version = 1; version <= VERSIONS; version++) {
            writes.add(new Write.Put(item(version(id, version), head + 1, id), Condition.ABSENT));
        }
        try {
            door.write(writes);
            return Optional.of(head + 1);
        } catch (Door.Conflict | Door.Busy e) {
            return Optional.empty();
        }
    }

    /** The position of the last change. */
    long head() {
        return door.get(HEAD).map(Item::revision).orElse(0L);
    }

    private static Item item(Place place, long revision, String id) {
        return new Item(place, revision, id.getBytes(StandardCharsets.UTF_8));
    }

    private static Place delta(long position) {
        return new Place(Table.EVENTS, DELTAS, "%012d".formatted(position));
    }

    private static Place version(String id, int version) {
        return new Place(Table.OPERATIONS, id, "v" + version);
    }

    /**
     * Sees that all is there that was acknowledged, and nothing is there by half.
     *
     * @param acknowledged id by position
     * @return how many changes there are
     */
    long verify(Map<Long, String> acknowledged) {
        long head = head();
        Map<Long, String> found = new HashMap<>();
        List<Place> versions = new ArrayList<>();
        try (var deltas = door.all(Range.of(Table.EVENTS, DELTAS))) {
            deltas.forEach(item -> {
                String id = new String(item.body(), StandardCharsets.UTF_8);
                long position = Long.parseLong(item.place().key());
                assertEquals(found.size() + 1, position, "a gap");
                found.put(position, id);
                for (int version = 1; version <= VERSIONS; version++) {
                    versions.add(version(id, version));
                }
            });
        }
        assertEquals(head, found.size(), "changes up to the head");
        assertEquals(versions.size(), door.getAll(versions).size(), "items of these changes");
        Map<Long, String> lost = acknowledged.entrySet().stream()
                .filter(change -> !change.getValue().equals(found.get(change.getKey())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        assertTrue(lost.isEmpty(), () -> "acknowledged and lost: " + lost);
        return head;
    }
}
