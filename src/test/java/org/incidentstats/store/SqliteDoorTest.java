package org.incidentstats.store;

import java.nio.file.Path;

import org.incidentstats.store.sql.SqlDoor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract, on SQLite. */
class SqliteDoorTest extends SqlDoorContract {

    private static final Path FILE = Doors.file();
    private static Door door;

    @BeforeAll
    static void open() {
        door = SqlDoor.sqlite(FILE);
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @Override
    protected Door door() {
        return door;
    }

    @Override
    Door another() {
        return SqlDoor.sqlite(FILE);
    }
}
