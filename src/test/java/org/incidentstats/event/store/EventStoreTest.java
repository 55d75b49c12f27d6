package org.incidentstats.event.store;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.incidentstats.event.Event;
import org.incidentstats.event.EventReader;
import org.incidentstats.event.EventVersion;
import org.incidentstats.event.store.Change.Correction;
import org.incidentstats.event.store.Change.Creation;
import org.incidentstats.event.store.Change.Retraction;
import org.incidentstats.platform.InvalidRequest;
import org.incidentstats.platform.NotOnRecord;
import org.incidentstats.store.Door;
import org.incidentstats.store.Engine;
import org.incidentstats.store.Engines;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.incidentstats.event.Examples.arrest;
import static org.incidentstats.event.Examples.duplicateOf;
import static org.incidentstats.event.Examples.told;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the record promises of events. */
@ParameterizedClass
@EnumSource(Engine.class)
class EventStoreTest {

    private static final Engines ENGINES = new Engines();

    @Parameter
    Engine engine;

    private Door door;
    private EventStore store;

    @BeforeEach
    void open() {
        door = ENGINES.fresh(engine);
        store = store(door, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        if (door != null) {
            door.close();
        }
    }

    @Test
    void aBatchIsPutOnRecordWhollyOrNotAtAll() {
        store.record(List.of(new Creation("batch-1", arrest(1))), "a");
        List<Creation> batch = List.of(new Creation("batch-2", arrest(2)), new Creation("batch-1", arrest(3)));
        assertThrows(AlreadyOnRecord.class, () -> store.record(batch, "a"));
        assertTrue(store.find("batch-2").isEmpty());
        assertEquals(arrest(1), store.find("batch-1").orElseThrow().event());
    }

    @Test
    void ofTwoWhoStartFromTheSameVersionOneIsTold() {
        store.record(List.of(new Creation("two", arrest(1))), "a");
        store.record(List.of(new Correction("two", 1, arrest(2), Optional.of("first"))), "a");
        StaleVersion stale = assertThrows(
                StaleVersion.class,
                () -> store.record(List.of(new Correction("two", 1, arrest(3), Optional.empty())), "b"));
        assertEquals(2, stale.newest());
        assertEquals(arrest(2), store.find("two").orElseThrow().event());
    }

    @Test
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

    @Test
    void whatIsNotOnRecordCannotBeChanged() {
        assertThrows(NotOnRecord.class, () -> store.record(List.of(new Retraction("nothing", 1, "no reason")), "a"));
    }

    @Test
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

    @Test
    void anOriginalAndItsDuplicateCanBeEnteredTogetherAndRetractedTogether() {
        store.record(
                List.of(new Creation("pair-2", arrest(1, duplicateOf("pair-1"))), new Creation("pair-1", arrest(1))),
                "a");
        store.record(List.of(new Retraction("pair-1", 1, "both"), new Retraction("pair-2", 1, "both")), "a");
        assertFalse(store.find("pair-1").orElseThrow().counts());
    }

    @Test
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

    @Test
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

    @Test
    void whatCannotBeAnIdIsNotOnRecord() {
        for (String id : List.of("", "#record", "#deltas", "with\0", "x".repeat(3_000), "\ud800", "a b")) {
            assertEquals(Optional.empty(), store.find(id));
            assertEquals(Optional.empty(), store.find(id, 1));
            assertEquals(List.of(), store.versions(id));
            assertEquals(Map.of(), store.current(List.of(id)));
            assertThrows(
                    InvalidRequest.class,
                    () -> store.record(List.of(new Creation(id, arrest(1))), "a"),
                    "'" + id + "'");
        }
    }

    @Test
    void anEventThatIsTooLargeIsRefusedWithItsSize() {
        Event large = large(400_000);
        InvalidRequest refused =
                assertThrows(InvalidRequest.class, () -> store.record(List.of(new Creation("large", large)), "a"));
        assertTrue(refused.getMessage().contains("400,"), refused::getMessage);
        store.record(List.of(new Creation("large", large(EventStore.LARGEST_EVENT - 2_000))), "a");
        // What is on record can be retracted, with any reason that is taken
        store.record(List.of(new Retraction("large", 1, "€".repeat(EventReader.LONGEST_LINE))), "a");
    }

    @Test
    void asManyChangesAsFitAreRecordedAtOnce() {
        List<Creation> small = IntStream.range(0, 30)
                .mapToObj(i -> new Creation("small-" + i, arrest(i)))
                .toList();
        assertEquals(EventStore.MOST_AT_ONCE, store.fitting(small));
        store.record(small.subList(0, EventStore.MOST_AT_ONCE), "a");
        List<Creation> large = IntStream.range(0, 10)
                .mapToObj(i -> new Creation("large-" + i, large(340_000)))
                .toList();
        int fit = store.fitting(large);
        assertTrue(fit > 1 && fit < 10, () -> fit + " fit");
        store.record(large.subList(0, fit), "a");
        assertEquals(1, store.fitting(large.subList(0, 1)));
        assertEquals(0, store.fitting(List.of()));
        assertThrows(InvalidRequest.class, () -> store.record(large.subList(fit, 10), "a"), "too large together");
    }

    private static Event large(int bytes) {
        return told(arrest(1), "x".repeat(bytes));
    }

    private static EventStore store(Door door, Clock clock) {
        return new EventStore(door, clock, new OwnBytes());
    }
}
