package org.incidentstats.event.store;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.incidentstats.store.Door;
import org.incidentstats.store.Item;
import org.incidentstats.store.Page;
import org.incidentstats.store.Place;
import org.incidentstats.store.Range;
import org.incidentstats.store.Write;

/**
 * A door at which writers wait, while something else happens.
 *
 * @param meanwhile happens before each write
 */
record PausingDoor(Door behind, Runnable meanwhile) implements Door {

    @Override
    public void write(List<Write> writes) {
        meanwhile.run();
        behind.write(writes);
    }

    @Override
    public Optional<Item> get(Place place) {
        return behind.get(place);
    }

    @Override
    public List<Item> getAll(Collection<Place> places) {
        return behind.getAll(places);
    }

    @Override
    public List<Item> getUnchanging(Collection<Place> places) {
        return behind.getUnchanging(places);
    }

    @Override
    public Page range(Range range, int limit) {
        return behind.range(range, limit);
    }

    @Override
    public AutoCloseable onChange(Runnable wake) {
        return behind.onChange(wake);
    }

    @Override
    public Door measuredBy(Meter meter) {
        return new PausingDoor(behind.measuredBy(meter), meanwhile);
    }

    @Override
    public void close() {
        behind.close();
    }
}
