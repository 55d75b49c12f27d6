package org.incidentstats.statistics.columns;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.incidentstats.event.store.Change.Creation;
import org.incidentstats.event.store.EventStore;
import org.incidentstats.statistics.columns.Manifest.StoredSegment;
import org.incidentstats.statistics.columns.Manifests.Published;
import org.incidentstats.statistics.columns.Manifests.Which;
import org.incidentstats.statistics.columns.segment.Dictionaries;
import org.incidentstats.statistics.columns.segment.Row;
import org.incidentstats.statistics.columns.segment.Segment;
import org.incidentstats.statistics.columns.segment.SegmentFormat;
import org.incidentstats.statistics.model.FactFormat;
import org.incidentstats.statistics.model.Histories;
import org.incidentstats.store.Condition;
import org.incidentstats.store.Door;
import org.incidentstats.store.Doors;
import org.incidentstats.store.Item;
import org.incidentstats.store.Place;
import org.incidentstats.store.Range;
import org.incidentstats.store.Table;
import org.incidentstats.store.Write;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Columns that are not what the record says are found, and made right by a rebuild. */
class RecordComparisonTest {

    private static final CompactionPlan SMALL = new CompactionPlan(4, 12, 2, 2);
    private static final Duration BUDGET = Duration.ofMinutes(1);

    private final Door door = Doors.fresh();
    private final Clock clock = Clock.systemUTC();
    private final EventStore events = new EventStore(door, clock, new FactFormat());
    private final Manifests manifests = new Manifests(door, Generation.own());
    private final Random random = new Random(2);

    @BeforeEach
    void write() {
        write("event-");
        compact();
    }

    private void write(String prefix) {
        List<Creation> some = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            some.add(new Creation(prefix + i, Histories.event(random)));
        }
        events.record(some, "editor@example.org");
    }

    private void compact() {
        new Compaction(door, events, clock, SMALL, Generation.own(), new FactFormat()).run(BUDGET);
    }

    @AfterEach
    void close() {
        door.close();
    }

    private RecordComparison.Report compare() {
        return new RecordComparison(door, events, clock).run(BUDGET);
    }

    @Test
    void whatIsRightHasNoDifferences() {
        assertEquals(new RecordComparison.Report(20, 0, 20, 0), compare());
        write("more-");
        compact();
        RecordComparison.Report report = compare();
        assertEquals(40, report.position());
        assertEquals(0, report.differences());
    }

    @Test
    void aSegmentThatIsLackingIsFound() {
        Published live = manifests.read(Which.LIVE);
        Manifest manifest = live.manifest();
        manifests.replace(
                Which.LIVE,
                live,
                new Manifest(
                        manifest.position(),
                        manifest.segments().subList(1, manifest.segments().size()),
                        manifest.cuts(),
                        manifest.groups(),
                        List.of()));
        assertEquals(1, compare().differences());
        assertTrue(new Rebuild(door, events, clock, SMALL).run(BUDGET).done());
        assertEquals(0, compare().differences());
    }

    @Test
    void aVersionThatIsLackingEndsTheComparisonByItsName() {
        assertEquals(0, compare().differences());
        List<Write> all = door.all(Range.of(Table.EVENTS, "event-3"))
                .<Write>map(item -> new Write.Delete(item.place(), Condition.ANY))
                .toList();
        assertTrue(all.size() > 1, "an event is a version, and the newest");
        door.write(all);
        String said = assertThrows(IllegalStateException.class, this::compare).getMessage();
        assertTrue(said.contains("event-3"), said);
    }

    @Test
    void rowsThatAreNotWhatTheirVersionsSayAreFound() {
        StoredSegment segment = manifests.read(Which.LIVE).manifest().segments().get(0);
        Dictionaries dictionaries = new Dictionaries();
        List<Row> others = new ArrayList<>();
        for (int i = 0; i < segment.rows(); i++) {
            others.add(new Row(
                    org.incidentstats.statistics.model.Fact.of(
                            events.find("event-" + i).orElseThrow()),
                    i + 1L,
                    1));
        }
        Segment stored = Segment.of(others, dictionaries);
        Row wrong = new Row(others.get(0).fact(), 20, 1);
        others.set(0, wrong);
        Segment altered = Segment.of(others, dictionaries);
        assertEquals(stored.rows(), altered.rows());
        for (String key : List.of("columns", "references")) {
            byte[] body = key.equals("columns")
                    ? SegmentFormat.columns(altered, dictionaries)
                    : SegmentFormat.references(altered.references().orElseThrow());
            door.write(List.of(
                    new Write.Put(new Item(new Place(Table.STATISTICS, segment.name(), key), 1, body), Condition.ANY)));
        }
        assertTrue(compare().differences() > 0);
    }
}
