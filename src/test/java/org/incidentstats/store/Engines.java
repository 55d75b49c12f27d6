package org.incidentstats.store;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

import org.incidentstats.store.dynamodb.DynamoDbLocal;
import org.opentest4j.TestAbortedException;

/**
 * The engines that this machine has, for campaigns of many runs: most are on SQLite, some on PostgreSQL, and a few on
 * DynamoDB Local, which takes longest.
 */
public final class Engines implements AutoCloseable {

    private static final int ONE_IN_DYNAMODB = 10;
    private static final int ONE_IN_POSTGRESQL = 5;

    private final Optional<PostgresServer> postgresql = ifThere(PostgresServer::start);
    private final Optional<Door> inPostgresql = postgresql.map(PostgresServer::door);
    private final Optional<DynamoDbLocal> dynamodb = ifThere(DynamoDbLocal::start);
    private final Optional<Door> inDynamodb = dynamodb.map(DynamoDbLocal::door);
    private final Map<String, Integer> used = new TreeMap<>();

    private static <T> Optional<T> ifThere(Supplier<T> start) {
        try {
            return Optional.of(start.get());
        } catch (TestAbortedException e) {
            System.out.println(e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * An empty database.
     *
     * @param run decides on which engine
     */
    public Door fresh(int run) {
        if (run % ONE_IN_DYNAMODB == 1 && inDynamodb.isPresent()) {
            return apart("DynamoDB Local", inDynamodb.get());
        }
        if (run % ONE_IN_POSTGRESQL == 2 && inPostgresql.isPresent()) {
            return apart("PostgreSQL", inPostgresql.get());
        }
        used.merge("SQLite", 1, Integer::sum);
        return Doors.fresh();
    }

    private Door apart(String engine, Door door) {
        used.merge(engine, 1, Integer::sum);
        return new ApartDoor(door, UUID.randomUUID() + "/");
    }

    /** How many databases there were on each engine. */
    @Override
    public String toString() {
        return used.toString();
    }

    @Override
    public void close() {
        inPostgresql.ifPresent(Door::close);
        postgresql.ifPresent(PostgresServer::close);
        inDynamodb.ifPresent(Door::close);
        dynamodb.ifPresent(DynamoDbLocal::close);
    }
}
