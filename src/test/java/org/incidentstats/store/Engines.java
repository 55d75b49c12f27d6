package org.incidentstats.store;

import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;

import org.incidentstats.store.dynamodb.DynamoDbLocal;
import org.opentest4j.TestAbortedException;

/**
 * The engines that this machine has. The server of each starts when it is first asked for, and ends with the process of the
 * tests; each database on it is apart from all others.
 */
public final class Engines {

    private static final Map<Engine, Door> RUNNING = new EnumMap<>(Engine.class);
    private static final Map<Engine, String> LEFT_OUT = new EnumMap<>(Engine.class);

    private static final int ONE_IN_DYNAMODB = 10;
    private static final int ONE_IN_POSTGRESQL = 5;

    private final Map<Engine, Integer> used = new EnumMap<>(Engine.class);

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
        Door door = engine == Engine.SQLITE ? Doors.fresh() : new ApartDoor(running(engine), UUID.randomUUID() + "/");
        used.merge(engine, 1, Integer::sum);
        return door;
    }

    private static Door running(Engine engine) {
        synchronized (RUNNING) {
            if (LEFT_OUT.containsKey(engine)) {
                throw new TestAbortedException(LEFT_OUT.get(engine));
            }
            try {
                return RUNNING.computeIfAbsent(engine, Engines::start);
            } catch (TestAbortedException e) {
                System.out.println(e.getMessage());
                LEFT_OUT.put(engine, e.getMessage());
                throw e;
            }
        }
    }

    private static Door start(Engine engine) {
        if (engine == Engine.DYNAMODB_LOCAL) {
            // Ends with the process by itself
            return DynamoDbLocal.start().door();
        }
        PostgresServer server = PostgresServer.start();
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        return server.door();
    }

    /** How many databases there were on each engine. */
    @Override
    public String toString() {
        return used.toString();
    }
}
