package org.incidentstats.event.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.incidentstats.event.Event;
import org.incidentstats.event.EventVersion;
import org.incidentstats.event.Status;
import org.incidentstats.event.store.Change.Correction;
import org.incidentstats.event.store.Change.Creation;
import org.incidentstats.event.store.Change.Retraction;
import org.incidentstats.platform.InvalidRequest;
import org.incidentstats.platform.NotOnRecord;
import org.incidentstats.store.Door;
import org.incidentstats.store.Engines;
import org.incidentstats.store.FaultyDoor;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;

import static org.incidentstats.event.Examples.arrest;
import static org.incidentstats.event.Examples.duplicateOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Two writers change a handful of events as it comes, each with a clock of its own, while calls are refused, answers are
 * lost, writes come late and processes die; one client follows the feed, and another closes moments. Then the record
 * holds what was acknowledged, once, and in an order that nobody has seen otherwise.
 */
class RecordFaultsTest {

    private static final List<String> IDS = List.of("a", "b", "c", "d");
    private static final int CALLS = 12;

    private static final Engines ENGINES = new Engines();
    private static final AtomicInteger RUNS = new AtomicInteger();

    @AfterContainer
    static void stop() {
        System.out.println("Databases: " + ENGINES);
    }

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void theRecordHoldsExactlyTheAcknowledgedChanges(@ForAll long seed) throws Exception {
        Door door = ENGINES.fresh(RUNS.incrementAndGet());
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            TickingClock clock = new TickingClock(Instant.parse("2024-03-01T09:59:59.900Z"));
            EventStore plain = new EventStore(door, clock, new OwnBytes());
            AtomicBoolean writing = new AtomicBoolean(true);
            List<Writer> writers = List.of(
                    new Writer(door, clock.aheadBy(40), "one@example.org", seed),
                    new Writer(door, clock.aheadBy(-60), "two@example.org", seed + 1));
            Future<List<EventVersion>> follower = threads.submit(() -> follow(plain, writing));
            Future<Map<Instant, Long>> closer = threads.submit(() -> closeMoments(plain, clock, writing));
            List<Future<Void>> running = writers.stream().map(threads::submit).toList();
            for (Future<Void> one : running) {
                one.get();
            }
            writing.set(false);
            List<EventVersion> fed = follower.get();
            Map<Instant, Long> closed = closer.get();
            // What was under way when its process died is done now, or never
            writers.forEach(Writer::end);

            List<ChangeEntry> entries = all(plain);
            List<EventVersion> changes = plain.changes(0, 100_000);
            checkOrder(entries);
            checkVersions(plain, entries, changes);
            assertEquals(changes.subList(0, fed.size()), fed, "the feed skips and repeats nothing");
            Map<Long, EventVersion> byPosition = new TreeMap<>();
            changes.forEach(change -> byPosition.put(change.sequence(), change));
            Set<Long> acknowledged = new HashSet<>();
            for (Writer writer : writers) {
                for (EventVersion version : writer.acknowledged) {
                    assertEquals(version, byPosition.get(version.sequence()), "what was acknowledged is on record");
                    assertTrue(acknowledged.add(version.sequence()), "acknowledged twice");
                }
                Set<String> asked = new HashSet<>(writer.unanswered);
                changes.stream()
                        .filter(change -> change.recordedBy().equals(writer.name))
                        .filter(change -> !acknowledged.contains(change.sequence()))
                        .forEach(change -> assertTrue(
                                asked.contains(change.id() + "." + change.version()),
                                () -> change + " was refused, or made twice"));
            }
            closed.forEach((moment, position) -> {
                assertEquals(position, plain.position(moment), () -> "as of " + moment);
                assertEquals(
                        position,
                        entries.stream()
                                .filter(entry -> !entry.recordedAt().isAfter(moment))
                                .count());
            });
        } finally {
            threads.shutdownNow();
            door.close();
        }
    }

    private static void checkOrder(List<ChangeEntry> entries) {
        for (int i = 0; i < entries.size(); i++) {
            assertEquals(i + 1, entries.get(i).position(), "positions have no gaps");
            assertTrue(i == 0
                    || entries.get(i).recordedAt().compareTo(entries.get(i - 1).recordedAt()) >= 0);
        }
    }

    /** The deltas, the versions and the current states tell the same. */
    private static void checkVersions(EventStore store, List<ChangeEntry> entries, List<EventVersion> changes) {
        Map<String, EventVersion> replayed = new HashMap<>();
        Map<Instant, String> writes = new HashMap<>();
        assertEquals(entries.size(), changes.size());
        for (int i = 0; i < changes.size(); i++) {
            ChangeEntry entry = entries.get(i);
            EventVersion change = changes.get(i);
            EventVersion before = replayed.put(change.id(), change);
            assertEquals(before == null ? 1 : before.version() + 1, change.version(), "versions have no gaps");
            assertEquals(contribution(before), OwnBytes.read(entry.minus()));
            assertEquals(contribution(change), OwnBytes.read(entry.plus()));
            assertEquals(change.recordedAt(), entry.recordedAt());
            assertEquals(change.sequence(), entry.position());
            String writer = writes.putIfAbsent(change.recordedAt(), change.recordedBy());
            assertTrue(writer == null || writer.equals(change.recordedBy()), "two writes have two moments");
        }
        assertEquals(store.current(IDS), replayed);
        for (String id : IDS) {
            assertEquals(
                    changes.stream().filter(change -> change.id().equals(id)).toList(), store.versions(id));
        }
        replayed.values().forEach(version -> assertTrue(leadsToOneThatCounts(version, replayed), version::toString));
    }

    private static List<String> contribution(EventVersion version) {
        return version != null && version.counts()
                ? List.of(OwnBytes.name(version.id(), version.version()))
                : List.of();
    }

    private static boolean leadsToOneThatCounts(EventVersion version, Map<String, EventVersion> all) {
        EventVersion end = version;
        for (int steps = 0; end.status() == Status.ACTIVE && steps <= all.size(); steps++) {
            if (end.counts()) {
                return true;
            }
            end = all.get(end.event().duplicateOf().orElseThrow());
        }
        return version.status() == Status.RETRACTED;
    }

    private static List<ChangeEntry> all(EventStore store) {
        List<ChangeEntry> entries = new ArrayList<>();
        while (true) {
            List<ChangeEntry> some = store.entries(entries.size(), 7);
            if (some.isEmpty()) {
                return entries;
            }
            entries.addAll(some);
        }
    }

    private static List<EventVersion> follow(EventStore store, AtomicBoolean writing) {
        List<EventVersion> seen = new ArrayList<>();
        boolean last;
        do {
            last = !writing.get();
            List<EventVersion> page;
            do {
                page = store.changes(seen.size(), 3);
                seen.addAll(page);
            } while (!page.isEmpty());
        } while (!last);
        return seen;
    }

    /** Moments, and which position each was found to be. */
    @SuppressWarnings("ThreadPriorityCheck") // Gives the writers a chance
    private static Map<Instant, Long> closeMoments(EventStore store, TickingClock clock, AtomicBoolean writing) {
        Map<Instant, Long> closed = new HashMap<>();
        while (writing.get() && closed.size() < 50) {
            Instant moment = clock.instant();
            closed.put(moment, store.position(moment));
            Thread.yield();
        }
        return closed;
    }

    /** Changes events at random, and keeps what came of it. Where its process dies, another goes on. */
    private static final class Writer implements Callable<Void> {
        private final Door door;
        private final TickingClock clock;
        private final String name;
        private final Random random;
        private final List<FaultyDoor> processes = Collections.synchronizedList(new ArrayList<>());
        private final List<EventVersion> acknowledged = new ArrayList<>();
        /** Versions that calls would have made that ended without an answer. */
        private final List<String> unanswered = new ArrayList<>();

        Writer(Door door, TickingClock clock, String name, long seed) {
            this.door = door;
            this.clock = clock;
            this.name = name;
            this.random = new Random(seed);
        }

        @Override
        public Void call() {
            EventStore store = process();
            for (int i = 0; i < CALLS; i++) {
                List<Change> changes = changes(new EventStore(door, clock, new OwnBytes()));
                try {
                    List<EventVersion> versions =
                            random.nextInt(4) == 0 ? repeated(store, changes.get(0)) : store.record(changes, name);
                    acknowledged.addAll(versions);
                } catch (AlreadyOnRecord | StaleVersion | HasDuplicates | InvalidRequest | NotOnRecord e) {
                    // Refused, which the record must not show
                } catch (FaultyDoor.Death e) {
                    changes.forEach(change -> unanswered.add(change.id() + "." + (change.before() + 1)));
                    store = process();
                }
            }
            return null;
        }

        /** The same request as often as it needs to be answered. */
        private List<EventVersion> repeated(EventStore first, Change change) {
            RequestKey key = new RequestKey(name, "key-" + random.nextLong(), "digest", "remarks");
            EventStore store = first;
            while (true) {
                try {
                    Recorded recorded = store.record(change, name, key);
                    assertEquals("remarks", recorded.remarks());
                    return List.of(recorded.version());
                } catch (FaultyDoor.Death e) {
                    store = process();
                }
            }
        }

        private EventStore process() {
            FaultyDoor faulty = new FaultyDoor(door, random.nextLong())
                    .busy(0.05)
                    .losing(0.2)
                    .dying(0.03)
                    .hiding(0.3);
            processes.add(faulty);
            return new EventStore(faulty, clock, new OwnBytes());
        }

        void end() {
            processes.forEach(FaultyDoor::end);
        }

        private List<Change> changes(EventStore reading) {
            Map<String, Change> changes = new TreeMap<>();
            for (int i = 0; i <= random.nextInt(3); i++) {
                String id = IDS.get(random.nextInt(IDS.size()));
                changes.put(id, change(id, reading));
            }
            return List.copyOf(changes.values());
        }

        private Change change(String id, EventStore reading) {
            Optional<EventVersion> current = reading.find(id);
            Event event = random.nextInt(3) == 0
                    ? arrest(random.nextInt(100), duplicateOf(IDS.get(random.nextInt(IDS.size()))))
                    : arrest(random.nextInt(100));
            if (current.isEmpty()) {
                return new Creation(id, event);
            }
            int before = current.get().version();
            return random.nextInt(4) == 0
                    ? new Retraction(id, before, "at random")
                    : new Correction(id, before, event, Optional.empty());
        }
    }
}
