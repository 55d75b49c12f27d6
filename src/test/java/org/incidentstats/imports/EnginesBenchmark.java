package org.incidentstats.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.incidentstats.event.EventReader;
import org.incidentstats.event.EventVersion;
import org.incidentstats.event.store.Change;
import org.incidentstats.event.store.EventStore;
import org.incidentstats.imports.file.FileFormat;
import org.incidentstats.imports.mapping.Mappings;
import org.incidentstats.imports.mapping.SourceNames;
import org.incidentstats.local.FolderUploads;
import org.incidentstats.statistics.EventCursor;
import org.incidentstats.statistics.EventList;
import org.incidentstats.statistics.EventList.Within;
import org.incidentstats.statistics.EventPage;
import org.incidentstats.statistics.EventPage.Listed;
import org.incidentstats.statistics.Selection;
import org.incidentstats.statistics.columns.ColumnStatistics;
import org.incidentstats.statistics.columns.Compaction;
import org.incidentstats.statistics.model.FactFormat;
import org.incidentstats.store.Documents;
import org.incidentstats.store.Door;
import org.incidentstats.store.Doors;
import org.incidentstats.store.PostgresServer;
import org.incidentstats.store.dynamodb.DynamoDbLocal;
import org.incidentstats.vocabulary.CodeLists;
import org.opentest4j.TestAbortedException;

import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What is done with the application on each engine, in one run: an import of rows in GTD's layout, then, in turns, so that
 * whatever else the machine does meets all alike, changes one by one and pages of events as {@code limit=50} makes them,
 * each the next of the one before. Processor time is that of this process and of the server's.
 *
 * <pre>java -Doutput.folder=target -cp … org.incidentstats.imports.EnginesBenchmark [rows]</pre>
 */
final class EnginesBenchmark {

    private static final int ROUNDS = 5;
    private static final int CHANGES = 100;
    private static final int PAGES = 40;
    private static final int OF_A_PAGE = 50;
    private static final Duration BUDGET = Duration.ofMinutes(10);
    private static final String EDITOR = "editor@example.org";

    private final String name;
    private final Door door;
    private final Supplier<Duration> server;
    private final Clock clock = Clock.systemUTC();
    private final EventStore events;
    private final ColumnStatistics statistics;
    private final Random random = new Random(1);
    private final Took imported = new Took();
    private final Took changed = new Took();
    private final Took paged = new Took();
    private List<String> ids = List.of();

    private EnginesBenchmark(String name, Door door, Supplier<Duration> server) {
        this.name = name;
        this.door = door;
        this.server = server;
        this.events = new EventStore(door, clock, new FactFormat());
        this.statistics = new ColumnStatistics(door, events);
    }

    /** How long something took, by the clock and of the processors. */
    private static final class Took {
        private long done;
        private long nanos;
        private Duration processor = Duration.ZERO;

        double perSecond() {
            return done * 1e9 / nanos;
        }

        double millis() {
            return nanos / 1e6 / done;
        }

        double processorMillis() {
            return processor.toNanos() / 1e6 / done;
        }
    }

    public static void main(String[] arguments) throws Exception {
        int rows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20_000;
        List<AutoCloseable> open = new ArrayList<>();
        List<EnginesBenchmark> engines = new ArrayList<>();
        engines.add(new EnginesBenchmark("SQLite", Doors.fresh(), () -> Duration.ZERO));
        try {
            ifThere(() -> {
                PostgresServer postgres = PostgresServer.start();
                open.add(postgres);
                engines.add(new EnginesBenchmark("PostgreSQL", postgres.door(), () -> processorTime(postgres)));
            });
            ifThere(() -> {
                DynamoDbLocal local = DynamoDbLocal.start();
                open.add(local);
                engines.add(new EnginesBenchmark(
                        "DynamoDB Local", local.door(), () -> processorTime(Stream.of(local.process()))));
            });
            Path folder = Files.createTempDirectory("engines-benchmark");
            Path csv = folder.resolve("gtd.csv");
            new ImportBenchmark(rows, folder).writeCsv(csv, ImportBenchmark.sample());
            try (Door warm = Doors.fresh()) {
                // Or the first engine would pay for the compiler
                new EnginesBenchmark("", warm, () -> Duration.ZERO).importRows(csv, folder);
            }
            for (EnginesBenchmark engine : engines) {
                engine.importRows(csv, folder);
            }
            Files.delete(csv);
            Files.delete(folder);
            for (int round = 0; round < ROUNDS; round++) {
                for (EnginesBenchmark engine : engines) {
                    // The first makes ready
                    engine.round(round > 0);
                }
            }
            System.out.printf(
                    "%-15s %13s %16s | %10s %16s | %10s %16s%n",
                    "engine", "rows/s", "processor ms", "change ms", "processor ms", "page ms", "processor ms");
            engines.forEach(EnginesBenchmark::print);
        } finally {
            engines.forEach(engine -> engine.door.close());
            for (AutoCloseable server : open) {
                server.close();
            }
        }
        // Libraries leave threads behind
        System.exit(0);
    }

    private static void ifThere(Runnable engine) {
        try {
            engine.run();
        } catch (TestAbortedException e) {
            System.out.println(e.getMessage());
        }
    }

    private static Duration processorTime(PostgresServer server) {
        try {
            return processorTime(server.processes().stream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Duration processorTime(Stream<ProcessHandle> processes) {
        return processes
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    private Duration processorTime() {
        var own = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return Duration.ofNanos(own.getProcessCpuTime()).plus(server.get());
    }

    private void measure(Took took, long done, boolean counts, Runnable work) {
        Duration before = processorTime();
        long start = System.nanoTime();
        work.run();
        long end = System.nanoTime();
        if (counts) {
            took.done += done;
            took.nanos += end - start;
            took.processor = took.processor.plus(processorTime()).minus(before);
        }
    }

    private void importRows(Path csv, Path folder) throws IOException {
        CodeLists codes = new CodeLists();
        ImportStore store = new ImportStore(new Documents(door));
        Uploads uploads = new FolderUploads(folder, accepted -> {});
        Importer importer = new Importer(
                store,
                uploads,
                new Mappings(codes),
                new SourceNames(codes),
                codes,
                new EventReader(codes, clock),
                events,
                clock);
        try (InputStream stream = Files.newInputStream(csv)) {
            uploads.keep("job", stream);
        }
        assertTrue(store.save(Jobs.waiting("job", FileFormat.CSV, "gtd"), 0).isPresent());
        long rows = Files.readAllLines(csv).size() - 1L;
        measure(imported, rows, true, () -> importer.run("job", () -> true));
        ids = store.created("job").toList();
        if (ids.size() != rows) {
            throw new IllegalStateException("%s: %d of %d rows".formatted(name, ids.size(), rows));
        }
        new Compaction(door, events, clock).run(BUDGET);
    }

    private void round(boolean counts) {
        // Of another as before, so that each changes something
        List<Change> changes = new ArrayList<>();
        for (EventVersion version : events.current(some()).values()) {
            changes.add(new Change.Correction(
                    version.id(), version.version(), other(version).event(), Optional.empty()));
        }
        measure(changed, changes.size(), counts, () -> {
            changes.forEach(change -> events.record(List.of(change), EDITOR));
        });
        measure(paged, PAGES, counts, () -> {
            Optional<EventCursor> after = Optional.empty();
            for (int i = 0; i < PAGES; i++) {
                EventPage page =
                        statistics.now().events(new EventList(Selection.EVERYTHING, Within.CERTAIN, after, OF_A_PAGE));
                List<EventVersion> shown =
                        events.findAll(page.events().stream().map(Listed::key).toList());
                if (shown.size() != OF_A_PAGE) {
                    throw new IllegalStateException("A page of " + shown.size());
                }
                after = Optional.of(page)
                        .filter(EventPage::more)
                        .map(one -> EventCursor.of(one.events().get(OF_A_PAGE - 1)));
            }
        });
    }

    private List<String> some() {
        return random.ints(0, ids.size())
                .distinct()
                .limit(CHANGES)
                .mapToObj(ids::get)
                .toList();
    }

    private EventVersion other(EventVersion version) {
        while (true) {
            EventVersion other =
                    events.find(ids.get(random.nextInt(ids.size()))).orElseThrow();
            if (!other.event().equals(version.event())) {
                return other;
            }
        }
    }

    private void print() {
        System.out.printf(
                Locale.ROOT,
                "%-15s %,13.0f %16.3f | %10.2f %16.3f | %10.2f %16.3f%n",
                name,
                imported.perSecond(),
                imported.processorMillis(),
                changed.millis(),
                changed.processorMillis(),
                paged.millis(),
                paged.processorMillis());
    }
}
