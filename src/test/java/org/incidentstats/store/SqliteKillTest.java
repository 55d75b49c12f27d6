package org.incidentstats.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import org.incidentstats.store.sql.SqlDoor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Nothing acknowledged is lost when processes that share a file of SQLite are killed, while other programs read it, back
 * it up and lock it. How often: {@code -Dkills=20}.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class SqliteKillTest {

    private static final int KILLS = Integer.getInteger("kills", 5);

    @TempDir
    Path folder;

    private interface Program {
        void on(Statement database) throws SQLException;
    }

    @Test
    void keepsWhatWasAcknowledgedByProcessesThatAreKilled() throws Exception {
        Path file = folder.resolve("ledger.sqlite");
        Map<Long, String> acknowledged = new ConcurrentHashMap<>();
        Random random = new Random();
        long before = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Path copy = folder.resolve("copy" + kill);
            // Both start at once, the first time on a file that is not there
            try (LedgerWriter one = LedgerWriter.start(file.toString());
                    LedgerWriter other = LedgerWriter.start(file.toString())) {
                one.take(1 + random.nextInt(20), acknowledged);
                other.take(1 + random.nextInt(20), acknowledged);
                FutureTask<Void> reader = beside(file, database -> {
                    try (ResultSet all = database.executeQuery("select count(*), sum(length(body)) from operations")) {
                        all.next();
                    }
                });
                FutureTask<Void> backup = beside(file, database -> database.execute("vacuum into '" + copy + "'"));
                FutureTask<Void> locker = beside(file, database -> {
                    for (int i = 0; i < 10; i++) {
                        database.execute("begin exclusive");
                        database.execute("rollback");
                    }
                });
                one.take(random.nextInt(30), acknowledged);
                one.kill(acknowledged);
                reader.get();
                backup.get();
                locker.get();
                other.take(1 + random.nextInt(30), acknowledged);
                other.kill(acknowledged);
            }
            try (Door door = SqlDoor.sqlite(file);
                    Door backup = SqlDoor.sqlite(copy)) {
                long changes = new Ledger(door).verify(acknowledged);
                long previous = before;
                assertTrue(changes > previous);
                before = changes;
                long copied = new Ledger(backup).verify(Map.of());
                assertTrue(copied > previous && copied <= changes);
            }
            Files.delete(copy);
        }
    }

    private static FutureTask<Void> beside(Path file, Program program) {
        FutureTask<Void> task = new FutureTask<>(() -> {
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement database = connection.createStatement()) {
                database.execute("pragma busy_timeout = 30000");
                program.on(database);
            }
            return null;
        });
        new Thread(task).start();
        return task;
    }
}
