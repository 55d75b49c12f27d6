package org.incidentstats.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.incidentstats.store.Door;
import org.incidentstats.store.sql.SqlDoor;

/** The database: a file of SQLite on one machine, PostgreSQL where one is named. */
@Singleton
public final class Database {

    private final String place;
    private final Door door;
    private final Optional<DatabaseFile> file;

    Database(Edition edition, DatabaseSettings settings, LocalSettings local) throws IOException {
        if (edition.isServer()) {
            // Without its parameters, among which a password may be
            this.place = "in " + settings.database().orElseThrow().replaceFirst("\\?.*", "");
            this.file = Optional.empty();
            this.door = SqlDoor.postgresql(
                    settings.database().orElseThrow(),
                    settings.databaseUser().orElse(""),
                    settings.databasePassword().orElse(""));
            return;
        }
        DatabaseFile own = DatabaseFile.in(local.dataFolder(), Path.of(System.getProperty("java.io.tmpdir")));
        this.place = own.temporary().isPresent()
                ? "in a temporary file, which goes with the process"
                : "in " + own.path().toAbsolutePath();
        this.file = Optional.of(own);
        this.door = SqlDoor.sqlite(own.path());
    }

    @Produces
    @Singleton
    Door door() {
        return door;
    }

    /** Where the data are, for whoever starts the application. */
    String place() {
        return place;
    }

    /** A folder beside the data, for what belongs to them; none where they are in no file. */
    Optional<Path> beside(String name) {
        return file.map(own -> own.path().resolveSibling(name));
    }

    @PreDestroy
    void close() {
        door.close();
        file.ifPresent(DatabaseFile::deleteIfTemporary);
    }
}
