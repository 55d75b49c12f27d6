package org.incidentstats.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.incidentstats.store.Door;
import org.incidentstats.store.Range;
import org.incidentstats.store.Table;
import org.incidentstats.store.sql.SqlDoor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The data of a local edition without a folder go with its process, also if that is killed. */
class TemporaryFolderTest {

    @TempDir
    Path parent;

    /** A process that has its data in a temporary folder. */
    private record Other(Process process, Path file) implements AutoCloseable {

        static Other in(Path parent) throws IOException {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Other.class.getName(),
                            parent.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new Other(process, Path.of(process.inputReader().readLine()));
        }

        @SuppressWarnings({"EffectivelyPrivate", "UnusedMethod"}) // A process of its own begins here
        public static void main(String[] arguments) throws Exception {
            DatabaseFile file = DatabaseFile.in(Optional.empty(), Path.of(arguments[0]));
            try (Door door = SqlDoor.sqlite(file.path())) {
                door.range(Range.of(Table.EVENTS, "any"), 1);
                System.out.println(file.path());
                // Until it is killed
                System.in.read();
            }
        }

        /** As kill -9 does it. */
        @Override
        public void close() {
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    @Test
    void clearsWhatWasLeftByTheKilledAndNothingOfTheLiving() throws Exception {
        Other killed = Other.in(parent);
        try (Other living = Other.in(parent)) {
            DatabaseFile here = DatabaseFile.in(Optional.empty(), parent);
            Files.createFile(here.path());
            killed.close();
            assertTrue(Files.exists(killed.file()), "nothing but the next start clears it");

            DatabaseFile next = DatabaseFile.in(Optional.empty(), parent);

            assertFalse(Files.exists(killed.file().getParent()));
            assertTrue(Files.exists(living.file()));
            assertTrue(Files.exists(here.path()));
            next.deleteIfTemporary();
            assertFalse(Files.exists(next.path().getParent()));

            // Nor does the one after it, to which no lock is lost by having been looked at
            try (Other another = Other.in(parent)) {
                assertTrue(Files.exists(another.file()));
                assertTrue(Files.exists(living.file()));
                assertTrue(Files.exists(here.path()));
            }
            here.deleteIfTemporary();
            assertFalse(Files.exists(here.path().getParent()));
        }
    }

    @Test
    void leavesWhatIsNotCertainlyItsOwn() throws Exception {
        Path elsewhere = Files.createDirectory(parent.resolve("data"));
        Files.createFile(elsewhere.resolve(DatabaseFile.NAME));
        Files.createFile(elsewhere.resolve("in-use"));
        Files.createSymbolicLink(parent.resolve("incident-statistics-link"), elsewhere);
        Path withoutLock = Files.createDirectory(parent.resolve("incident-statistics-1"));
        Files.createFile(withoutLock.resolve(DatabaseFile.NAME));
        Path beginning = Files.createDirectory(parent.resolve("incident-statistics-2"));
        Files.createFile(beginning.resolve("in-use"));
        Path withMore = Files.createDirectory(parent.resolve("incident-statistics-3"));
        Files.createFile(withMore.resolve(DatabaseFile.NAME));
        Files.createFile(withMore.resolve("in-use"));
        Path letter = Files.writeString(withMore.resolve("letter.txt"), "somebody's");

        DatabaseFile.in(Optional.empty(), parent).deleteIfTemporary();

        assertTrue(Files.exists(elsewhere.resolve(DatabaseFile.NAME)));
        assertTrue(Files.exists(withoutLock.resolve(DatabaseFile.NAME)));
        assertTrue(Files.exists(beginning.resolve("in-use")));
        assertEquals("somebody's", Files.readString(letter));
    }

    @Test
    void aFolderThatWasNamedStays() throws Exception {
        Path named = parent.resolve("kept");
        DatabaseFile file = DatabaseFile.in(Optional.of(named), parent);
        Files.createFile(file.path());
        file.deleteIfTemporary();
        assertTrue(Files.exists(named.resolve(DatabaseFile.NAME)));
    }
}
