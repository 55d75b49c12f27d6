package org.incidentstats.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.incidentstats.store.sql.SqlDoor;
import org.junit.jupiter.api.Assumptions;

/** A PostgreSQL server for tests: a cluster of its own in a temporary folder, on a free port, which ends with the test. */
public final class PostgresServer implements AutoCloseable {

    /** Who may do all in it, without a password. */
    public static final String USER = "incidents";

    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");

    private final Path programs;
    private final Path folder;
    private final int port;

    private PostgresServer(Path programs) throws IOException {
        this.programs = programs;
        this.folder = Files.createTempDirectory("incidentstats-postgresql");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = free.getLocalPort();
        }
    }

    /** A running server; where PostgreSQL is not installed, the test is left out, and says so. */
    public static PostgresServer start() {
        try {
            Path programs = programs();
            PostgresServer server = new PostgresServer(programs);
            server.create();
            server.run();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path programs() throws IOException {
        List<Path> found = List.of();
        if (Files.isDirectory(INSTALLED)) {
            try (Stream<Path> versions = Files.list(INSTALLED)) {
                found = versions.map(version -> version.resolve("bin"))
                        .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                        .sorted(Comparator.comparingInt((Path bin) ->
                                        Integer.parseInt(bin.getName(3).toString()))
                                .reversed())
                        .toList();
            }
        }
        Assumptions.assumeFalse(
                found.isEmpty(),
                "Left out: PostgreSQL is not installed in " + INSTALLED + ", so nothing is tested on it");
        return found.get(0);
    }

    private void create() throws IOException {
        if (isRoot()) {
            // PostgreSQL refuses to run as root; the package has made a user for it
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            Files.setOwner(
                    folder,
                    folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postgres"));
        }
        command("initdb", "-D", data(), "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8");
    }

    /** Starts it again after {@link #kill}. */
    public void run() throws IOException {
        command(
                "pg_ctl",
                "-D",
                data(),
                "-l",
                folder.resolve("log").toString(),
                "-w",
                "-t",
                "60",
                "-o",
                "-h 127.0.0.1 -p " + port + " -k " + folder,
                "start");
    }

    /** Ends all its processes at once, as a failure of the machine would. */
    public void kill() throws IOException {
        List<ProcessHandle> all = processes();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
    }

    /** All its processes. */
    public List<ProcessHandle> processes() throws IOException {
        long leader =
                Long.parseLong(command("head", "-1", data() + "/postmaster.pid").strip());
        List<ProcessHandle> all = new ArrayList<>();
        ProcessHandle.of(leader).ifPresent(process -> {
            all.add(process);
            process.descendants().forEach(all::add);
        });
        return all;
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    public Door door() {
        return SqlDoor.postgresql(url(), USER, "");
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private String command(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        Path own = programs.resolve(program);
        command.add(Files.exists(own) ? own.toString() : program);
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("incidentstats-postgresql", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            int end = process.waitFor();
            String text = Files.readString(output);
            if (end != 0) {
                throw new IOException(command + " ended with " + end + ": " + text);
            }
            return text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            Files.delete(output);
        }
    }

    @Override
    public void close() {
        try {
            command("pg_ctl", "-D", data(), "-m", "immediate", "-w", "stop");
            command("rm", "-rf", data(), folder.resolve("log").toString());
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
