package org.incidentstats.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** The packaged application as its user starts it, a process of its own; it is up when it says where it listens. */
final class EditionProcess implements AutoCloseable {

    private static final Pattern LISTENING = Pattern.compile("Listening on: http://[^:]+:(\\d+)");
    private static final Pattern TOKEN = Pattern.compile("Bearer (\\S+?)'");
    private static final Path JAR = Path.of(System.getProperty("output.folder"), "quarkus-app", "quarkus-run.jar");

    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final StringBuilder log = new StringBuilder();
    private final int port;
    private final CompletableFuture<Void> rest;

    EditionProcess(List<String> arguments, Map<String, String> environment) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Dquarkus.http.port=0");
        // It is short of time at its start, and ends soon after
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(arguments);
        command.addAll(List.of("-jar", JAR.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        process = builder.start();
        BufferedReader output = process.inputReader();
        port = port(output);
        // A thread of its own: a reader that waits in the common pool leaves none for answers to come in.
        rest = CompletableFuture.runAsync(
                () -> output.lines().forEach(this::note), task -> new Thread(task, "edition-log").start());
    }

    private int port(BufferedReader output) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            note(line);
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) {
                return Integer.parseInt(listening.group(1));
            }
        }
        throw new AssertionError("It ended before it listened:\n" + log());
    }

    private synchronized void note(String line) {
        log.append(line).append('\n');
    }

    synchronized String log() {
        return log.toString();
    }

    HttpResponse<String> get(String path) throws Exception {
        return http.send(request(path), BodyHandlers.ofString());
    }

    /** Enters an incident with a token. */
    HttpResponse<String> enter(String token, String event) throws Exception {
        return http.send(
                json("/v1/events", event)
                        .header("Authorization", "Bearer " + token)
                        .build(),
                BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String body) throws Exception {
        return http.send(json(path, body).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder json(String path, String body) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    HttpRequest.Builder at(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    /** Ends it at once, in the middle of whatever it does. */
    void kill() {
        // The process's own method would close the stream that its last words come through.
        process.toHandle().destroyForcibly();
        process.onExit().join();
    }

    /** The token that the local edition says. */
    String token() {
        Matcher token = TOKEN.matcher(log());
        assertTrue(token.find(), this::log);
        return token.group(1);
    }

    HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .build();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Asks it to end, as Ctrl-C does, and expects that it does so in order. */
    void stop() throws InterruptedException, TimeoutException, java.util.concurrent.ExecutionException {
        // The process's own method would close the stream that its last words come through.
        process.toHandle().destroy();
        assertTrue(process.waitFor(20, TimeUnit.SECONDS), "It did not end");
        rest.get(20, TimeUnit.SECONDS);
        assertTrue(log().contains("stopped in"), this::log);
        assertTrue(!log().contains("ERROR"), this::log);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
