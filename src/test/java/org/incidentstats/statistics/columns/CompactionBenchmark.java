package org.incidentstats.statistics.columns;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

import org.incidentstats.event.Event;
import org.incidentstats.event.store.Change.Correction;
import org.incidentstats.event.store.Change.Creation;
import org.incidentstats.event.store.EventStore;
import org.incidentstats.statistics.Cost;
import org.incidentstats.statistics.Query;
import org.incidentstats.statistics.Selection;
import org.incidentstats.statistics.Snapshot;
import org.incidentstats.statistics.columns.Manifests.Which;
import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.statistics.model.Fact;
import org.incidentstats.statistics.model.FactBuilder;
import org.incidentstats.statistics.model.FactFormat;
import org.incidentstats.statistics.model.Measure;
import org.incidentstats.statistics.model.SyntheticFacts;
import org.incidentstats.statistics.model.SyntheticVersions;
import org.incidentstats.store.Door;
import org.incidentstats.store.Doors;
import org.incidentstats.time.Period;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.ThreadMXBean;

/**
 * What compaction costs, in write units of DynamoDB for each change, deletions apart, in time and in memory, and what a
 * process reads that begins. Its argument is the number of events, which are put on record in writes of 24; then 1,000 of
 * them are corrected one by one, wherever they are, and then 200,000 of them, or all, as a new release of a source does.
 */
public final class CompactionBenchmark {

    private static final int CORRECTIONS = 1_000;
    private static final int RELEASED_AGAIN = 200_000;
    private static final String EDITOR = "editor@example.org";
    private static final Duration LONG = Duration.ofHours(1);
    private static final double MILLION = 1e6;

    private final Door database;
    private final MeasuredDoor door;
    private final EventStore events;
    private final Compaction compaction;
    private final HeapAfterCollections heap = new HeapAfterCollections();
    private final List<String> ids = new ArrayList<>();
    private final Random random = new Random(1);
    private final byte[] versions;

    private CompactionBenchmark(Door database, int number) {
        this.database = database;
        door = new MeasuredDoor(database);
        events = new EventStore(door, Clock.systemUTC(), new FactFormat());
        compaction = new Compaction(door, events, Clock.systemUTC());
        versions = new byte[number];
    }

    public static void main(String[] arguments) {
        int number = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        try (Door database = Doors.fresh()) {
            CompactionBenchmark benchmark = new CompactionBenchmark(database, number);
            benchmark.append();
            benchmark.questions();
            benchmark.correct();
            benchmark.questions();
            benchmark.releaseAgain();
            benchmark.questions();
        }
    }

    private void append() {
        List<Creation> waiting = new ArrayList<>();
        long[] took = new long[1];
        heap.begin();
        new SyntheticFacts(1).each(versions.length, fact -> {
            String id = new UUID(random.nextLong(), random.nextLong()).toString();
            ids.add(id);
            versions[ids.size() - 1] = 1;
            waiting.add(new Creation(id, SyntheticVersions.of(fact, 1).event()));
            if (waiting.size() == EventStore.MOST_AT_ONCE || ids.size() == versions.length) {
                events.record(waiting, EDITOR);
                waiting.clear();
                took[0] += compact();
            }
        });
        tell("appended in writes of 24", versions.length);
        compacted(took[0]);
    }

    private void correct() {
        List<Event> contents = new ArrayList<>();
        new SyntheticFacts(2)
                .each(
                        CORRECTIONS,
                        fact -> contents.add(SyntheticVersions.of(fact, 1).event()));
        for (Event content : contents) {
            int one = random.nextInt(ids.size());
            events.record(List.of(correction(one, content)), EDITOR);
        }
        heap.begin();
        long took = compact();
        tell("corrected one by one, of any date", CORRECTIONS);
        compacted(took);
    }

    /** Each event counts under another group than before. */
    private void releaseAgain() {
        List<Correction> waiting = new ArrayList<>();
        int released = Math.min(RELEASED_AGAIN, ids.size());
        int[] next = new int[1];
        new SyntheticFacts(1).each(released, fact -> {
            Fact other = FactBuilder.like(fact)
                    .with(Dimension.GROUP, "released-again")
                    .build();
            waiting.add(correction(next[0]++, SyntheticVersions.of(other, 1).event()));
            if (waiting.size() == EventStore.MOST_AT_ONCE || next[0] == released) {
                events.record(waiting, EDITOR);
                waiting.clear();
            }
        });
        heap.begin();
        long took = compact();
        tell("released again, in writes of 24", released);
        compacted(took);
    }

    private Correction correction(int event, Event content) {
        return new Correction(ids.get(event), versions[event]++, content, Optional.empty());
    }

    /** @return processor time in nanoseconds */
    private long compact() {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long begun = thread.getCurrentThreadCpuTime();
        long before = compaction.tail();
        if (before > CompactionPlan.USUAL.tail() + EventStore.MOST_AT_ONCE) {
            print("the tail has %,d changes before compaction%n", before);
        }
        compaction.run(LONG);
        return thread.getCurrentThreadCpuTime() - begun;
    }

    private void compacted(long nanoseconds) {
        print(
                "the tail has %,d changes; compaction took %,.1f s of processor time, and up to %,.0f MB of heap%n",
                compaction.tail(), nanoseconds / MILLION / 1_000, heap.most() / MILLION);
    }

    private void tell(String what, int changes) {
        MeasuredDoor.Written written = door.written();
        print(
                "%n%,d %s: units a change: delta %.3f, columns %.3f, deletions %.3f%n",
                changes, what, written.deltas() / changes, written.statistics() / changes, written.deleted() / changes);
    }

    private void questions() {
        Manifest manifest =
                new Manifests(door, Generation.own()).read(Which.LIVE).manifest();
        print(
                "%,d segments, %d of them loose, in %d ranges%n",
                manifest.segments().size(),
                manifest.segments().stream()
                        .filter(Manifest.StoredSegment::loose)
                        .count(),
                manifest.cuts().size() + 1);
        for (Period period : List.of(Period.EVER, Period.of("2023", "2024"))) {
            Snapshot cold =
                    new ColumnStatistics(database, new EventStore(database, Clock.systemUTC(), new FactFormat())).now();
            cold.answer(new Query(
                    List.of(Dimension.COUNTRY),
                    List.of(Measure.EVENTS),
                    new Selection(Selection.EVERYTHING.filters(), period)));
            Cost cost = cold.cost();
            print(
                    "a process that begins with by=country over %s: %,.0f read units, %,d requests, %,d rows%n",
                    period, cost.readUnits(), cost.requests(), cost.rowsScanned());
        }
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }

    /** What the heap holds after each garbage collection: garbage that is not collected yet counts too. */
    private static final class HeapAfterCollections {
        private final AtomicLong most = new AtomicLong();
        private long before;

        HeapAfterCollections() {
            for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
                ((NotificationEmitter) collector)
                        .addNotificationListener(
                                (notification, ignored) -> note(GarbageCollectionNotificationInfo.from(
                                        (CompositeData) notification.getUserData())),
                                null,
                                null);
            }
        }

        private void note(GarbageCollectionNotificationInfo info) {
            long used = info.getGcInfo().getMemoryUsageAfterGc().values().stream()
                    .mapToLong(usage -> usage.getUsed())
                    .sum();
            most.accumulateAndGet(used, Math::max);
        }

        void begin() {
            System.gc();
            before = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            most.set(before);
        }

        /** More than there was at the beginning. */
        long most() {
            return most.get() - before;
        }
    }
}
