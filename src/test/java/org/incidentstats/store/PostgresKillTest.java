package org.incidentstats.store;

import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Nothing acknowledged is lost when processes that write to PostgreSQL are killed, and the server too. How often:
 * {@code -Dkills=20}.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class PostgresKillTest {

    private static final int KILLS = Integer.getInteger("kills", 5);

    @Test
    void keepsWhatWasAcknowledgedByAServerThatIsKilled() throws Exception {
        try (PostgresServer server = PostgresServer.start()) {
            Map<Long, String> acknowledged = new ConcurrentHashMap<>();
            Random random = new Random();
            long before = 0;
            for (int kill = 0; kill < KILLS; kill++) {
                try (LedgerWriter one = LedgerWriter.start(server.url());
                        LedgerWriter other = LedgerWriter.start(server.url())) {
                    one.take(1 + random.nextInt(20), acknowledged);
                    other.take(1 + random.nextInt(20), acknowledged);
                    one.kill(acknowledged);
                    other.take(random.nextInt(30), acknowledged);
                    server.kill();
                    server.run();
                    // It goes on by itself; and dies with its server at work
                    other.takeBehind(position(server), acknowledged);
                    other.take(random.nextInt(30), acknowledged);
                    other.kill(acknowledged);
                }
                try (Door door = server.door()) {
                    long changes = new Ledger(door).verify(acknowledged);
                    assertTrue(changes > before);
                    before = changes;
                }
            }
        }
    }

    private static long position(PostgresServer server) {
        try (Door door = server.door()) {
            return new Ledger(door).head();
        }
    }
}
