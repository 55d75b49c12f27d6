package org.incidentstats.store;

import java.util.UUID;

import org.incidentstats.store.dynamodb.DynamoDbLocal;

/** The engines behind the door, for tests that run on each: one server of each serves all tests of a process. */
public enum Engine {
    SQLITE {
        @Override
        public Door fresh() {
            return Doors.fresh();
        }
    },
    POSTGRESQL {
        @Override
        public Door fresh() {
            return apart(Postgresql.DOOR.get());
        }
    },
    DYNAMODB {
        @Override
        public Door fresh() {
            return apart(DynamoDb.DOOR.get());
        }
    };

    /** An empty database; where this machine lacks the engine, the test is left out, and says so. */
    public abstract Door fresh();

    private static Door apart(Door shared) {
        return new ApartDoor(shared, UUID.randomUUID() + "/");
    }

    private static final class Postgresql {
        private static final Once<Door> DOOR = new Once<>(() -> {
            PostgresServer server = PostgresServer.start();
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            return server.door();
        });
    }

    private static final class DynamoDb {
        private static final Once<Door> DOOR =
                new Once<>(() -> DynamoDbLocal.start().door());
    }
}
