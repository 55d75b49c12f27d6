package org.incidentstats.store;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract, on PostgreSQL. */
class PostgresDoorTest extends SqlDoorContract {

    private static PostgresServer server;
    private static Door door;

    @BeforeAll
    static void start() {
        server = PostgresServer.start();
        door = server.door();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            door.close();
            server.close();
        }
    }

    @Override
    protected Door door() {
        return door;
    }

    @Override
    Door another() {
        return server.door();
    }
}
