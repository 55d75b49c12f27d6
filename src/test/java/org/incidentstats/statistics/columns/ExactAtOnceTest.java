package org.incidentstats.statistics.columns;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.incidentstats.event.store.Change.Creation;
import org.incidentstats.event.store.Change.Retraction;
import org.incidentstats.event.store.EventStore;
import org.incidentstats.statistics.Answer;
import org.incidentstats.statistics.Query;
import org.incidentstats.statistics.Selection;
import org.incidentstats.statistics.Snapshot;
import org.incidentstats.statistics.Statistics;
import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.statistics.model.FactFormat;
import org.incidentstats.statistics.model.Histories;
import org.incidentstats.statistics.model.Measure;
import org.incidentstats.statistics.model.NaiveStatistics;
import org.incidentstats.store.Door;
import org.incidentstats.store.Doors;
import org.incidentstats.store.sql.SqlDoor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What was acknowledged is in the next answer of every process, and what was answered of the past is answered again. */
class ExactAtOnceTest {

    private static final int TIMES = 1_000;
    private static final int WRITERS = 10;
    private static final int OFTEN = 20;
    private static final CompactionPlan SMALL = new CompactionPlan(16, 48, 2, 2);
    private static final Query TOTAL = new Query(List.of(), List.of(Measure.EVENTS), Selection.EVERYTHING);
    private static final Query BY_COUNTRY =
            new Query(List.of(Dimension.COUNTRY), List.of(Measure.values()), Selection.EVERYTHING);

    private final Path file = Doors.file();
    private final Clock clock = Clock.systemUTC();
    private final List<Door> doors = new ArrayList<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final ExecutorService others = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        over.set(true);
        others.shutdownNow();
        doors.forEach(Door::close);
    }

    /** A process of its own, as far as the database can tell. */
    private Door process() {
        Door door = SqlDoor.sqlite(file);
        doors.add(door);
        return door;
    }

    private EventStore record() {
        return new EventStore(process(), clock, new FactFormat());
    }

    private Statistics statistics() {
        Door door = process();
        return new ColumnStatistics(door, new EventStore(door, clock, new FactFormat()));
    }

    private Future<?> compacting() {
        Door door = process();
        Compaction compaction = new Compaction(
                door, new EventStore(door, clock, new FactFormat()), clock, SMALL, Generation.own(), new FactFormat());
        return others.submit(() -> {
            while (!over.get()) {
                compaction.run(Duration.ofSeconds(1));
            }
        });
    }

    @Test
    void anotherProcessCountsWhatWasJustAcknowledgedWhileColumnsAreCompacted() throws Exception {
        EventStore record = record();
        Statistics asked = statistics();
        Future<?> compacting = compacting();
        Random random = new Random(1);
        List<String> active = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            if (active.isEmpty() || random.nextInt(4) > 0) {
                String id = "event-" + i;
                record.record(List.of(new Creation(id, Histories.event(random))), "editor@example.org");
                active.add(id);
            } else {
                String id = active.remove(random.nextInt(active.size()));
                record.record(List.of(new Retraction(id, 1, "an example")), "editor@example.org");
            }
            assertEquals(active.size(), asked.now().answer(TOTAL).total().events(), "after change " + i);
        }
        over.set(true);
        compacting.get();
        assertEquals(
                new NaiveStatistics(record).now().answer(BY_COUNTRY),
                asked.now().answer(BY_COUNTRY));
    }

    @Test
    void whatWasAnsweredAsOfNowIsAnsweredAgainWhileTenWrite() throws Exception {
        Semaphore acknowledged = new Semaphore(0);
        List<Future<?>> writing = new ArrayList<>();
        List<EventStore> processes = List.of(record(), record());
        for (int writer = 0; writer < WRITERS; writer++) {
            EventStore record = processes.get(writer % processes.size());
            Random random = new Random(writer);
            String name = "writer-" + writer + "-";
            writing.add(others.submit(() -> {
                for (int i = 0; !over.get(); i++) {
                    record.record(List.of(new Creation(name + i, Histories.event(random))), "editor@example.org");
                    acknowledged.release();
                }
            }));
        }
        Future<?> compacting = compacting();
        Statistics asked = statistics();
        Map<Instant, Long> positions = new LinkedHashMap<>();
        Map<Long, Answer> answers = new LinkedHashMap<>();
        for (int i = 0; i < TIMES; i++) {
            if (i % OFTEN == 0) {
                // Whoever asks of each moment closes it, and could leave the writers no chance
                acknowledged.drainPermits();
                assertTrue(acknowledged.tryAcquire(1, TimeUnit.MINUTES));
            }
            Instant moment = clock.instant();
            Snapshot snapshot = asked.at(moment);
            positions.put(moment, snapshot.position());
            Answer answer = snapshot.answer(BY_COUNTRY);
            Answer before = answers.putIfAbsent(snapshot.position(), answer);
            if (before != null) {
                assertEquals(before, answer);
            }
        }
        over.set(true);
        for (Future<?> one : writing) {
            one.get();
        }
        compacting.get();
        assertTrue(answers.size() > TIMES / OFTEN / 2, "hardly anything was written meanwhile: " + answers.size());
        Statistics fresh = statistics();
        for (Statistics again : List.of(asked, fresh)) {
            positions.forEach((moment, position) -> {
                Snapshot snapshot = again.at(moment);
                assertEquals(position, snapshot.position(), moment::toString);
                assertEquals(answers.get(position), snapshot.answer(BY_COUNTRY), moment::toString);
            });
        }
    }
}
