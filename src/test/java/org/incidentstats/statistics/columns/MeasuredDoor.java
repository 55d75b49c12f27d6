package org.incidentstats.statistics.columns;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.incidentstats.store.Door;
import org.incidentstats.store.Item;
import org.incidentstats.store.Limits;
import org.incidentstats.store.Page;
import org.incidentstats.store.Place;
import org.incidentstats.store.Range;
import org.incidentstats.store.Table;
import org.incidentstats.store.Write;

/** Adds up what writes would cost in DynamoDB, and how many bytes are read. */
final class MeasuredDoor implements Door {

    /** Where the record keeps what its changes do to statistics. */
    private static final String DELTAS = "#deltas";

    private final Door behind;
    private double statistics;
    private double deltas;
    private double deleted;
    private long bytesRead;

    MeasuredDoor(Door behind) {
        this.behind = behind;
    }

    /**
     * Since the last time.
     *
     * @param statistics write units for columns
     * @param deltas     write units for what the record keeps of a change for statistics
     * @param deleted    write units for deletions
     */
    record Written(double statistics, double deltas, double deleted) {}

    synchronized Written written() {
        Written since = new Written(statistics, deltas, deleted);
        statistics = 0;
        deltas = 0;
        deleted = 0;
        return since;
    }

    synchronized long bytesRead() {
        return bytesRead;
    }

    @Override
    public void write(List<Write> writes) {
        int times = writes.size() > 1 ? 2 : 1;
        for (Write write : writes) {
            if (write instanceof Write.Put put) {
                if (write.place().table() == Table.STATISTICS) {
                    statistics += times * units(put.item());
                } else if (write.place().part().equals(DELTAS)) {
                    deltas += times * units(put.item());
                }
            } else if (write instanceof Write.Delete) {
                deleted += times
                        * behind.get(write.place()).map(MeasuredDoor::units).orElse(1.0);
            }
        }
        behind.write(writes);
    }

    private static double units(Item item) {
        return Math.ceil(Limits.bytes(item) / 1024.0);
    }

    private synchronized <T extends Collection<Item>> T read(T items) {
        items.forEach(item -> bytesRead += Limits.bytes(item));
        return items;
    }

    @Override
    public Optional<Item> get(Place place) {
        Optional<Item> item = behind.get(place);
        item.map(List::of).ifPresent(this::read);
        return item;
    }

    @Override
    public List<Item> getAll(Collection<Place> places) {
        return read(behind.getAll(places));
    }

    @Override
    public List<Item> getUnchanging(Collection<Place> places) {
        return read(behind.getUnchanging(places));
    }

    @Override
    public Page range(Range range, int limit) {
        Page page = behind.range(range, limit);
        read(page.items());
        return page;
    }

    @Override
    public AutoCloseable onChange(Runnable wake) {
        return behind.onChange(wake);
    }

    /** Itself: it does the measuring. */
    @Override
    public Door measuredBy(Meter meter) {
        return this;
    }

    @Override
    public void close() {
        behind.close();
    }
}
