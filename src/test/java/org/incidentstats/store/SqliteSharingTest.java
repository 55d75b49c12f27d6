package org.incidentstats.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.incidentstats.store.sql.SqlDoor;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What happens when others use the file too. */
class SqliteSharingTest {

    private static final Place PLACE = new Place(Table.EVENTS, "part", "key");

    private final Path file = Doors.file();

    private void withAnotherProgram(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Test
    void saysThatAnotherProgramHoldsTheFileAndReadsOn() throws Exception {
        try (Door door = SqlDoor.sqlite(file, Duration.ofMillis(50));
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = other.createStatement()) {
            door.write(List.of(DoorContract.put(PLACE, 1, Condition.ABSENT)));
            statement.execute("begin exclusive");
            Door.Busy busy =
                    assertThrows(Door.Busy.class, () -> door.write(List.of(DoorContract.put(PLACE, 2, Condition.ANY))));
            assertTrue(busy.getMessage().contains("another program"), busy.getMessage());
            assertTrue(busy.getMessage().contains(file.toString()), busy.getMessage());
            assertEquals(1, door.get(PLACE).orElseThrow().revision());
            statement.execute("rollback");
            door.write(List.of(DoorContract.put(PLACE, 2, Condition.revision(1))));
            assertEquals(2, door.get(PLACE).orElseThrow().revision());
        }
    }

    @Test
    void sharesAFileWithAnotherProcess() {
        try (Door one = SqlDoor.sqlite(file);
                Door other = SqlDoor.sqlite(file)) {
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
    void refusesAFileOfANewerReleaseOrOfAnotherProgramWithTheReason() throws Exception {
        SqlDoor.sqlite(file).close();
        withAnotherProgram("pragma user_version = 2");
        Door.Unavailable newer = assertThrows(Door.Unavailable.class, () -> SqlDoor.sqlite(file));
        assertTrue(newer.getMessage().contains("newer release"), newer.getMessage());
        withAnotherProgram("pragma user_version = 1", "pragma application_id = 7");
        Door.Unavailable foreign = assertThrows(Door.Unavailable.class, () -> SqlDoor.sqlite(file));
        assertTrue(foreign.getMessage().contains("another program"), foreign.getMessage());
        withAnotherProgram("pragma application_id = " + 0x496e5374);
        SqlDoor.sqlite(file).close();
        Path text = Doors.file();
        Files.writeString(text, "Not a database, and long enough to have been one. ".repeat(100));
        assertThrows(Door.Unavailable.class, () -> SqlDoor.sqlite(text));
        assertEquals("Not a", Files.readString(text).substring(0, 5));
    }

    @Test
    void forgetsWhatExpiredDaysAgoAndNothingElse() {
        try (Door door = SqlDoor.sqlite(file)) {
            Place past = new Place(Table.OPERATIONS, "expired", "past");
            Place today = new Place(Table.OPERATIONS, "expired", "today");
            door.write(List.of(
                    new Write.Put(new Item(past, 1, new byte[1], Optional.of(Instant.EPOCH)), Condition.ANY),
                    new Write.Put(new Item(today, 1, new byte[1], Optional.of(Instant.now())), Condition.ANY),
                    DoorContract.put(PLACE, 1, Condition.ANY)));
            assertEquals(Optional.empty(), door.get(past));
            assertTrue(door.get(today).isPresent());
            assertTrue(door.get(PLACE).isPresent());
        }
    }

    @Test
    void refusesWorkWhenItWasClosed() {
        Door door = SqlDoor.sqlite(file);
        door.close();
        assertThrows(Door.Unavailable.class, () -> door.get(PLACE));
        assertThrows(Door.Unavailable.class, () -> door.write(List.of(DoorContract.put(PLACE, 1, Condition.ANY))));
    }
}
