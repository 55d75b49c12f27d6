package org.incidentstats.subscription;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

import org.incidentstats.store.Door;
import org.incidentstats.store.Item;
import org.incidentstats.store.Page;
import org.incidentstats.store.Place;
import org.incidentstats.store.Range;
import org.incidentstats.store.Table;
import org.incidentstats.store.Write;

/**
 * A record that others use too, and operations of one's own.
 *
 * @param shared     the record and its statistics
 * @param operations all the rest
 * @param written    what was ever written to them
 */
record OwnOperations(Door shared, Door operations, Queue<Write> written) implements Door {

    OwnOperations(Door shared, Door operations) {
        this(shared, operations, new ConcurrentLinkedQueue<>());
    }

    /** Places and contents, as text of one byte a character. */
    String everythingWritten() {
        return written.stream()
                .map(write -> write.place()
                        + (write instanceof Write.Put put
                                ? new String(put.item().body(), StandardCharsets.ISO_8859_1)
                                : ""))
                .collect(Collectors.joining("\n"));
    }

    private Door of(Table table) {
        return table == Table.OPERATIONS ? operations : shared;
    }

    @Override
    public Optional<Item> get(Place place) {
        return of(place.table()).get(place);
    }

    @Override
    public List<Item> getAll(Collection<Place> places) {
        return byDoor(places).entrySet().stream()
                .flatMap(some -> some.getKey().getAll(some.getValue()).stream())
                .toList();
    }

    @Override
    public List<Item> getUnchanging(Collection<Place> places) {
        return byDoor(places).entrySet().stream()
                .flatMap(some -> some.getKey().getUnchanging(some.getValue()).stream())
                .toList();
    }

    private Map<Door, List<Place>> byDoor(Collection<Place> places) {
        return places.stream().collect(Collectors.groupingBy(place -> of(place.table())));
    }

    @Override
    public Page range(Range range, int limit) {
        return of(range.table()).range(range, limit);
    }

    @Override
    public void write(List<Write> writes) {
        List<Door> doors = writes.stream()
                .map(write -> of(write.place().table()))
                .distinct()
                .toList();
        if (doors.size() > 1) {
            throw new IllegalArgumentException("One write to both");
        }
        if (doors.get(0) == operations) {
            written.addAll(writes);
        }
        doors.get(0).write(writes);
    }

    @Override
    public AutoCloseable onChange(Runnable wake) {
        return operations.onChange(wake);
    }

    @Override
    public Door measuredBy(Meter meter) {
        return new OwnOperations(shared.measuredBy(meter), operations.measuredBy(meter), written);
    }

    @Override
    public void close() {
        operations.close();
    }
}
