package org.incidentstats.statistics.columns;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

import org.incidentstats.event.Event;
import org.incidentstats.event.store.Change;
import org.incidentstats.event.store.Change.Correction;
import org.incidentstats.event.store.Change.Creation;
import org.incidentstats.event.store.EventStore;
import org.incidentstats.statistics.Cost;
import org.incidentstats.statistics.Query;
import org.incidentstats.statistics.Selection;
import org.incidentstats.statistics.Snapshot;
import org.incidentstats.statistics.columns.Manifests.Which;
import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.statistics.model.FactFormat;
import org.incidentstats.statistics.model.Measure;
import org.incidentstats.statistics.model.SyntheticFacts;
import org.incidentstats.statistics.model.SyntheticVersions;
import org.incidentstats.store.Door;
import org.incidentstats.store.Doors;
import org.incidentstats.store.Item;
import org.incidentstats.store.Limits;
import org.incidentstats.store.Page;
import org.incidentstats.store.Place;
import org.incidentstats.store.Range;
import org.incidentstats.store.Write;
import org.incidentstats.time.Period;

/**
 * What compaction costs, in write units of DynamoDB for each change, deletions included, and what a process reads that
 * begins. Its argument is the number of events, which are put on record in writes of 24.
 */
public final class CompactionBenchmark {

    private static final int CORRECTIONS = 1_000;
    private static final String EDITOR = "editor@example.org";

    private CompactionBenchmark() {}

    public static void main(String[] arguments) {
        int number = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        try (Door database = Doors.fresh()) {
            Units units = new Units(database);
            EventStore events = new EventStore(database, Clock.systemUTC(), new FactFormat());
            Compaction compaction = new Compaction(units, events, Clock.systemUTC());
            List<String> ids = new ArrayList<>();
            Random random = new Random(1);
            List<Creation> waiting = new ArrayList<>();
            List<Event> contents = new ArrayList<>();
            new SyntheticFacts(1).each(number, fact -> {
                Event event = SyntheticVersions.of(fact, 1).event();
                if (contents.size() < CORRECTIONS) {
                    contents.add(event);
                }
                String id = new UUID(random.nextLong(), random.nextLong()).toString();
                ids.add(id);
                waiting.add(new Creation(id, event));
                if (waiting.size() == EventStore.MOST_AT_ONCE) {
                    events.record(waiting, EDITOR);
                    waiting.clear();
                    compaction.run(Duration.ofMinutes(5));
                }
            });
            tell("appending " + number + " in writes of 24", units, number);
            questions(database, events);
            for (int i = 0; i < CORRECTIONS; i++) {
                String id = ids.get(random.nextInt(ids.size() / EventStore.MOST_AT_ONCE * EventStore.MOST_AT_ONCE));
                Change change = new Correction(
                        id,
                        events.find(id).orElseThrow().version(),
                        contents.get(random.nextInt(contents.size())),
                        Optional.empty());
                events.record(List.of(change), EDITOR);
                compaction.run(Duration.ofMinutes(5));
            }
            tell(CORRECTIONS + " scattered corrections", units, CORRECTIONS);
            System.out.printf(Locale.ROOT, "the tail has %,d changes%n", compaction.tail());
            questions(database, events);
        }
    }

    private static void tell(String what, Units units, int changes) {
        System.out.printf(
                Locale.ROOT,
                "%s: %.3f units written and %.3f for deletions a change%n",
                what,
                units.written / changes,
                units.deleted / changes);
        units.written = 0;
        units.deleted = 0;
    }

    private static void questions(Door database, EventStore events) {
        Manifest manifest =
                new Manifests(database, Generation.own()).read(Which.LIVE).manifest();
        System.out.printf(
                Locale.ROOT,
                "%,d segments, %d of them loose, in %d ranges%n",
                manifest.segments().size(),
                manifest.segments().stream()
                        .filter(Manifest.StoredSegment::loose)
                        .count(),
                manifest.cuts().size() + 1);
        for (Period period : List.of(Period.EVER, Period.of("2023", "2024"))) {
            Snapshot cold = new ColumnStatistics(database, events).now();
            cold.answer(new Query(
                    List.of(Dimension.COUNTRY),
                    List.of(Measure.EVENTS),
                    new Selection(Selection.EVERYTHING.filters(), period)));
            Cost cost = cold.cost();
            System.out.printf(
                    Locale.ROOT,
                    "a process that begins with by=country over %s: %,.0f read units, %,d requests, %,d rows%n",
                    period,
                    cost.readUnits(),
                    cost.requests(),
                    cost.rowsScanned());
        }
    }

    /** Adds up what writes would cost in DynamoDB. */
    private static final class Units implements Door {
        private final Door behind;
        private double written;
        private double deleted;

        Units(Door behind) {
            this.behind = behind;
        }

        @Override
        public void write(List<Write> writes) {
            int times = writes.size() > 1 ? 2 : 1;
            for (Write write : writes) {
                if (write instanceof Write.Put put) {
                    written += times * units(put.item());
                } else {
                    deleted +=
                            times * behind.get(write.place()).map(Units::units).orElse(1.0);
                }
            }
            behind.write(writes);
        }

        private static double units(Item item) {
            return Math.ceil(Limits.bytes(item) / 1024.0);
        }

        @Override
        public Optional<Item> get(Place place) {
            return behind.get(place);
        }

        @Override
        public List<Item> getAll(Collection<Place> places) {
            return behind.getAll(places);
        }

        @Override
        public List<Item> getUnchanging(Collection<Place> places) {
            return behind.getUnchanging(places);
        }

        @Override
        public Page range(Range range, int limit) {
            return behind.range(range, limit);
        }

        @Override
        public AutoCloseable onChange(Runnable wake) {
            return behind.onChange(wake);
        }

        @Override
        public Door measuredBy(Meter meter) {
            return behind.measuredBy(meter);
        }

        @Override
        public void close() {
            behind.close();
        }
    }
}
