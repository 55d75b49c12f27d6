package org.incidentstats.statistics.columns;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.incidentstats.event.store.Change.Creation;
import org.incidentstats.event.store.EventStore;
import org.incidentstats.statistics.Query;
import org.incidentstats.statistics.Selection;
import org.incidentstats.statistics.columns.Manifests.Which;
import org.incidentstats.statistics.columns.segment.Dictionaries;
import org.incidentstats.statistics.columns.segment.SegmentFormat;
import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.statistics.model.Fact;
import org.incidentstats.statistics.model.FactFormat;
import org.incidentstats.statistics.model.Histories;
import org.incidentstats.statistics.model.Measure;
import org.incidentstats.statistics.model.NaiveStatistics;
import org.incidentstats.store.Door;
import org.incidentstats.store.Doors;
import org.incidentstats.store.Range;
import org.incidentstats.store.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Columns stay as long as some release uses them, and no longer. */
class GenerationsTest {

    private static final CompactionPlan SMALL = new CompactionPlan(4, 12, 2, 2);
    private static final Duration BUDGET = Duration.ofMinutes(1);
    private static final Query BY_YEAR =
            new Query(List.of(Dimension.YEAR), List.of(Measure.values()), Selection.EVERYTHING);

    private final Door door = Doors.fresh();
    private final Days clock = new Days();
    private final EventStore events = new EventStore(door, clock, new FactFormat());
    private final Random random = new Random(5);
    private final Generation older = Generation.of(SegmentFormat.FORMAT, Fact.DERIVATION, "older");
    private int written;

    @AfterEach
    void close() {
        door.close();
    }

    /** Stands still until it is told otherwise. */
    private static final class Days extends Clock {
        private Instant now = Instant.parse("2024-01-01T00:00:00Z");

        void pass(int days) {
            now = now.plus(Duration.ofDays(days));
        }

        @Override
        public Instant instant() {
            return now;
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

    private void write() {
        List<Creation> some = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            some.add(new Creation("event-" + written++, Histories.event(random)));
        }
        events.record(some, "editor@example.org");
    }

    private Compaction compaction(Generation generation) {
        return new Compaction(door, events, clock, SMALL, generation, new FactFormat());
    }

    private Manifest manifest(Generation generation) {
        return new Manifests(door, generation).read(Which.LIVE).manifest();
    }

    private void assertRight(Generation generation) {
        assertEquals(
                new NaiveStatistics(events).now().answer(BY_YEAR),
                new ColumnStatistics(door, events, generation, new FactFormat())
                        .now()
                        .answer(BY_YEAR));
    }

    private long itemsOf(Generation generation) {
        return door.all(Range.startingWith(Table.STATISTICS, Manifests.PART, generation.key()))
                .count();
    }

    @Test
    void columnsThatNobodyHasUsedForThirtyDaysAreDeletedAndNoOthers() {
        Compaction compaction = compaction(Generation.own());
        for (int i = 0; i < 5; i++) {
            write();
            assertTrue(compaction(older).run(BUDGET));
        }
        ColumnStatistics asked = new ColumnStatistics(door, events, older, new FactFormat());
        asked.now().answer(BY_YEAR);
        Set<String> names = manifest(older).names();
        assertFalse(names.isEmpty());
        for (int day = 1; day <= Generations.UNUSED_DAYS; day++) {
            clock.pass(1);
            assertTrue(compaction.run(BUDGET));
            assertEquals(names, manifest(older).names(), "day " + day);
        }
        clock.pass(1);
        assertTrue(compaction.run(BUDGET));
        assertEquals(0, itemsOf(older));
        assertEquals(
                Set.of(), new SegmentStore(door).read(names, new Dictionaries()).keySet());
        assertEquals(Set.of(), new SegmentStore(door).references(names).keySet());
        assertRight(Generation.own());
        // Whoever comes back to it is answered as ever, and makes it anew
        write();
        assertRight(older);
        assertEquals(
                new NaiveStatistics(events).now().answer(BY_YEAR), asked.now().answer(BY_YEAR));
        assertTrue(compaction(older).run(BUDGET));
        assertFalse(manifest(older).segments().isEmpty());
        assertRight(older);
    }

    @Test
    void columnsThatAReleaseUsesNowAndThenStayBesideThoseOfAnother() {
        Compaction compaction = compaction(Generation.own());
        for (int i = 0; i < 5; i++) {
            write();
            compaction(older).run(BUDGET);
        }
        for (int day = 1; day <= 3 * Generations.UNUSED_DAYS; day++) {
            clock.pass(1);
            assertTrue(compaction.run(BUDGET));
            if (day % (Generations.UNUSED_DAYS - 1) == 0) {
                Set<String> names = manifest(older).names();
                assertFalse(names.isEmpty());
                assertTrue(compaction(older).run(BUDGET));
                assertEquals(names, manifest(older).names());
            }
        }
        assertRight(older);
    }

    @Test
    void aCompactionThatBeganBeforeItsGenerationWasDeletedPublishesNothing() {
        write();
        assertTrue(compaction(older).run(BUDGET));
        Manifests manifests = new Manifests(door, older);
        Manifests.Published read = manifests.read(Which.LIVE);
        assertTrue(compaction(Generation.own()).run(BUDGET));
        clock.pass(Generations.UNUSED_DAYS + 1);
        assertTrue(compaction(Generation.own()).run(BUDGET));
        assertEquals(0, itemsOf(older));
        write();
        CompactionStep step = new CompactionStep(
                manifests,
                new SegmentStore(door),
                events,
                ChangeRows.ofDeltas(events, new FactFormat()),
                SMALL,
                clock,
                Which.LIVE);
        step.take(read);
        assertEquals(0, itemsOf(older));
        assertRight(older);
    }
}
