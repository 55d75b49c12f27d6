package org.incidentstats.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

import org.incidentstats.store.sql.SqlDoor;

/**
 * A process that writes to a ledger until it is killed, and says of each change that it was acknowledged: the program
 * itself, and how a test starts and ends it.
 */
final class LedgerWriter implements AutoCloseable {

    private static final int THREADS = 2;

    private final Process process;
    private final BufferedReader told;

    private LedgerWriter(Process process) {
        this.process = process;
        this.told = process.inputReader();
    }

    static LedgerWriter start(String address) throws IOException {
        return new LedgerWriter(new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LedgerWriter.class.getName(),
                        address))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Waits for some acknowledgements more. */
    void take(int changes, Map<Long, String> acknowledged) throws IOException {
        for (int i = 0; i < changes; i++) {
            if (!take(acknowledged)) {
                throw new IOException("The writer ended by itself");
            }
        }
    }

    /** Waits for one that is behind a position: more may be on its way from the process than it has done since. */
    void takeBehind(long position, Map<Long, String> acknowledged) throws IOException {
        do {
            take(1, acknowledged);
        } while (acknowledged.keySet().stream().noneMatch(taken -> taken > position));
    }

    private boolean take(Map<Long, String> acknowledged) throws IOException {
        String line = told.readLine();
        // The last line may be cut off
        if (line == null || !line.endsWith(".")) {
            return false;
        }
        String[] change = line.split(" ");
        acknowledged.put(Long.parseLong(change[0]), change[1]);
        return true;
    }

    /** Kills it, and reads what it had said before. */
    void kill(Map<Long, String> acknowledged) throws IOException {
        // Not by the process itself, which would close what it said
        process.toHandle().destroyForcibly();
        while (take(acknowledged)) {}
        process.onExit().join();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(String[] arguments) {
        String address = arguments[0];
        Door door = address.startsWith("jdbc:")
                ? SqlDoor.postgresql(address, PostgresServer.USER, "")
                : SqlDoor.sqlite(Path.of(address));
        IntStream.range(0, THREADS).forEach(thread -> new Thread(() -> write(new Ledger(door))).start());
    }

    private static void write(Ledger ledger) {
        while (true) {
            String id = UUID.randomUUID().toString();
            try {
                Optional<Long> position = ledger.add(id);
                if (position.isPresent()) {
                    System.out.println(position.get() + " " + id + " .");
                }
            } catch (Door.UnknownOutcome | Door.Unavailable e) {
                // The server was killed: this change was not acknowledged, and the next has another id
            }
        }
    }
}
