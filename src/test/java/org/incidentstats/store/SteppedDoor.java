package org.incidentstats.store;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A door at which a test can step in before and after each call of a process. */
public final class SteppedDoor implements Door {

    /** Told of each step: there is one before and one after each call. */
    public interface Steps {
        /**
         * @param step     counted from 1 over all calls
         * @param answered whether the call was carried out
         * @param write    whether it is a write
         */
        void at(int step, boolean answered, boolean write);
    }

    private final Door behind;
    private final Steps steps;
    private final AtomicInteger count;

    public SteppedDoor(Door behind, Steps steps) {
        this(behind, steps, new AtomicInteger());
    }

    private SteppedDoor(Door behind, Steps steps, AtomicInteger count) {
        this.behind = behind;
        this.steps = steps;
        this.count = count;
    }

    private <T> T step(boolean write, Supplier<T> call) {
        steps.at(count.incrementAndGet(), false, write);
        T answer = call.get();
        steps.at(count.incrementAndGet(), true, write);
        return answer;
    }

    @Override
    public Optional<Item> get(Place place) {
        return step(false, () -> behind.get(place));
    }

    @Override
    public List<Item> getAll(Collection<Place> places) {
        return step(false, () -> behind.getAll(places));
    }

    @Override
    public List<Item> getUnchanging(Collection<Place> places) {
        return step(false, () -> behind.getUnchanging(places));
    }

    @Override
    public Page range(Range range, int limit) {
        return step(false, () -> behind.range(range, limit));
    }

    @Override
    public void write(List<Write> writes) {
        step(true, () -> {
            behind.write(writes);
            return null;
        });
    }

    @Override
    public AutoCloseable onChange(Runnable wake) {
        return behind.onChange(wake);
    }

    @Override
    public Door measuredBy(Meter meter) {
        return new SteppedDoor(behind.measuredBy(meter), steps, count);
    }

    /** Leaves the door behind it open: others stand before it too. */
    @Override
    public void close() {}
}
