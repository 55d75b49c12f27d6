package org.incidentstats.imports;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.incidentstats.event.EventReader;
import org.incidentstats.event.EventVersion;
import org.incidentstats.event.store.EventStore;
import org.incidentstats.imports.ImportJob.Counts;
import org.incidentstats.local.FolderUploads;
import org.incidentstats.statistics.model.FactFormat;
import org.incidentstats.store.Documents;
import org.incidentstats.store.Door;
import org.incidentstats.store.Engine;
import org.incidentstats.store.SteppedDoor;
import org.incidentstats.vocabulary.CodeLists;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** An import survives the end of its process, wherever it was. */
@ParameterizedClass
@EnumSource(Engine.class)
class ImportCrashTest {

    /** More calls than one run of the test's file makes: some of the tries end without a crash. */
    private static final int CALLS = 24;

    private static final int IMPORTED_BEFORE = 40;
    private static final int ROWS = 120;

    private static final int ON_SQLITE = 40;
    private static final int ON_OTHERS = 8;

    @TempDir
    static Path folder;

    @Parameter
    Engine engine;

    private Door database;

    @BeforeEach
    void startDatabase() {
        database = engine.fresh();
    }

    @AfterEach
    void stopDatabase() {
        if (database != null) {
            database.close();
        }
    }

    /** The end of a process: nothing catches it, and nothing is called after it. */
    private static final class Crash extends Error {
        private static final long serialVersionUID = 1;
    }

    /** Ends the process at one call of the database: before it is sent, or after it was carried out. */
    private static final class CrashAt implements SteppedDoor.Steps {

        private final int fatal;
        private boolean happened;

        CrashAt(int call, boolean before) {
            this.fatal = before ? 2 * call - 1 : 2 * call;
        }

        @Override
        public void at(int step, boolean answered, boolean write) {
            if (step >= fatal) {
                happened = true;
                throw new Crash();
            }
        }

        boolean happened() {
            return happened;
        }
    }

    /** Everything that a process has of an import. */
    private record Process(EventStore events, ImportStore store, Uploads uploads, Importer importer) {

        static Process over(Door door) {
            CodeLists codes = new CodeLists();
            EventStore events = new EventStore(door, Clock.systemUTC(), new FactFormat());
            ImportStore store = new ImportStore(new Documents(door));
            Uploads uploads = new FolderUploads(folder, accepted -> {});
            return new Process(
                    events,
                    store,
                    uploads,
                    new Importer(
                            store,
                            uploads,
                            new Mappings(codes),
                            new SourceNames(codes),
                            codes,
                            new EventReader(codes, Clock.systemUTC()),
                            events,
                            Clock.systemUTC()));
        }

        String waiting(String id, String file) throws Exception {
            uploads.keep(id, new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
            store.save(
                            new ImportJob(
                                    id,
                                    ImportJob.Status.WAITING,
                                    false,
                                    "test.csv",
                                    FileFormat.CSV,
                                    Mappings.OWN,
                                    Optional.empty(),
                                    Optional.empty(),
                                    "editor@example.org",
                                    Instant.now(),
                                    Optional.empty(),
                                    List.of(),
                                    Set.of(),
                                    Set.of(),
                                    Counts.NONE,
                                    Map.of(),
                                    Optional.empty()),
                            0)
                    .orElseThrow();
            return id;
        }
    }

    /**
     * In two steps: rows with new content, rows as they were imported before, rows that are refused, new rows, and rows
     * that say again what is in the file already.
     */
    @Test
    void goesOnWithoutLossOrRepetitionWhereverItsProcessEnded() throws Exception {
        Random random = new Random();
        for (int i = 0; i < (engine == Engine.SQLITE ? ON_SQLITE : ON_OTHERS); i++) {
            crash("crash" + i, 1 + random.nextInt(CALLS), random.nextBoolean(), 1 + random.nextInt(CALLS));
        }
    }

    private void crash(String prefix, int firstCrash, boolean before, int secondCrash) throws Exception {
        Process plain = Process.over(database);
        plain.importer()
                .run(
                        plain.waiting(
                                prefix + "-first",
                                file(IntStream.range(0, IMPORTED_BEFORE)
                                        .mapToObj(i -> row(prefix, i, 1))
                                        .toList())),
                        () -> true);
        long sequence = plain.events().head().position();
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            rows.add(
                    i == 100
                            ? row(prefix, 0, 2)
                            : i == 101
                                    ? row(prefix, 50, 7)
                                    : i % 5 == 4 ? row(prefix, i, -1) : row(prefix, i, i < 20 ? 2 : 1));
        }
        String job = plain.waiting(prefix + "-second", file(rows));
        for (CrashAt crash : List.of(new CrashAt(firstCrash, before), new CrashAt(secondCrash, !before))) {
            Process dying = Process.over(new SteppedDoor(database, crash));
            try {
                dying.importer().run(job, () -> true);
            } catch (Crash e) {
                assertTrue(crash.happened());
            }
        }
        plain.importer().run(job, () -> true);

        // Refused are every fifth row and the one that contradicts its file; row 100 repeats what the file says.
        assertEquals(
                new Counts(ROWS, 62, 16, 17, 25),
                plain.store().find(job).orElseThrow().job().counts());
        List<String> created = IntStream.range(IMPORTED_BEFORE, ROWS)
                .filter(i -> i % 5 != 4 && i != 100 && i != 101)
                .mapToObj(i -> prefix + "-" + i)
                .toList();
        assertEquals(created, plain.store().created(job).toList());
        assertEquals(
                IntStream.range(0, ROWS)
                        .filter(i -> i % 5 == 4 || i == 101)
                        .mapToObj(i -> (long) i + 2)
                        .toList(),
                plain.store().refused(job).map(RefusedRow::line).toList());
        assertEquals(sequence + 62 + 16, plain.events().head().position(), "nothing was recorded twice");
        Map<String, EventVersion> onRecord = plain.events()
                .current(
                        IntStream.range(0, ROWS).mapToObj(i -> prefix + "-" + i).toList());
        for (int i = 0; i < 20; i++) {
            assertEquals(i % 5 == 4 ? 1 : 2, onRecord.get(prefix + "-" + i).version());
        }
        created.forEach(id -> assertEquals(1, onRecord.get(id).version()));
        assertEquals(IMPORTED_BEFORE + 62, onRecord.size());
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList(), "the uploads are gone");
        }
    }

    private static String file(List<String> rows) {
        return "id,date,title,type,countries,outcome,evidence,killed_best,sources\n" + String.join("", rows);
    }

    private static String row(String prefix, int number, int killed) {
        return "%s-%d,2024-05-01,Example %d,armed-assault,TJK,completed,attributed,%d,Example Gazette\n"
                .formatted(prefix, number, number, killed);
    }
}
