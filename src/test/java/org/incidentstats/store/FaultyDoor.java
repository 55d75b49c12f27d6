package org.incidentstats.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * A door at which things go wrong as they do in the field, in the same way for the same seed (in one thread). Several
 * processes of a test share a database if their faulty doors stand before the same door.
 *
 * <ul>
 *   <li>{@link #busy}: an operation is refused, and nothing was done.
 *   <li>{@link #losing}: the answer to a write is lost; it was done, or it was not, or it is done some operations later
 *       if its conditions are still met.
 *   <li>{@link #dying}: the process dies before or after a write, or before a read: an {@link Death}, which nobody may
 *       catch but the test.
 *   <li>{@link #hiding}: a range that is read while a write is under way shows some of its new items and not others.
 * </ul>
 */
public final class FaultyDoor implements Door {

    /** How many operations may come before a write whose answer was lost is done. */
    private static final int LATEST = 4;

    private final Door behind;
    private final Faults faults;

    public FaultyDoor(Door behind, long seed) {
        this(behind, new Faults(seed));
    }

    private FaultyDoor(Door behind, Faults faults) {
        this.behind = behind;
        this.faults = faults;
    }

    public FaultyDoor busy(double probability) {
        faults.busy = probability;
        return this;
    }

    public FaultyDoor losing(double probability) {
        faults.losing = probability;
        return this;
    }

    public FaultyDoor dying(double probability) {
        faults.dying = probability;
        return this;
    }

    public FaultyDoor hiding(double probability) {
        faults.hiding = probability;
        return this;
    }

    /**
     * What happens while a write is under way: done, and not yet acknowledged. A test that has one thread reads here,
     * through this door or another; what it writes here is not interrupted again.
     */
    public FaultyDoor meanwhile(Runnable other) {
        faults.meanwhile = other;
        return this;
    }

    /** How many faults there were. */
    public int injected() {
        return faults.injected;
    }

    /** From now on all goes well; what was under way is done, or will never be. */
    public void end() {
        faults.end();
    }

    @Override
    public Optional<Item> get(Place place) {
        return read(() -> behind.get(place));
    }

    @Override
    public List<Item> getAll(Collection<Place> places) {
        return read(() -> behind.getAll(places));
    }

    @Override
    public List<Item> getUnchanging(Collection<Place> places) {
        return read(() -> behind.getUnchanging(places));
    }

    @Override
    public Page range(Range range, int limit) {
        Set<Place> hidden = new HashSet<>(faults.hidden());
        Page page = read(() -> behind.range(range, limit));
        hidden.addAll(faults.hidden());
        return hidden.isEmpty()
                ? page
                : new Page(
                        page.items().stream()
                                .filter(item -> !hidden.contains(item.place()))
                                .toList(),
                        page.next());
    }

    private <T> T read(Supplier<T> operation) {
        faults.settle(false);
        faults.mayDie();
        faults.mayBeBusy();
        return operation.get();
    }

    @Override
    public void write(List<Write> writes) {
        Limits.check(writes);
        faults.settle(false);
        faults.mayDie();
        faults.mayBeBusy();
        if (faults.chance(faults.losing)) {
            lose(writes);
        }
        faults.underWay(writes);
        try {
            behind.write(writes);
            faults.interrupt();
        } finally {
            faults.acknowledged(writes);
        }
        faults.mayDie();
    }

    private void lose(List<Write> writes) {
        Runnable late = () -> {
            try {
                behind.write(writes);
            } catch (Conflict e) {
                // It came too late
            }
        };
        switch (faults.among(3)) {
            case 0 -> late.run();
            case 1 -> faults.later(late);
            default -> {}
        }
        throw new UnknownOutcome("injected: the answer was lost", null);
    }

    @Override
    public AutoCloseable onChange(Runnable wake) {
        return behind.onChange(wake);
    }

    @Override
    public Door measuredBy(Meter meter) {
        return new FaultyDoor(behind.measuredBy(meter), faults);
    }

    @Override
    public void close() {
        behind.close();
    }

    /** The process ended here. */
    public static final class Death extends Error {
        Death() {
            super("injected: the process dies");
        }
    }

    private static final class Faults {
        private final Random random;
        private volatile double busy;
        private volatile double losing;
        private volatile double dying;
        private volatile double hiding;
        private volatile Runnable meanwhile = () -> {};
        private volatile int injected;
        private boolean interrupted;
        private final List<Late> late = new ArrayList<>();
        private final List<Place> fresh = new ArrayList<>();

        Faults(long seed) {
            // The first draws of Random from seeds that are near each other are near each other
            this.random = new Random(new SplittableRandom(seed).nextLong());
        }

        synchronized boolean chance(double probability) {
            boolean happens = probability > 0 && random.nextDouble() < probability;
            if (happens) {
                injected++;
            }
            return happens;
        }

        synchronized int among(int possibilities) {
            return random.nextInt(possibilities);
        }

        void mayDie() {
            if (chance(dying)) {
                throw new Death();
            }
        }

        void mayBeBusy() {
            if (chance(busy)) {
                throw new Busy("injected: busy", null);
            }
        }

        synchronized void later(Runnable write) {
            late.add(new Late(write, 1 + random.nextInt(LATEST)));
        }

        /** Does the writes whose time has come. */
        void settle(boolean all) {
            List<Runnable> due = new ArrayList<>();
            synchronized (this) {
                for (Iterator<Late> waiting = late.iterator(); waiting.hasNext(); ) {
                    Late one = waiting.next();
                    if (--one.operations <= 0 || all) {
                        waiting.remove();
                        due.add(one.write);
                    }
                }
            }
            due.forEach(Runnable::run);
        }

        void end() {
            busy = 0;
            losing = 0;
            dying = 0;
            hiding = 0;
            meanwhile = () -> {};
            settle(true);
        }

        synchronized void underWay(List<Write> writes) {
            writes.forEach(write -> {
                if (write instanceof Write.Put && write.condition() instanceof Condition.Absent) {
                    fresh.add(write.place());
                }
            });
        }

        synchronized void acknowledged(List<Write> writes) {
            writes.forEach(write -> fresh.remove(write.place()));
        }

        synchronized List<Place> hidden() {
            return fresh.stream().filter(place -> chance(hiding)).toList();
        }

        void interrupt() {
            synchronized (this) {
                if (interrupted) {
                    return;
                }
                interrupted = true;
            }
            try {
                meanwhile.run();
            } finally {
                synchronized (this) {
                    interrupted = false;
                }
            }
        }
    }

    private static final class Late {
        private final Runnable write;
        private int operations;

        Late(Runnable write, int operations) {
            this.write = write;
            this.operations = operations;
        }
    }
}
