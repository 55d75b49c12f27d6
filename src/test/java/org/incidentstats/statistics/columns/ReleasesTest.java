package org.incidentstats.statistics.columns;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

import org.incidentstats.event.store.Change.Correction;
import org.incidentstats.event.store.Change.Creation;
import org.incidentstats.event.store.ContributionFormat;
import org.incidentstats.event.store.EventStore;
import org.incidentstats.statistics.Answer;
import org.incidentstats.statistics.AnswerRow;
import org.incidentstats.statistics.Query;
import org.incidentstats.statistics.Selection;
import org.incidentstats.statistics.columns.Manifests.Which;
import org.incidentstats.statistics.columns.segment.SegmentFormat;
import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.statistics.model.Fact;
import org.incidentstats.statistics.model.FactBuilder;
import org.incidentstats.statistics.model.FactFormat;
import org.incidentstats.statistics.model.Histories;
import org.incidentstats.statistics.model.Measure;
import org.incidentstats.statistics.model.NaiveStatistics;
import org.incidentstats.statistics.model.Tally;
import org.incidentstats.store.Door;
import org.incidentstats.store.Doors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Two releases, of which the newer knows a dimension and a measure more, write and read the same record side by side. */
class ReleasesTest {

    private static final CompactionPlan SMALL = new CompactionPlan(4, 12, 2, 2);
    private static final Duration BUDGET = Duration.ofMinutes(1);

    private final Door door = Doors.fresh();
    private final Clock clock = Clock.systemUTC();
    private final Random random = new Random(1);
    private final FactFormat olderFormat = new FactFormat(
            EnumSet.complementOf(EnumSet.of(newest())), EnumSet.complementOf(EnumSet.of(Measure.ARRESTED)));
    private final Generation olderGeneration = Generation.of(SegmentFormat.FORMAT, Fact.DERIVATION, "older");
    private final EventStore older = new EventStore(door, clock, olderFormat);
    private final EventStore newer = new EventStore(door, clock, new FactFormat());
    private int events;

    /** The dimension that was added last. */
    private static Dimension newest() {
        return EnumSet.allOf(Dimension.class).stream()
                .filter(Dimension::kept)
                .max((one, other) -> Integer.compare(one.number(), other.number()))
                .orElseThrow();
    }

    @AfterEach
    void close() {
        door.close();
    }

    private void write(EventStore store, int number) {
        List<Creation> some = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            some.add(new Creation("event-" + events++, Histories.event(random)));
        }
        store.record(some, "editor@example.org");
        String first = some.get(0).id();
        store.record(
                List.of(new Correction(first, 1, Histories.event(random), Optional.empty())), "editor@example.org");
    }

    private static Query by(Dimension dimension, List<Measure> measures) {
        return new Query(List.of(dimension), measures, Selection.EVERYTHING);
    }

    @Test
    void eachReleaseAnswersWhatItKnowsAndNeitherWritesIntoTheOthersColumns() {
        Compaction olderCompaction = new Compaction(door, older, clock, SMALL, olderGeneration, olderFormat);
        Compaction newerCompaction = new Compaction(door, newer, clock, SMALL, Generation.own(), new FactFormat());
        for (int round = 0; round < 4; round++) {
            write(older, 5);
            olderCompaction.run(BUDGET);
            assertAnswers();
            write(newer, 5);
            newerCompaction.run(BUDGET);
            assertAnswers();
        }
        Manifests ofOlder = new Manifests(door, olderGeneration);
        Manifests ofNewer = new Manifests(door, Generation.own());
        assertTrue(ofOlder.read(Which.LIVE).manifest().position() > 0);
        assertNotEquals(
                ofOlder.read(Which.LIVE).manifest().names(),
                ofNewer.read(Which.LIVE).manifest().names());
        assertEquals(0, new RecordComparison(door, newer, clock).run(BUDGET).differences());
        assertTrue(new Rebuild(door, newer, clock, SMALL).run(BUDGET).done());
        assertAnswers();
    }

    @Test
    void whatAnotherReleaseDerivedByOtherRulesIsNotCounted() {
        // The other release finds a thousand killed in every event
        FactFormat otherFormat =
                new FactFormat(EnumSet.allOf(Dimension.class), EnumSet.allOf(Measure.class), Fact.DERIVATION + 1);
        ContributionFormat otherRules = version -> {
            Fact fact = Fact.of(version);
            return otherFormat.write(FactBuilder.like(fact)
                    .with(Measure.KILLED, new Tally(1_000, 1_000, 1_000, 0, 0))
                    .build());
        };
        EventStore other = new EventStore(door, clock, otherRules);
        Generation otherGeneration = Generation.of(SegmentFormat.FORMAT, Fact.DERIVATION + 1, "other");
        write(other, 9);
        assertTrue(new Compaction(door, other, clock, SMALL, otherGeneration, otherFormat).run(BUDGET));
        Query killed = by(Dimension.COUNTRY, List.of(Measure.KILLED));
        Supplier<Answer> ofThis = () -> new ColumnStatistics(door, newer).now().answer(killed);
        Answer expected = new NaiveStatistics(newer).now().answer(killed);
        assertNotEquals(
                expected,
                new ColumnStatistics(door, other, otherGeneration, otherFormat)
                        .now()
                        .answer(killed));
        assertEquals(expected, ofThis.get());
        assertTrue(new Compaction(door, newer, clock, SMALL, Generation.own(), new FactFormat()).run(BUDGET));
        assertEquals(expected, ofThis.get());
        assertEquals(0, new RecordComparison(door, newer, clock).run(BUDGET).differences());
    }

    private void assertAnswers() {
        NaiveStatistics naive = new NaiveStatistics(newer);
        Query added = by(newest(), List.of(Measure.values()));
        assertEquals(
                naive.now().answer(added),
                new ColumnStatistics(door, newer).now().answer(added));
        ColumnStatistics old = new ColumnStatistics(door, older, olderGeneration, olderFormat);
        assertEquals(
                naive.now().answer(by(Dimension.COUNTRY, List.of(Measure.EVENTS))).rows().stream()
                        .map(row -> row.values() + " " + row.events())
                        .toList(),
                old.now().answer(by(Dimension.COUNTRY, List.of(Measure.EVENTS))).rows().stream()
                        .map(row -> row.values() + " " + row.events())
                        .toList());
        // What it does not know is unknown to it, and is no reason to fail
        assertEquals(
                List.of(List.of(Dimension.UNKNOWN)),
                old.now().answer(by(newest(), List.of(Measure.EVENTS))).rows().stream()
                        .map(AnswerRow::values)
                        .toList());
    }
}
