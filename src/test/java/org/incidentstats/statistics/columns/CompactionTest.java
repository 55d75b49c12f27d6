package org.incidentstats.statistics.columns;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

import org.incidentstats.event.store.Change.Creation;
import org.incidentstats.event.store.EventStore;
import org.incidentstats.event.store.GroupChange;
import org.incidentstats.statistics.Query;
import org.incidentstats.statistics.Selection;
import org.incidentstats.statistics.columns.Manifests.Which;
import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.statistics.model.FactFormat;
import org.incidentstats.statistics.model.Histories;
import org.incidentstats.statistics.model.Measure;
import org.incidentstats.statistics.model.NaiveStatistics;
import org.incidentstats.store.Door;
import org.incidentstats.store.Doors;
import org.incidentstats.store.FaultyDoor;
import org.incidentstats.vocabulary.GroupEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.incidentstats.event.Examples.dated;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Compaction ends, and costs nothing where there is nothing to do. */
class CompactionTest {

    private static final CompactionPlan SMALL = new CompactionPlan(4, 12, 2, 2);
    private static final Duration BUDGET = Duration.ofSeconds(30);
    private static final String EDITOR = "editor@example.org";

    private final AtomicInteger writes = new AtomicInteger();
    private final Door database = Doors.fresh();
    private final Door door = new FaultyDoor(database, 0).meanwhile(writes::incrementAndGet);
    private final Clock clock = Clock.systemUTC();
    private final EventStore events = new EventStore(door, clock, new FactFormat());
    private final Random random = new Random(3);
    private int written;

    @AfterEach
    void close() {
        database.close();
    }

    private Compaction compaction() {
        return new Compaction(door, events, clock, SMALL, Generation.own(), new FactFormat());
    }

    private void write(int number, String date) {
        List<Creation> some = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            some.add(new Creation("event-" + written++, dated(Histories.event(random), date)));
        }
        events.record(some, EDITOR);
    }

    private Manifest manifest() {
        return new Manifests(door, Generation.own()).read(Which.LIVE).manifest();
    }

    private void assertRight() {
        Query query = new Query(List.of(Dimension.YEAR), List.of(Measure.values()), Selection.EVERYTHING);
        assertEquals(
                new NaiveStatistics(events).now().answer(query),
                new ColumnStatistics(door, events).now().answer(query));
    }

    @Test
    void nothingIsWrittenWhereNothingIsToDo() {
        for (int i = 0; i < 10; i++) {
            write(6, "2022");
            assertTrue(compaction().run(BUDGET));
        }
        write(1, "2022");
        writes.set(0);
        for (int i = 0; i < 3; i++) {
            assertTrue(compaction().run(BUDGET));
        }
        assertEquals(0, writes.get());
        assertEquals(1, compaction().tail());
    }

    @Test
    void aDayOnWhichMostHappenedIsCutOffOnce() {
        write(1, "2022-03");
        for (int i = 0; i < 12; i++) {
            write(10, "2022");
        }
        write(3, "2022-02-03");
        for (int i = 0; i < 12; i++) {
            write(10, "2022-01-01");
            assertTrue(compaction().run(BUDGET));
        }
        assertTrue(!manifest().cuts().isEmpty());
        assertRight();
    }

    @Test
    void theRegisterOfGroupsStandsInFewParts() {
        for (int i = 0; i < 12; i++) {
            String code = "group-" + i;
            GroupEntry entry =
                    new GroupEntry(code, Map.of(), List.of(), Optional.empty(), Optional.empty(), true, Map.of());
            events.recordGroup(new GroupChange(0, entry, Optional.empty()), EDITOR);
            write(4, "2022-05");
            assertTrue(compaction().run(BUDGET));
        }
        assertEquals(1, manifest().groups().size());
        ColumnStatistics cold = new ColumnStatistics(door, events);
        for (long position = 0; position <= cold.now().position(); position += 7) {
            assertEquals(
                    new NaiveStatistics(events).at(position).register(),
                    cold.at(position).register());
        }
        assertRight();
    }
}
