package org.incidentstats.store;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A corner of a database that others use too: its parts begin with a name of its own.
 *
 * @param name of the corner
 */
record ApartDoor(Door behind, String name) implements Door {

    private Place inside(Place place) {
        return new Place(place.table(), name + place.part(), place.key());
    }

    private Place outside(Place place) {
        return new Place(place.table(), place.part().substring(name.length()), place.key());
    }

    private Item outside(Item item) {
        return new Item(outside(item.place()), item.revision(), item.body(), item.expires());
    }

    private List<Item> outside(List<Item> items) {
        return items.stream().map(this::outside).toList();
    }

    private List<Place> inside(Collection<Place> places) {
        return places.stream().map(this::inside).toList();
    }

    @Override
    public Optional<Item> get(Place place) {
        return behind.get(inside(place)).map(this::outside);
    }

    @Override
    public List<Item> getAll(Collection<Place> places) {
        return outside(behind.getAll(inside(places)));
    }

    @Override
    public List<Item> getUnchanging(Collection<Place> places) {
        return outside(behind.getUnchanging(inside(places)));
    }

    @Override
    public Page range(Range range, int limit) {
        Page page = behind.range(
                new Range(
                        range.table(),
                        name + range.part(),
                        range.from(),
                        range.to(),
                        range.descending(),
                        range.after()),
                limit);
        return new Page(outside(page.items()), page.next());
    }

    @Override
    public void write(List<Write> writes) {
        try {
            behind.write(writes.stream().map(this::inside).toList());
        } catch (Conflict e) {
            throw new Conflict(outside(e.place()));
        }
    }

    private Write inside(Write write) {
        if (write instanceof Write.Put put) {
            Item item = put.item();
            return new Write.Put(
                    new Item(inside(item.place()), item.revision(), item.body(), item.expires()), put.condition());
        }
        return write instanceof Write.Delete delete
                ? new Write.Delete(inside(delete.place()), delete.condition())
                : new Write.Check(inside(write.place()), write.condition());
    }

    @Override
    public AutoCloseable onChange(Runnable wake) {
        return behind.onChange(wake);
    }

    @Override
    public Door measuredBy(Meter meter) {
        return new ApartDoor(behind.measuredBy(meter), name);
    }

    /** The database stays open for the others. */
    @Override
    public void close() {}
}
