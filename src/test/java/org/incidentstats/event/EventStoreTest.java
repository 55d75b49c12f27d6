package org.incidentstats.event;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import org.incidentstats.event.Change.Correction;
import org.incidentstats.event.Change.Creation;
import org.incidentstats.event.Change.Retraction;
import org.incidentstats.local.Databases;
import org.incidentstats.local.LocalDatabase;
import org.incidentstats.platform.InvalidRequest;
import org.incidentstats.platform.NotOnRecord;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import static org.incidentstats.event.Examples.arrest;
import static org.incidentstats.event.Examples.duplicateOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the record promises, on a real database. */
class EventStoreTest {

    private static LocalDatabase database;

    @BeforeContainer
    static void startDatabase() throws Exception {
        database = Databases.inMemory();
    }

    @AfterContainer
    static void stopDatabase() throws Exception {
        database.stop();
    }

    private final EventStore store = store(database.client(), Clock.systemUTC());

    @Example
    void aBatchIsPutOnRecordWhollyOrNotAtAll() {
        store.record(List.of(new Creation("batch-1", arrest(1))), "a");
        List<Creation> batch = List.of(new Creation("batch-2", arrest(2)), new Creation("batch-1", arrest(3)));
        assertThrows(AlreadyOnRecord.class, () -> store.record(batch, "a"));
        assertTrue(store.find("batch-2").isEmpty());
        assertEquals(arrest(1), store.find("batch-1").orElseThrow().event());
    }

    @Example
    void ofTwoWhoStartFromTheSameVersionOneIsTold() {
        store.record(List.of(new Creation("two", arrest(1))), "a");
        store.record(List.of(new Correction("two", 1, arrest(2), Optional.of("first"))), "a");
        StaleVersion stale = assertThrows(
                StaleVersion.class,
                () -> store.record(List.of(new Correction("two", 1, arrest(3), Optional.empty())), "b"));
        assertEquals(2, stale.newest());
        assertEquals(arrest(2), store.find("two").orElseThrow().event());
    }

    @Example
    void aRetractedEventKeepsItsContentAndCanComeBack() {
        store.record(List.of(new Creation("back", arrest(1))), "a");
        EventVersion retracted = store.record(List.of(new Retraction("back", 1, "a mistake")), "a")
                .get(0);
        assertFalse(retracted.counts());
        assertEquals(arrest(1), retracted.event());
        assertEquals(Optional.of("a mistake"), retracted.reason());
        assertTrue(store.record(List.of(new Correction("back", 2, arrest(1), Optional.empty())), "a")
                .get(0)
                .counts());
    }

    @Example
    void whatIsNotOnRecordCannotBeChanged() {
        assertThrows(NotOnRecord.class, () -> store.record(List.of(new Retraction("nothing", 1, "no reason")), "a"));
    }

    @Example
    void anIncidentCannotBeLostBetweenItsReports() {
        store.record(List.of(new Creation("one", arrest(1)), new Creation("other", arrest(1))), "a");
        store.record(List.of(new Correction("other", 1, arrest(1, duplicateOf("one")), Optional.empty())), "a");
        assertFalse(store.find("other").orElseThrow().counts());
        // Each a duplicate of the other, or the original retracted: the incident would count nowhere.
        assertThrows(
                InvalidRequest.class,
                () -> store.record(
                        List.of(new Correction("one", 1, arrest(1, duplicateOf("other")), Optional.empty())), "a"));
        assertThrows(HasDuplicates.class, () -> store.record(List.of(new Retraction("one", 1, "gone")), "a"));
        // Released, the original can go.
        store.record(List.of(new Correction("other", 2, arrest(1), Optional.empty())), "a");
        store.record(List.of(new Retraction("one", 1, "gone")), "a");
        assertTrue(store.find("other").orElseThrow().counts());
        // And no event can become a duplicate of one that does not count, of itself, or of nothing.
        for (String original : List.of("one", "other", "nothing")) {
            assertThrows(
                    InvalidRequest.class,
                    () -> store.record(
                            List.of(new Correction("other", 3, arrest(1, duplicateOf(original)), Optional.empty())),
                            "a"));
        }
    }

    @Example
    void anOriginalAndItsDuplicateCanBeEnteredTogetherAndRetractedTogether() {
        store.record(
                List.of(new Creation("pair-2", arrest(1, duplicateOf("pair-1"))), new Creation("pair-1", arrest(1))),
                "a");
        store.record(List.of(new Retraction("pair-1", 1, "both"), new Retraction("pair-2", 1, "both")), "a");
        assertFalse(store.find("pair-1").orElseThrow().counts());
    }

    @Example
    void aRepeatedRequestGetsTheFirstAnswer() {
        RequestKey key = new RequestKey("editor", "key-1", "digest", "remarks");
        Recorded first = store.record(new Creation("repeated-1", arrest(1)), "editor", key);
        Recorded second = store.record(new Creation("repeated-2", arrest(1)), "editor", key);
        assertEquals(first, second);
        assertTrue(store.find("repeated-2").isEmpty());
        assertThrows(
                KeyReused.class,
                () -> store.record(
                        new Creation("repeated-3", arrest(2)),
                        "editor",
                        new RequestKey("editor", "key-1", "another", "")));
        store.record(new Creation("repeated-4", arrest(2)), "other", new RequestKey("other", "key-1", "another", ""));
    }

    @Example
    void theSameRequestManyTimesAtOnceMakesOneEvent() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            RequestKey key = new RequestKey("editor", "key-at-once", "digest", "");
            List<Future<Recorded>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String id = "at-once-" + i;
                answers.add(threads.submit(() -> store.record(new Creation(id, arrest(1)), "editor", key)));
            }
            Recorded first = answers.get(0).get();
            for (Future<Recorded> answer : answers) {
                assertEquals(first, answer.get());
            }
            long made = store.changes(0, 100_000).stream()
                    .filter(version -> version.id().startsWith("at-once-"))
                    .count();
            assertEquals(1, made);
        } finally {
            threads.shutdownNow();
        }
    }

    @Example
    void aMomentIsFoundInTheRecord() {
        store.record(List.of(new Creation("moment", arrest(1))), "a");
        RecordHead head = store.head();
        assertEquals(head.sequence(), store.placeAt(head.recordedAt()));
        assertEquals(head.sequence() - 1, store.placeAt(head.recordedAt().minusMillis(1)));
        assertEquals(0, store.placeAt(Instant.EPOCH));
    }

    /**
     * Two editors change a handful of events as it comes, while calls are throttled, conflict and lose their answers, and
     * a client follows the feed. Then the record holds exactly what was acknowledged.
     */
    @Property(tries = 8, shrinking = ShrinkingMode.OFF)
    void theRecordHoldsExactlyTheAcknowledgedChanges(@ForAll long seed) throws Exception {
        LocalDatabase own = Databases.inMemory();
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            AtomicLong ticks = new AtomicLong(1_700_000_000_000L);
            Clock clock = new TickingClock(ticks);
            InjectedFaults faults = new InjectedFaults(seed, 0.06);
            EventStore faulty = store(own.client(faults), clock);
            EventStore plain = store(own.client(), clock);
            AtomicBoolean writing = new AtomicBoolean(true);
            Future<List<EventVersion>> follower = threads.submit(() -> follow(plain, writing));
            List<EventVersion> acknowledged = new ArrayList<>();
            Map<Instant, Map<String, EventVersion>> snapshots = new TreeMap<>();
            Random random = new Random(seed);
            for (int round = 0; round < 6; round++) {
                List<Future<List<EventVersion>>> editors = new ArrayList<>();
                for (String editor : List.of("one@example.org", "two@example.org")) {
                    long editorSeed = random.nextLong();
                    editors.add(threads.submit(new Editor(faulty, plain, editor, editorSeed)));
                }
                for (Future<List<EventVersion>> editor : editors) {
                    acknowledged.addAll(editor.get());
                }
                ticks.addAndGet(1000);
                snapshots.put(Instant.ofEpochMilli(ticks.get()), plain.current(Editor.IDS));
                ticks.addAndGet(1000);
            }
            writing.set(false);
            faults.end();
            assertTrue(faults.injected() > 0);

            List<EventVersion> changes = plain.changes(0, 100_000);
            assertEquals(bySequence(acknowledged), bySequence(changes), "the record is what was acknowledged");
            assertEquals(changes, follower.get(), "the feed skips and repeats nothing");
            Map<String, EventVersion> replayed = new HashMap<>();
            for (int i = 0; i < changes.size(); i++) {
                EventVersion change = changes.get(i);
                assertEquals(i + 1, change.sequence(), "places have no gaps");
                EventVersion before = replayed.put(change.id(), change);
                assertEquals(before == null ? 1 : before.version() + 1, change.version(), "versions have no gaps");
                assertTrue(i == 0
                        || change.recordedAt().compareTo(changes.get(i - 1).recordedAt()) >= 0);
            }
            assertEquals(plain.current(Editor.IDS), replayed, "the feed replays to the current state");
            for (String id : Editor.IDS) {
                assertEquals(
                        changes.stream()
                                .filter(change -> change.id().equals(id))
                                .toList(),
                        plain.versions(id));
            }
            snapshots.forEach((moment, state) -> {
                Map<String, EventVersion> then = new HashMap<>();
                plain.history(moment, version -> then.put(version.id(), version));
                assertEquals(state, then, "as of " + moment);
            });
            replayed.values()
                    .forEach(version -> assertTrue(leadsToOneThatCounts(version, replayed), version::toString));
        } finally {
            threads.shutdownNow();
            own.stop();
        }
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

    private static Map<Long, EventVersion> bySequence(List<EventVersion> versions) {
        Map<Long, EventVersion> all = new TreeMap<>();
        versions.forEach(version -> assertEquals(null, all.put(version.sequence(), version), "acknowledged twice"));
        return all;
    }

    private static EventStore store(DynamoDbClient client, Clock clock) {
        return new EventStore(
                DynamoDbEnhancedClient.builder().dynamoDbClient(client).build(), Databases.TABLES, clock);
    }

    /** Changes events at random, and keeps what was acknowledged. */
    private record Editor(EventStore store, EventStore reading, String name, long seed)
            implements Callable<List<EventVersion>> {
        static final List<String> IDS = List.of("a", "b", "c", "d");

        @Override
        public List<EventVersion> call() {
            Random random = new Random(seed);
            List<EventVersion> acknowledged = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                try {
                    acknowledged.addAll(store.record(changes(random), name));
                } catch (AlreadyOnRecord | StaleVersion | HasDuplicates | InvalidRequest e) {
                    // Refused, which the record must not show.
                }
            }
            return acknowledged;
        }

        private List<Change> changes(Random random) {
            Map<String, Change> changes = new TreeMap<>();
            for (int i = 0; i <= random.nextInt(2); i++) {
                String id = IDS.get(random.nextInt(IDS.size()));
                changes.put(id, change(id, random));
            }
            return List.copyOf(changes.values());
        }

        private Change change(String id, Random random) {
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

    /** A clock that goes on by a millisecond each time it is read. */
    private static final class TickingClock extends Clock {
        private final AtomicLong millis;

        TickingClock(AtomicLong millis) {
            this.millis = millis;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis.incrementAndGet());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
