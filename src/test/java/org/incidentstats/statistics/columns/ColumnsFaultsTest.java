package org.incidentstats.statistics.columns;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

import org.incidentstats.event.EventVersion;
import org.incidentstats.event.store.AlreadyOnRecord;
import org.incidentstats.event.store.Change;
import org.incidentstats.event.store.Change.Correction;
import org.incidentstats.event.store.Change.Creation;
import org.incidentstats.event.store.Change.Retraction;
import org.incidentstats.event.store.EventStore;
import org.incidentstats.event.store.GroupChange;
import org.incidentstats.event.store.GroupVersion;
import org.incidentstats.event.store.RecordHead;
import org.incidentstats.event.store.StaleVersion;
import org.incidentstats.platform.InvalidRequest;
import org.incidentstats.statistics.EventList;
import org.incidentstats.statistics.FactSnapshot;
import org.incidentstats.statistics.Query;
import org.incidentstats.statistics.Snapshot;
import org.incidentstats.statistics.columns.Manifests.Which;
import org.incidentstats.statistics.model.FactFormat;
import org.incidentstats.statistics.model.Histories;
import org.incidentstats.statistics.model.NaiveStatistics;
import org.incidentstats.store.Campaign;
import org.incidentstats.store.Door;
import org.incidentstats.store.Engines;
import org.incidentstats.store.FaultyDoor;
import org.incidentstats.vocabulary.GroupEntry;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Whatever goes wrong on the way, every answer is that of the versions on record. Each run is a history of its own, made
 * by two processes that write, compact and ask in turn at a door where calls are refused, answers are lost, processes die
 * between any two calls, and what was just written is seen in parts. Run {@code n} is made from the number {@code n}
 * alone; the system property {@code runs} says how many there are.
 */
class ColumnsFaultsTest {

    private static final CompactionPlan SMALL = new CompactionPlan(4, 12, 2, 2);
    private static final Duration BUDGET = Duration.ofMinutes(1);

    @Test
    void everyAnswerIsThatOfTheVersionsOnRecordWhateverGoesWrong() throws Exception {
        Engines engines = new Engines();
        LongAdder runs = new LongAdder();
        LongAdder faults = new LongAdder();
        LongAdder merged = new LongAdder();
        LongAdder answers = new LongAdder();
        Campaign.of(100, number -> {
            try (Run run = new Run(number, engines.fresh(number))) {
                run.go();
                run.check();
                runs.increment();
                faults.add(run.faults);
                merged.add(run.merged ? 1 : 0);
                answers.add(run.answers);
            }
        });
        System.out.printf(
                "%d runs: %d faults, %d answers, %d with merged segments, on %s%n",
                runs.sum(), faults.sum(), answers.sum(), merged.sum(), engines);
        assertTrue(faults.sum() > runs.sum() * 3, "hardly anything went wrong");
        assertTrue(merged.sum() > runs.sum() / 2, "hardly anything was merged");
    }

    /** Each look is a millisecond later. */
    private static final class Ticking extends Clock {
        private final AtomicLong millis =
                new AtomicLong(Instant.parse("2024-01-01T00:00:00Z").toEpochMilli());

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis.addAndGet(1));
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

    /** What a process has in memory. */
    private static final class Process {
        final EventStore events;
        final ColumnStatistics statistics;
        final Compaction compaction;
        final Rebuild rebuild;

        Process(FaultyDoor door, Clock clock) {
            this.events = new EventStore(door, clock, new FactFormat());
            // In the test's own thread, so that a run is the same each time
            this.statistics = new ColumnStatistics(door, events, Generation.own(), new FactFormat(), Runnable::run);
            this.compaction = new Compaction(door, events, clock, SMALL, Generation.own(), new FactFormat());
            this.rebuild = new Rebuild(door, events, clock, SMALL);
        }
    }

    private static final class Run implements AutoCloseable {
        private final int number;
        private final Random random;
        private final Door database;
        private final Clock clock = new Ticking();
        private final EventStore record;
        private final NaiveStatistics naive;
        /** What was counted once stays: the past does not change. */
        private final Map<Long, FactSnapshot> counted = new HashMap<>();

        private final Process[] processes = new Process[2];
        private final List<FaultyDoor> doors = new ArrayList<>();
        private final List<Snapshot> seen = new ArrayList<>();
        private long acknowledged;
        private int faults;
        private int answers;
        private boolean merged;

        Run(int number, Door database) {
            this.number = number;
            this.database = database;
            this.record = new EventStore(database, clock, new FactFormat());
            this.naive = new NaiveStatistics(record);
            this.random = new Random(number);
            begin(0);
            begin(1);
        }

        private void begin(int process) {
            FaultyDoor door = new FaultyDoor(database, random.nextLong())
                    .busy(0.01)
                    .losing(0.02)
                    .dying(0.02)
                    .hiding(0.2);
            doors.add(door);
            processes[process] = new Process(door, clock);
            door.meanwhile(() -> processes[1 - process].statistics.now());
        }

        void go() {
            for (int step = 20 + random.nextInt(20); step > 0; step--) {
                int process = random.nextInt(2);
                try {
                    step(processes[process]);
                } catch (FaultyDoor.Death e) {
                    begin(process);
                    if (random.nextBoolean()) {
                        begin(1 - process);
                    }
                } catch (Door.Failure | AlreadyOnRecord | StaleVersion | InvalidRequest e) {
                    // Said honestly; what is on record is looked at below
                }
            }
            doors.forEach(door -> faults += door.injected());
            doors.forEach(FaultyDoor::end);
        }

        private void step(Process process) {
            switch (random.nextInt(8)) {
                case 0, 1, 2, 3 -> write(process);
                case 4 -> process.compaction.run(BUDGET);
                case 5 -> group(process);
                case 6 -> {
                    if (random.nextInt(4) == 0) {
                        process.rebuild.run(BUDGET);
                    }
                }
                default -> {
                    Snapshot now = process.statistics.now();
                    assertTrue(now.position() >= acknowledged, this::toString);
                    assertSame(at(now.position()), now);
                    seen.add(now);
                }
            }
        }

        private void write(Process process) {
            Set<Integer> events = new TreeSet<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                events.add(random.nextInt(12));
            }
            List<Change> changes = events.stream().map(this::change).toList();
            List<EventVersion> versions = process.events.record(changes, "editor@example.org");
            acknowledged = versions.get(versions.size() - 1).sequence();
        }

        private Change change(int event) {
            String id = "event-" + event;
            Optional<EventVersion> current = record.find(id);
            if (current.isEmpty()) {
                return new Creation(id, Histories.event(random));
            }
            int version = current.get().version();
            return random.nextInt(4) == 0
                    ? new Retraction(id, version, "an example")
                    : new Correction(id, version, Histories.event(random), Optional.empty());
        }

        private void group(Process process) {
            String code = List.of("IS", "ISKP", "AQ").get(random.nextInt(3));
            Optional<String> into = random.nextBoolean() ? Optional.of("AQ") : Optional.empty();
            GroupEntry entry = new GroupEntry(code, Map.of(), List.of(), Optional.empty(), into, true, Map.of());
            int version = record.group(code).map(GroupVersion::version).orElse(0);
            acknowledged = process.events
                    .recordGroup(new GroupChange(version, entry, Optional.empty()), "editor@example.org")
                    .position();
        }

        void check() {
            RecordHead head = record.head();
            assertTrue(head.position() >= acknowledged, this::toString);
            Process fresh = new Process(new FaultyDoor(database, 0), clock);
            for (Process process : List.of(processes[0], processes[1], fresh)) {
                assertAnswers(process.statistics);
            }
            // What was answered before is answered again
            seen.forEach(before -> assertSame(before, fresh.statistics.at(before.position())));
            assertTrue(fresh.compaction.run(BUDGET), this::toString);
            assertAnswers(fresh.statistics);
            assertAnswers(processes[0].statistics);
            Manifest compacted = manifest();
            merged = compacted.segments().stream().anyMatch(segment -> !segment.loose());
            assertEquals(
                    0, new RecordComparison(database, record, clock).run(BUDGET).differences(), this::toString);
            assertTrue(fresh.rebuild.run(BUDGET).done(), this::toString);
            assertAnswers(processes[1].statistics);
            Process another = new Process(new FaultyDoor(database, 0), clock);
            assertAnswers(another.statistics);
            assertTrue(another.compaction.run(BUDGET), this::toString);
            if (manifest().position() == compacted.position()) {
                assertEquals(compacted.checksum(), manifest().checksum(), this::toString);
            }
        }

        private Manifest manifest() {
            return new Manifests(database, Generation.own()).read(Which.LIVE).manifest();
        }

        private void assertAnswers(ColumnStatistics statistics) {
            Snapshot now = statistics.now();
            assertEquals(record.head().position(), now.position(), this::toString);
            assertSame(at(now.position()), now);
            for (int i = 0; i < 3; i++) {
                long position = random.nextLong(now.position() + 1);
                assertSame(at(position), statistics.at(position));
            }
            Instant moment = now.recordedAt().minusMillis(random.nextInt(200));
            assertSame(at(record.position(moment)), statistics.at(moment));
        }

        private FactSnapshot at(long position) {
            return counted.computeIfAbsent(position, key -> (FactSnapshot) naive.at(position));
        }

        private void assertSame(Snapshot expected, Snapshot found) {
            assertEquals(expected.position(), found.position(), this::toString);
            assertEquals(expected.recordedAt(), found.recordedAt(), this::toString);
            assertEquals(expected.register(), found.register(), this::toString);
            for (int i = 0; i < 3; i++) {
                RandomQuestions questions = expected instanceof FactSnapshot facts
                        ? new RandomQuestions(facts.facts(), random)
                        : new RandomQuestions(List.of(), random);
                Query query = questions.query();
                Optional<Set<String>> kept = questions.kept(query);
                assertEquals(expected.answer(query, kept), found.answer(query, kept), () -> this + ": " + query);
                EventList list = new EventList(
                        questions.selection(),
                        EventList.Within.values()[random.nextInt(3)],
                        Optional.empty(),
                        random.nextInt(6));
                assertEquals(expected.events(list), found.events(list), () -> this + ": " + list);
                answers++;
            }
            long earlier = random.nextLong(expected.position() + 1);
            if (expected instanceof FactSnapshot) {
                assertEquals(expected.changedSince(earlier), found.changedSince(earlier), () -> "%s: since %d"
                        .formatted(this, earlier));
            }
        }

        @Override
        public String toString() {
            return "run " + number;
        }

        @Override
        public void close() {
            database.close();
        }
    }
}
