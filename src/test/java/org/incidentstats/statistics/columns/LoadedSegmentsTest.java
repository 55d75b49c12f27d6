package org.incidentstats.statistics.columns;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.incidentstats.event.store.Change.Creation;
import org.incidentstats.event.store.EventStore;
import org.incidentstats.statistics.columns.Manifest.StoredSegment;
import org.incidentstats.statistics.columns.Manifests.Which;
import org.incidentstats.statistics.columns.segment.Dictionaries;
import org.incidentstats.statistics.columns.segment.Segment;
import org.incidentstats.statistics.model.FactFormat;
import org.incidentstats.statistics.model.Histories;
import org.incidentstats.store.Door;
import org.incidentstats.store.Doors;
import org.incidentstats.store.SteppedDoor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What several ask for is read once, and nobody waits for what only others need. */
class LoadedSegmentsTest {

    private static final Door.Meter UNMEASURED = (units, requests) -> {};
    private static final long LONG = 60;

    private final Door database = Doors.fresh();
    private final ExecutorService others = Executors.newCachedThreadPool();
    private final AtomicInteger reads = new AtomicInteger();
    private volatile Runnable beforeRead = () -> {};
    private final LoadedSegments loaded = new LoadedSegments(
            new SegmentStore(new SteppedDoor(database, (step, answered, write) -> {
                if (!answered) {
                    reads.incrementAndGet();
                    beforeRead.run();
                }
            })),
            new Dictionaries(),
            others);
    private List<String> names;

    @BeforeEach
    void store() {
        Clock clock = Clock.systemUTC();
        EventStore events = new EventStore(database, clock, new FactFormat());
        Random random = new Random(2);
        Compaction compaction = new Compaction(
                database, events, clock, new CompactionPlan(2, 1_000, 100, 2), Generation.own(), new FactFormat());
        for (int i = 0; i < 20; i++) {
            events.record(
                    List.of(
                            new Creation("one-" + i, Histories.event(random)),
                            new Creation("other-" + i, Histories.event(random))),
                    "editor@example.org");
            assertTrue(compaction.run(Duration.ofMinutes(1)));
        }
        names = new Manifests(database, Generation.own())
                .read(Which.LIVE).manifest().segments().stream()
                        .map(StoredSegment::name)
                        .toList();
        assertEquals(20, names.size());
    }

    @AfterEach
    void close() {
        others.shutdownNow();
        database.close();
    }

    /** Begins to read, and is held up as long as the latch is closed. */
    private Future<List<Segment>> heldUp(List<String> some, CountDownLatch latch) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        beforeRead = () -> {
            begun.countDown();
            try {
                assertTrue(latch.await(LONG, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                throw new CompletionException(e);
            }
        };
        Future<List<Segment>> asked = others.submit(() -> loaded.segments(some, UNMEASURED));
        assertTrue(begun.await(LONG, TimeUnit.SECONDS));
        beforeRead = () -> {};
        return asked;
    }

    @Test
    void nobodyWaitsForWhatOnlyOthersNeed() throws Exception {
        List<Segment> known = loaded.segments(names.subList(0, 3), UNMEASURED);
        CountDownLatch latch = new CountDownLatch(1);
        Future<List<Segment>> others = heldUp(names.subList(3, 6), latch);
        // What is in memory, what is not, and the references of it
        assertEquals(known, inTime(names.subList(0, 3)));
        assertEquals(4, inTime(names.subList(6, 10)).size());
        assertNotNull(loaded.references(UNMEASURED).of(known.get(0)));
        assertFalse(others.isDone());
        latch.countDown();
        assertEquals(3, others.get(LONG, TimeUnit.SECONDS).size());
    }

    private List<Segment> inTime(List<String> some) throws Exception {
        return others.submit(() -> loaded.segments(some, UNMEASURED)).get(LONG, TimeUnit.SECONDS);
    }

    @Test
    void whatSeveralAskForIsReadOnce() throws Exception {
        CountDownLatch latch = new CountDownLatch(1);
        Future<List<Segment>> first = heldUp(names.subList(0, 4), latch);
        Future<List<Segment>> second = others.submit(() -> loaded.segments(names.subList(0, 4), UNMEASURED));
        latch.countDown();
        for (int i = 0; i < 4; i++) {
            assertSame(
                    first.get(LONG, TimeUnit.SECONDS).get(i),
                    second.get(LONG, TimeUnit.SECONDS).get(i));
        }
        assertEquals(1, reads.get());
    }

    @Test
    void severalReadsAreUnderWayAtOnce() throws Exception {
        // Each waits until all have begun: one after the other none would end
        CountDownLatch all = new CountDownLatch(3);
        beforeRead = () -> {
            all.countDown();
            try {
                assertTrue(all.await(LONG, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                throw new CompletionException(e);
            }
        };
        assertEquals(20, loaded.segments(names, UNMEASURED).size());
        assertEquals(3, reads.get());
    }

    @Test
    void whatFailedOrWasGoneIsReadAgainForWhoeverAsksNext() {
        RuntimeException failure = new Door.Busy("for a test", null);
        beforeRead = () -> {
            throw failure;
        };
        assertSame(failure, assertThrows(Door.Busy.class, () -> loaded.segments(names.subList(0, 4), UNMEASURED)));
        beforeRead = () -> {};
        List<String> withOneGone = new ArrayList<>(names.subList(0, 4));
        withOneGone.add("nowhere");
        assertThrows(SegmentGone.class, () -> loaded.segments(withOneGone, UNMEASURED));
        assertEquals(4, loaded.segments(names.subList(0, 4), UNMEASURED).size());
        int before = reads.get();
        loaded.keep(Set.of());
        assertEquals(4, loaded.segments(names.subList(0, 4), UNMEASURED).size());
        assertEquals(before + 1, reads.get());
    }
}
