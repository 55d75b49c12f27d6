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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The packaged local edition as its user starts it: a process of its own. */
class LocalEditionIT {

    private static final Path JAR = Path.of(System.getProperty("output.folder"), "quarkus-app", "quarkus-run.jar");

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @Test
    void aSecondStartFindsTheDataOfTheFirst() throws Exception {
        List<String> arguments = List.of("-Dincidentstats.local.data-folder=" + folder.resolve("data"));
        String first;
        try (Edition edition = new Edition(arguments)) {
            assertTrue(edition.log.toString().contains("27 sample incidents put on record"), edition.log::toString);
            first = get(edition, "/v1/events/kerman-bombing").body();
            assertEquals("27", total(edition));
            edition.stop();
        }
        try (Edition edition = new Edition(arguments)) {
            assertTrue(
                    edition.log.toString().contains(" 0 sample incidents put on record, 27 changes in all"),
                    edition.log::toString);
            assertEquals(first, get(edition, "/v1/events/kerman-bombing").body());
            assertEquals("27", total(edition));
            edition.stop();
        }
    }

    @Test
    void requestsAreAnsweredInParallel() throws Exception {
        try (Edition edition = new Edition(List.of())) {
            List<CompletableFuture<HttpResponse<byte[]>>> slow = new ArrayList<>();
            for (int month = 1; month <= 4; month++) {
                slow.add(http.sendAsync(edition.request("/v1/briefs/2023-0" + month), BodyHandlers.ofByteArray()));
            }
            List<CompletableFuture<HttpResponse<String>>> quick = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                quick.add(http.sendAsync(edition.request("/v1/statistics?by=country"), BodyHandlers.ofString()));
            }
            CompletableFuture<Void> allSlow = CompletableFuture.allOf(slow.toArray(CompletableFuture[]::new));
            // Each quick answer is there while a slow one, asked for earlier, is still being made.
            CompletableFuture.anyOf(quick.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
            assertTrue(!allSlow.isDone());
            for (CompletableFuture<HttpResponse<String>> answer : quick) {
                assertEquals(200, answer.get(60, TimeUnit.SECONDS).statusCode());
            }
            for (CompletableFuture<HttpResponse<byte[]>> answer : slow) {
                assertEquals(200, answer.get(60, TimeUnit.SECONDS).statusCode());
            }
            edition.stop();
        }
    }

    private String total(Edition edition) throws Exception {
        String csv = get(edition, "/v1/statistics?format=csv").body();
        return csv.split("\r\n")[1];
    }

    private HttpResponse<String> get(Edition edition, String path) throws Exception {
        return http.send(edition.request(path), BodyHandlers.ofString());
    }

    /** A running process; it is up when it says where it listens. */
    private static final class Edition implements AutoCloseable {
        private static final Pattern LISTENING = Pattern.compile("Listening on: http://[^:]+:(\\d+)");

        private final Process process;
        private final StringBuilder log = new StringBuilder();
        private final int port;
        private final CompletableFuture<Void> rest;

        Edition(List<String> arguments) throws Exception {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.add("-Dquarkus.http.port=0");
            command.addAll(arguments);
            command.addAll(List.of("-jar", JAR.toString()));
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
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
            throw new AssertionError("It ended before it listened:\n" + log);
        }

        private synchronized void note(String line) {
            log.append(line).append('\n');
        }

        HttpRequest request(String path) {
            return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                    .build();
        }

        /** Asks it to end, as Ctrl-C does, and expects that it does so in order. */
        void stop() throws InterruptedException, TimeoutException, java.util.concurrent.ExecutionException {
            // The process's own method would close the stream that its last words come through.
            process.toHandle().destroy();
            assertTrue(process.waitFor(20, TimeUnit.SECONDS), "It did not end");
            rest.get(20, TimeUnit.SECONDS);
            assertTrue(log.toString().contains("stopped in"), log::toString);
            assertTrue(!log.toString().contains("ERROR"), log::toString);
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
