package org.incidentstats.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.incidentstats.store.sql.SqlDoor;

/** Doors for tests: each to a database of its own, on a temporary file that goes with the process. */
public final class Doors {

    private Doors() {}

    public static Door fresh() {
        return SqlDoor.sqlite(file());
    }

    /** A place for a database that is not there yet. */
    public static Path file() {
        try {
            Path folder = Files.createTempDirectory("incidentstats-door");
            Path file = folder.resolve("record.sqlite");
            // Deleted in reverse order
            folder.toFile().deleteOnExit();
            file.toFile().deleteOnExit();
            folder.resolve("record.sqlite-wal").toFile().deleteOnExit();
            folder.resolve("record.sqlite-shm").toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
