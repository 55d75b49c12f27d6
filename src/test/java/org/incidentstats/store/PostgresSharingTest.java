package org.incidentstats.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.incidentstats.store.sql.SqlDoor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What happens when several processes share a database of PostgreSQL, and when connections are lost. */
@Timeout(120)
class PostgresSharingTest {

    private static final String ENDED = "select pg_terminate_backend(pid) from pg_stat_activity"
            + " where application_name = 'incidentstats' and pid <> pg_backend_pid()";

    private static PostgresServer server;

    @BeforeAll
    static void start() {
        server = PostgresServer.start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static void withAnotherProgram(String database, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(address(database), PostgresServer.USER, "");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String address(String database) {
        return server.url().replace("/postgres", "/" + database);
    }

    private static Place place(String key) {
        return new Place(Table.EVENTS, "part", key);
    }

    @Test
    void losesNothingOfTwoProcesses() {
        try (Door one = server.door();
                Door other = server.door()) {
            DoorContract.together(4, writer -> {
                Ledger ledger = new Ledger(writer % 2 == 0 ? one : other);
                for (int i = 0; i < 20; i++) {
                    while (ledger.add(writer + "-" + i).isEmpty()) {
                        Thread.onSpinWait();
                    }
                }
            });
            assertEquals(80, new Ledger(other).verify(Map.of()));
        }
    }

    @Test
    void tellsOfWhatAnotherProcessWroteAlsoAfterItsConnectionWasLost() throws Exception {
        Semaphore told = new Semaphore(0);
        try (Door one = server.door();
                Door other = server.door();
                AutoCloseable listening = one.onChange(told::release)) {
            // It tells once by itself, when it begins to listen
            assertTrue(told.tryAcquire(30, TimeUnit.SECONDS));
            other.write(List.of(DoorContract.put(place("told"), 1, Condition.ANY)));
            assertTrue(told.tryAcquire(30, TimeUnit.SECONDS));
            withAnotherProgram("postgres", ENDED);
            assertTrue(told.tryAcquire(30, TimeUnit.SECONDS));
            told.drainPermits();
            other.write(List.of(DoorContract.put(place("told"), 2, Condition.ANY)));
            assertTrue(told.tryAcquire(30, TimeUnit.SECONDS));
        }
    }

    /** The number that the page on servers names. */
    @Test
    void takesThirteenConnectionsHoweverManyReadAndWriteAtOnce() throws Exception {
        withAnotherProgram("postgres", "create database counted");
        ExecutorService threads = Executors.newFixedThreadPool(40);
        try (Door door = SqlDoor.postgresql(address("counted"), PostgresServer.USER, "");
                AutoCloseable listening = door.onChange(() -> {})) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                Write write = new Write.Put(new Item(place("one " + i), 1, new byte[100_000]), Condition.ABSENT);
                all.add(threads.submit(() -> door.write(List.of(write))));
                all.add(threads.submit(() -> door.range(Range.of(Table.EVENTS, "part"), 20)));
            }
            for (Future<?> one : all) {
                one.get();
            }
            assertEquals(13, connections("counted"));
        } finally {
            threads.shutdownNow();
        }
    }

    private static int connections(String database) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.url(), PostgresServer.USER, "");
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "select count(*) from pg_stat_activity where datname = '" + database + "'")) {
            found.next();
            return found.getInt(1);
        }
    }

    @Test
    void goesOnWhenAllItsConnectionsWereEnded() throws Exception {
        try (Door door = server.door()) {
            for (int i = 1; i <= 5; i++) {
                door.write(List.of(DoorContract.put(place("again"), i, Condition.ANY)));
                withAnotherProgram("postgres", ENDED);
                assertEquals(i, door.get(place("again")).orElseThrow().revision());
                assertEquals(
                        1,
                        door.all(Range.startingWith(Table.EVENTS, "part", "again"))
                                .count());
            }
        }
    }

    /** The server waits with its answer for a copy that there is not: it has committed, and then the connection goes. */
    @Test
    void saysThatItDoesNotKnowWhenTheAnswerToACommitIsLost() throws Exception {
        try (Door door = server.door()) {
            door.get(place("unknown"));
            withAnotherProgram(
                    "postgres", "alter system set synchronous_standby_names = 'nobody'", "select pg_reload_conf()");
            try {
                DoorContract.together(2, thread -> {
                    if (thread == 0) {
                        assertThrows(
                                Door.UnknownOutcome.class,
                                () -> door.write(List.of(DoorContract.put(place("unknown"), 1, Condition.ABSENT))));
                    } else {
                        endWhoWaitsForACopy();
                    }
                });
            } finally {
                withAnotherProgram(
                        "postgres", "alter system reset synchronous_standby_names", "select pg_reload_conf()");
            }
            assertEquals(1, door.get(place("unknown")).orElseThrow().revision());
        }
    }

    private static void endWhoWaitsForACopy() throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.url(), PostgresServer.USER, "");
                Statement statement = connection.createStatement()) {
            boolean ended = false;
            while (!ended) {
                try (ResultSet result = statement.executeQuery("select pg_terminate_backend(pid) from pg_stat_activity"
                        + " where application_name = 'incidentstats' and wait_event = 'SyncRep'")) {
                    ended = result.next();
                }
            }
        }
    }

    @Test
    void holdsItsPromisesWhateverIsolationTheServerIsSetTo() throws Exception {
        withAnotherProgram("postgres", "create database isolated");
        withAnotherProgram(
                "postgres",
                "alter database isolated set default_transaction_isolation = 'repeatable read'",
                "alter database isolated set synchronous_commit = off");
        try (Door one = SqlDoor.postgresql(address("isolated"), PostgresServer.USER, "")) {
            DoorContract.together(3, writer -> {
                Ledger ledger = new Ledger(one);
                for (int i = 0; i < 10; i++) {
                    while (ledger.add(writer + "-" + i).isEmpty()) {
                        Thread.onSpinWait();
                    }
                }
            });
            assertEquals(30, new Ledger(one).verify(Map.of()));
        }
    }

    @Test
    void refusesADatabaseThatItCannotUseWithTheReason() throws Exception {
        withAnotherProgram("postgres", "create database newer", "create database foreign_tables");
        withAnotherProgram("foreign_tables", "create table events (id int)");
        withAnotherProgram(
                "postgres", "create database latin template template0 encoding 'LATIN1' lc_collate 'C' lc_ctype 'C'");
        SqlDoor.postgresql(address("newer"), PostgresServer.USER, "").close();
        withAnotherProgram("newer", "comment on table events is 'Format 2'");
        for (Map.Entry<String, String> refused : Map.of(
                        "newer", "newer release",
                        "foreign_tables", "another program",
                        "latin", "LATIN1",
                        "missing", "does not exist")
                .entrySet()) {
            Door.Unavailable unavailable = assertThrows(
                    Door.Unavailable.class,
                    () -> SqlDoor.postgresql(address(refused.getKey()), PostgresServer.USER, ""));
            assertTrue(unavailable.getMessage().contains(refused.getValue()), unavailable.getMessage());
        }
    }
}
