package org.incidentstats.imports;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.incidentstats.event.EventReader;
import org.incidentstats.event.EventVersion;
import org.incidentstats.event.store.EventStore;
import org.incidentstats.imports.ImportJob.Counts;
import org.incidentstats.imports.file.FileFormat;
import org.incidentstats.imports.file.RefusedRow;
import org.incidentstats.imports.mapping.Mappings;
import org.incidentstats.imports.mapping.SourceNames;
import org.incidentstats.local.FolderUploads;
import org.incidentstats.statistics.model.FactFormat;
import org.incidentstats.store.Campaign;
import org.incidentstats.store.Documents;
import org.incidentstats.store.Door;
import org.incidentstats.store.Engines;
import org.incidentstats.store.FaultyDoor;
import org.incidentstats.store.SteppedDoor;
import org.incidentstats.vocabulary.CodeLists;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** An import survives the end of its process, wherever it was, and lost answers of the database, on each engine. */
class ImportCrashTest {

    /** More calls than one run of the test's file makes: some of the tries end without a crash. */
    private static final int CALLS = 24;

    private static final int IMPORTED_BEFORE = 40;
    private static final int ROWS = 120;

    private static final Engines ENGINES = new Engines();

    @AfterAll
    static void stop() {
        System.out.println("Databases: " + ENGINES);
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

        static Process over(Door door, Path folder) {
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
            assertTrue(store.save(Jobs.waiting(id, FileFormat.CSV, Mappings.OWN), 0)
                    .isPresent());
            return id;
        }
    }

    @Test
    void goesOnWithoutLossOrRepetitionWhereverItsProcessEnded() throws Exception {
        Campaign.of(40, run -> {
            Random random = new Random(run);
            boolean before = random.nextBoolean();
            CrashAt first = new CrashAt(1 + random.nextInt(CALLS), before);
            CrashAt second = new CrashAt(1 + random.nextInt(CALLS), !before);
            importAfter(run, (database, folder, job) -> {
                for (CrashAt crash : List.of(first, second)) {
                    try {
                        Process.over(new SteppedDoor(database, crash), folder)
                                .importer()
                                .run(job, () -> true);
                    } catch (Crash e) {
                        assertTrue(crash.happened());
                    }
                }
            });
        });
    }

    @Test
    void goesOnWithoutLossOrRepetitionWhereAnswersAreLostToo() throws Exception {
        AtomicInteger faults = new AtomicInteger();
        Campaign.of(
                20,
                run -> importAfter(run, (database, folder, job) -> {
                    for (int process = 0; process < 3; process++) {
                        FaultyDoor faulty = new FaultyDoor(database, 3L * run + process)
                                .busy(0.05)
                                .losing(0.3)
                                .dying(0.03)
                                .hiding(0.3);
                        try {
                            Process.over(faulty, folder).importer().run(job, () -> true);
                        } catch (FaultyDoor.Death | Door.Busy e) {
                            // The next one goes on
                        }
                        faults.addAndGet(faulty.injected());
                        faulty.end();
                    }
                }));
        assertTrue(faults.get() > 20, "hardly anything went wrong: " + faults);
    }

    @Test
    void isGivenUpWhereTwoProcessesInARowDidNotSurviveIt() throws Exception {
        Path folder = Files.createTempDirectory("import-crash");
        try (Door database = ENGINES.fresh(0)) {
            Process plain = Process.over(database, folder);
            String job = plain.waiting("poison", file(List.of(row(1, 1))));
            for (int process = 1; process <= Importer.MOST_ATTEMPTS; process++) {
                // Just after it is written down that the work begins
                CrashAt crash = new CrashAt(3, true);
                assertThrows(Crash.class, () -> Process.over(new SteppedDoor(database, crash), folder)
                        .importer()
                        .run(job, () -> true));
                ImportJob running = plain.store().find(job).orElseThrow().job();
                assertEquals(ImportJob.Status.RUNNING, running.status());
                assertEquals(process, running.attempts());
            }
            plain.importer().run(job, () -> true);
            ImportJob given = plain.store().find(job).orElseThrow().job();
            assertEquals(ImportJob.Status.FAILED, given.status());
            assertTrue(given.failure().orElseThrow().startsWith("2 processes ended"), given::toString);
            assertTrue(given.finishedAt().isPresent());
            try (Stream<Path> left = Files.list(folder)) {
                assertEquals(List.of(), left.toList());
            }
        }
        Files.delete(folder);
    }

    @Test
    void isNotGivenUpByProcessesThatWereToldToStop() throws Exception {
        Path folder = Files.createTempDirectory("import-crash");
        try (Door database = ENGINES.fresh(0)) {
            Process plain = Process.over(database, folder);
            String job = plain.waiting("patient", file(List.of(row(1, 1))));
            for (int process = 0; process < 5; process++) {
                plain.importer().run(job, () -> false);
                assertEquals(0, plain.store().find(job).orElseThrow().job().attempts());
            }
            plain.importer().run(job, () -> true);
            assertEquals(
                    ImportJob.Status.COMPLETED,
                    plain.store().find(job).orElseThrow().job().status());
        }
        Files.delete(folder);
    }

    /** What becomes of an import before a process comes to which nothing happens. */
    private interface Trouble {
        void with(Door database, Path folder, String job) throws Exception;
    }

    /**
     * An import in two steps: rows with new content, rows as they were imported before, rows that are refused, new rows,
     * and rows that say again what is in the file already.
     */
    private static void importAfter(int run, Trouble trouble) throws Exception {
        Path folder = Files.createTempDirectory("import-crash");
        try (Door database = ENGINES.fresh(run)) {
            Process plain = Process.over(database, folder);
            List<String> before =
                    IntStream.range(0, IMPORTED_BEFORE).mapToObj(i -> row(i, 1)).toList();
            plain.importer().run(plain.waiting("first", file(before)), () -> true);
            long position = plain.events().head().position();
            List<String> rows = new ArrayList<>();
            for (int i = 0; i < ROWS; i++) {
                rows.add(
                        i == 100
                                ? row(0, 2)
                                : i == 101 ? row(50, 7) : i % 5 == 4 ? row(i, -1) : row(i, i < 20 ? 2 : 1));
            }
            String job = plain.waiting("second", file(rows));
            trouble.with(database, folder, job);
            plain.importer().run(job, () -> true);
            ImportJob ended = plain.store().find(job).orElseThrow().job();
            if (ended.status() == ImportJob.Status.FAILED) {
                // Two processes in a row did not survive the same rows: sent again, the file is imported to its end.
                assertTrue(ended.failure().orElseThrow().startsWith("2 processes ended"), ended::toString);
                plain.importer().run(plain.waiting("again", file(rows)), () -> true);
                assertEquals(
                        ROWS,
                        plain.store().find("again").orElseThrow().job().counts().rows());
            } else {
                assertCounted(plain, job);
            }
            assertOnRecord(plain, position);
            try (Stream<Path> left = Files.list(folder)) {
                assertEquals(List.of(), left.toList(), "the uploads are gone");
            }
        }
        Files.delete(folder);
    }

    /** Refused are every fifth row and the one that contradicts its file; row 100 repeats what the file says. */
    private static void assertCounted(Process plain, String job) {
        assertEquals(
                new Counts(ROWS, 62, 16, 17, 25),
                plain.store().find(job).orElseThrow().job().counts());
        assertEquals(created(), plain.store().created(job).toList());
        assertEquals(
                IntStream.range(0, ROWS)
                        .filter(i -> i % 5 == 4 || i == 101)
                        .mapToObj(i -> (long) i + 2)
                        .toList(),
                plain.store().refused(job).map(RefusedRow::line).toList());
    }

    private static List<String> created() {
        return IntStream.range(IMPORTED_BEFORE, ROWS)
                .filter(i -> i % 5 != 4 && i != 100 && i != 101)
                .mapToObj(i -> "row-" + i)
                .toList();
    }

    private static void assertOnRecord(Process plain, long before) {
        assertEquals(before + 62 + 16, plain.events().head().position(), "nothing was recorded twice");
        Map<String, EventVersion> onRecord = plain.events()
                .current(IntStream.range(0, ROWS).mapToObj(i -> "row-" + i).toList());
        for (int i = 0; i < 20; i++) {
            assertEquals(i % 5 == 4 ? 1 : 2, onRecord.get("row-" + i).version());
        }
        created().forEach(id -> assertEquals(1, onRecord.get(id).version()));
        assertEquals(IMPORTED_BEFORE + 62, onRecord.size());
    }

    private static String file(List<String> rows) {
        return "id,date,title,type,countries,outcome,evidence,killed_best,sources\n" + String.join("", rows);
    }

    private static String row(int number, int killed) {
        return "row-%d,2024-05-01,Example %d,armed-assault,TJK,completed,attributed,%d,Example Gazette\n"
                .formatted(number, number, killed);
    }
}
