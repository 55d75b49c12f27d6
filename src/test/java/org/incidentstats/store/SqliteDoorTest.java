package org.incidentstats.store;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract, on SQLite. */
class SqliteDoorTest extends DoorContract {

    private static Door door;

    @BeforeAll
    static void open() {
        door = Doors.fresh();
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @Override
    Door door() {
        return door;
    }
}
