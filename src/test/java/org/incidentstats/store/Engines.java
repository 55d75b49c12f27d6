package org.incidentstats.store;

import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;

import org.incidentstats.store.dynamodb.DynamoDbLocal;
import org.opentest4j.TestAbortedException;

/** The engines that this machine has. Each starts when it is first asked for, and ends with these. */
public final class Engines implements AutoCloseable {

    private static final int ONE_IN_DYNAMODB = 10;
    private static final int ONE_IN_POSTGRESQL = 5;

    private final Map<Engine, Running> running = new EnumMap<>(Engine.class);
    private final Map<Engine, String> leftOut = new EnumMap<>(Engine.class);
    private final Map<Engine, Integer> used = new EnumMap<>(Engine.class);

    private record Running(Door door, AutoCloseable server) {}

    /**
     * An empty database, for campaigns of many runs: most are on SQLite, some on PostgreSQL, and a few on DynamoDB Local,
     * which takes longest.
     *
     * @param run decides on which engine; where that is not here, it is on SQLite
     */
    public Door fresh(int run) {
        try {
            return fresh(engine(run));
        } catch (TestAbortedException e) {
            return fresh(Engine.SQLITE);
        }
    }

    private static Engine engine(int run) {
        if (run % ONE_IN_DYNAMODB == 1) {
            return Engine.DYNAMODB_LOCAL;
        }
        return run % ONE_IN_POSTGRESQL == 2 ? Engine.POSTGRESQL : Engine.SQLITE;
    }

    /** An empty database; the test is left out where the engine is not here. */
    public synchronized Door fresh(Engine engine) {
        Door door = engine == Engine.SQLITE
                ? Doors.fresh()
                : new ApartDoor(running(engine).door(), UUID.randomUUID() + "/");
        used.merge(engine, 1, Integer::sum);
        return door;
    }

    private Running running(Engine engine) {
        if (leftOut.containsKey(engine)) {
            throw new TestAbortedException(leftOut.get(engine));
        }
        try {
            return running.computeIfAbsent(engine, Engines::start);
        } catch (TestAbortedException e) {
            System.out.println(e.getMessage());
            leftOut.put(engine, e.getMessage());
            throw e;
        }
    }

    private static Running start(Engine engine) {
        if (engine == Engine.POSTGRESQL) {
            PostgresServer server = PostgresServer.start();
            return new Running(server.door(), server);
        }
        DynamoDbLocal local = DynamoDbLocal.start();
        return new Running(local.door(), local);
    }

    /** How many databases there were on each engine. */
    @Override
    public String toString() {
        return used.toString();
    }

    @Override
    public void close() {
        running.values().forEach(one -> {
            one.door().close();
            try {
                one.server().close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
