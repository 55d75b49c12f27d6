package org.incidentstats.event.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.incidentstats.event.EventVersion;
import org.incidentstats.event.store.Change.Correction;
import org.incidentstats.event.store.Change.Creation;
import org.incidentstats.event.store.Change.Retraction;
import org.incidentstats.event.store.ChangeEntry.Kind;
import org.incidentstats.platform.InvalidRequest;
import org.incidentstats.store.Door;
import org.incidentstats.store.Engine;
import org.incidentstats.store.Engines;
import org.incidentstats.store.FaultyDoor;
import org.incidentstats.vocabulary.GroupEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

import static org.incidentstats.event.Examples.arrest;
import static org.incidentstats.event.Examples.duplicateOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the record promises of its changes: their order, their moments, and what they do to statistics. */
@ParameterizedClass
@EnumSource(Engine.class)
class ChangeLogTest {

    private static final Instant START = Instant.parse("2024-02-28T22:59:59.990Z");

    private static final Engines ENGINES = new Engines();

    /** That of the properties; the other tests run on each. */
    @Parameter
    Engine engine = Engine.SQLITE;

    private Door door;
    private TickingClock clock;
    private EventStore store;

    @BeforeEach
    @BeforeTry
    void open() {
        door = ENGINES.fresh(engine);
        clock = new TickingClock(START);
        store = store(door);
    }

    private EventStore store(Door which) {
        return new EventStore(which, clock, new OwnBytes());
    }

    @AfterEach
    @AfterTry
    void close() {
        if (door != null) {
            door.close();
        }
    }

    @Test
    void aChangeSaysWhatItTakesAndWhatItAdds() {
        store.record(List.of(new Creation("one", arrest(1)), new Creation("two", arrest(2))), "a");
        store.record(List.of(new Correction("one", 1, arrest(3), Optional.empty())), "a");
        store.record(List.of(new Correction("two", 1, arrest(2, duplicateOf("one")), Optional.empty())), "a");
        store.record(List.of(new Correction("two", 2, arrest(2), Optional.empty())), "a");
        store.record(List.of(new Retraction("two", 3, "wrong")), "a");
        assertEquals(
                List.of(
                        "1 one.1: [] [one.1]",
                        "2 two.1: [] [two.1]",
                        "3 one.2: [one.1] [one.2]",
                        "4 two.2: [two.1] []",
                        "5 two.3: [] [two.3]",
                        "6 two.4: [two.3] []"),
                store.entries(0, 100).stream()
                        .map(entry -> "%d %s: %s %s"
                                .formatted(
                                        entry.position(),
                                        OwnBytes.name(entry.id(), entry.version()),
                                        OwnBytes.read(entry.minus()),
                                        OwnBytes.read(entry.plus())))
                        .toList());
        assertEquals(6, store.head().position());
    }

    @Property(tries = 10)
    void fromAnyPositionTheChangesFollowInOrder(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int limit) {
        Random random = new Random(seed);
        List<Instant> recorded = history(random, 30);
        int all = recorded.size();
        for (long after = 0; after <= all; after++) {
            List<ChangeEntry> entries = store.entries(after, limit);
            assertTrue(entries.size() <= limit);
            assertEquals(after == all, entries.isEmpty(), "none only if there are none");
            assertEquals(
                    LongStream.rangeClosed(after + 1, after + entries.size())
                            .boxed()
                            .toList(),
                    entries.stream().map(ChangeEntry::position).toList());
            entries.forEach(entry -> assertEquals(recorded.get((int) entry.position() - 1), entry.recordedAt()));
        }
        List<Long> fed = new ArrayList<>();
        while (fed.size() < all) {
            store.changes(fed.size(), limit).forEach(version -> fed.add(version.sequence()));
        }
        assertEquals(LongStream.rangeClosed(1, all).boxed().toList(), fed);
    }

    /** Writes of one to some changes, with pauses of milliseconds, hours and days; says when each was recorded. */
    private List<Instant> history(Random random, int writes) {
        List<Instant> recorded = new ArrayList<>();
        for (int write = 0; write < writes; write++) {
            String prefix = "w" + write + "-";
            List<Creation> changes = IntStream.range(0, 1 + random.nextInt(5))
                    .mapToObj(i -> new Creation(prefix + i, arrest(i)))
                    .toList();
            store.record(changes, "a").forEach(version -> recorded.add(version.recordedAt()));
            clock.pass(
                    switch (random.nextInt(4)) {
                        case 0 -> random.nextInt(100_000_000);
                        case 1 -> 3_600_000;
                        default -> random.nextInt(20);
                    });
        }
        return recorded;
    }

    @Property(tries = 10)
    void everyMomentHasItsPosition(@ForAll long seed) {
        Random random = new Random(seed);
        List<Instant> recorded = history(random, 25);
        for (Instant near : recorded) {
            for (Instant moment :
                    List.of(near.minusMillis(1), near, near.plusNanos(1_500_000), near.plusSeconds(1_800))) {
                long expected =
                        recorded.stream().filter(one -> !one.isAfter(moment)).count();
                assertEquals(expected, store.position(moment), moment::toString);
            }
        }
        assertEquals(0, store.position(START.minusSeconds(1)));
        assertEquals(0, store.position(Instant.EPOCH));
        assertEquals(0, store.position(Instant.EPOCH.minusSeconds(1)));
    }

    @Test
    void aPositionIsFoundWithFewReads() {
        for (int i = 0; i < 200; i++) {
            store.record(List.of(new Creation("e" + i, arrest(i))), "a");
            clock.pass(600_000);
        }
        Instant middle = store.entries(100, 1).get(0).recordedAt();
        List<Integer> requests = new ArrayList<>();
        EventStore measured = store.measuredBy((units, asked) -> requests.add(asked));
        assertEquals(101, measured.position(middle));
        int all = requests.stream().mapToInt(Integer::intValue).sum();
        assertTrue(all <= 7, () -> all + " requests");
    }

    @Test
    void aClosedMomentStaysAsItIs() {
        store.record(List.of(new Creation("before", arrest(1))), "a");
        Instant moment = clock.instant();
        RecordHead head = store.close(moment);
        assertTrue(head.isClosed(moment));
        assertEquals(head, store.close(moment), "it needs no write if it is closed");
        assertEquals(head, store.close(moment.minusSeconds(1)));
        // A writer whose clock is behind
        clock.set(START);
        EventVersion late =
                store.record(List.of(new Creation("after", arrest(1))), "a").get(0);
        assertTrue(late.recordedAt().isAfter(moment));
        assertEquals(1, store.position(moment));
        assertEquals(late.recordedAt(), store.head().recordedAt());
    }

    @Test
    void aWriterWhoPausedCannotRecordAsOfAMomentThatWasClosedMeanwhile() {
        store.record(List.of(new Creation("before", arrest(1))), "a");
        List<Instant> closed = new ArrayList<>();
        Door pausing = new PausingDoor(door, () -> {
            if (closed.isEmpty()) {
                closed.add(clock.instant());
                assertEquals(1, store.position(closed.get(0)));
            }
        });
        EventVersion paused = store(pausing)
                .record(List.of(new Creation("paused", arrest(1))), "a")
                .get(0);
        assertTrue(paused.recordedAt().isAfter(closed.get(0)));
        assertEquals(1, store.position(closed.get(0)));
    }

    @Test
    void anEmptyRecordCanBeClosedToo() {
        assertEquals(RecordHead.EMPTY, store.head());
        assertEquals(0, store.position(clock.instant()));
        Instant closed = store.head().closedThrough();
        assertTrue(store.record(List.of(new Creation("first", arrest(1))), "a")
                .get(0)
                .recordedAt()
                .isAfter(closed));
        assertEquals(0, store.position(closed));
        assertEquals(List.of(), store.entries(1, 10));
    }

    @Test
    void writesThatAreSeenOutOfOrderLeaveNoGap() {
        FaultyDoor faulty = new FaultyDoor(door, 1).hiding(0.5);
        EventStore seen = store(faulty);
        seen.record(List.of(new Creation("one", arrest(1))), "a");
        List<List<ChangeEntry>> read = new ArrayList<>();
        faulty.meanwhile(() -> {
            store.record(List.of(new Creation("three", arrest(1))), "b");
            for (int i = 0; i < 20; i++) {
                read.add(seen.entries(0, 10));
            }
        });
        // What is under way is shown, or not; what another writes after it, always
        seen.record(List.of(new Creation("two", arrest(1))), "a");
        assertEquals(20, read.size());
        assertTrue(faulty.injected() > 0);
        read.forEach(entries -> assertEquals(
                LongStream.rangeClosed(1, entries.size()).boxed().toList(),
                entries.stream().map(ChangeEntry::position).toList()));
    }

    @Test
    void theRegisterOfGroupsIsPartOfTheRecord() {
        store.record(List.of(new Creation("event", arrest(1))), "a");
        GroupVersion first =
                store.recordGroup(new GroupChange(0, group("OLD", Optional.empty()), Optional.empty()), "a");
        assertEquals(2, first.position());
        GroupVersion merged = store.recordGroup(
                new GroupChange(1, group("OLD", Optional.of("NEW")), Optional.of("one and the same")), "b");
        assertEquals(Optional.of(merged), store.group("OLD"));
        assertEquals(Optional.of(first), store.group("OLD", 1));
        assertEquals(List.of(first, merged), store.groupVersions("OLD"));
        store.recordGroup(new GroupChange(0, group("NEW", Optional.empty()), Optional.empty()), "b");
        assertThrows(
                InvalidRequest.class,
                () -> store.recordGroup(new GroupChange(1, group("NEW", Optional.of("OLD")), Optional.empty()), "b"),
                "merged into itself");
        assertThrows(
                StaleVersion.class,
                () -> store.recordGroup(new GroupChange(1, group("OLD", Optional.empty()), Optional.empty()), "b"));
        assertEquals(Optional.empty(), store.group("nothing"));
        assertEquals(Optional.empty(), store.group("\ud800"));
        store.record(List.of(new Creation("another", arrest(1))), "a");

        List<ChangeEntry> entries = store.entries(0, 10);
        assertEquals(
                List.of(Kind.EVENT, Kind.GROUP, Kind.GROUP, Kind.GROUP, Kind.EVENT),
                entries.stream().map(ChangeEntry::kind).toList());
        assertEquals(first.entry(), GroupVersion.entryOf(entries.get(2).minus().orElseThrow()));
        assertEquals(merged.entry(), GroupVersion.entryOf(entries.get(2).plus().orElseThrow()));
        assertNotEquals(entries.get(1).recordedAt(), entries.get(2).recordedAt());
        // The feed of events passes over it
        assertEquals(
                List.of("another"),
                store.changes(1, 1).stream().map(EventVersion::id).toList());
    }

    private static GroupEntry group(String code, Optional<String> mergedInto) {
        return new GroupEntry(
                code, Map.of("en", "The " + code), List.of(code + "s"), Optional.empty(), mergedInto, true, Map.of());
    }
}
