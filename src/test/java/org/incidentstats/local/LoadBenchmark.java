package org.incidentstats.local;

import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.incidentstats.event.store.Change.Creation;
import org.incidentstats.event.store.EventStore;
import org.incidentstats.statistics.columns.Compaction;
import org.incidentstats.statistics.columns.DuckServer;
import org.incidentstats.statistics.model.FactFormat;
import org.incidentstats.statistics.model.SyntheticFacts;
import org.incidentstats.statistics.model.SyntheticVersions;
import org.incidentstats.store.Door;
import org.incidentstats.store.sql.SqlDoor;

/**
 * One question, warm, from several connections over HTTP for some seconds: of the packaged application on a file, of the
 * same where nothing has changed since the client's last answer, and of a server over DuckDB with the same facts. Its
 * arguments are the number of events and of seconds; it needs {@code mvn package} before.
 */
public final class LoadBenchmark {

    private static final int CONNECTIONS = 8;
    private static final String QUESTION = "/v1/statistics?by=country,year";
    private static final Pattern EVENTS = Pattern.compile("\"total\":\\{[^}]*?\"events\":(\\d+)");
    private static final double MILLION = 1e6;

    private LoadBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int events = Integer.parseInt(arguments[0]);
        Duration time = Duration.ofSeconds(Integer.parseInt(arguments[1]));
        Path folder = Files.createTempDirectory("load");
        Path file = folder.resolve("incidents.db");
        write(file, events);
        Process duck = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DuckServer.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (EditionProcess edition = new EditionProcess(
                List.of(
                        "-XX:TieredStopAtLevel=4",
                        "-Dincidentstats.local.data-folder=" + folder,
                        "-Dincidentstats.local.sample-data=false"),
                Map.of())) {
            URI ofDuck = URI.create(listening(duck.inputReader()) + QUESTION);
            URI ofEdition = edition.request(QUESTION).uri();
            Client client = new Client();
            HttpResponse<String> answer =
                    client.ask(HttpRequest.newBuilder(ofEdition).build());
            HttpResponse<String> other =
                    client.ask(HttpRequest.newBuilder(ofDuck).build());
            System.out.printf(
                    Locale.ROOT,
                    "%s and %s events, %,d and %,d bytes%n| | answers a second | p50 ms | p99 ms | processor ms an answer |%n|---|---|---|---|---|%n",
                    events(answer.body()),
                    events(other.body()),
                    answer.body().length(),
                    other.body().length());
            String tag = answer.headers().firstValue("ETag").orElseThrow();
            for (int round = 0; round < 2; round++) {
                // The first is to become warm
                client.load("the application", ofEdition, "", 200, edition.handle(), time);
                client.load("the application, unchanged (304)", ofEdition, tag, 304, edition.handle(), time);
                client.load("a server over DuckDB", ofDuck, "", 200, duck.toHandle(), time);
            }
        } finally {
            duck.destroy();
        }
    }

    private static void write(Path file, int number) {
        try (Door door = SqlDoor.sqlite(file)) {
            EventStore events = new EventStore(door, Clock.systemUTC(), new FactFormat());
            List<Creation> waiting = new ArrayList<>();
            new SyntheticFacts(1).each(number, fact -> {
                waiting.add(
                        new Creation(fact.event(), SyntheticVersions.of(fact, 1).event()));
                if (waiting.size() == EventStore.MOST_AT_ONCE) {
                    events.record(waiting, "editor@example.org");
                    waiting.clear();
                }
            });
            if (!waiting.isEmpty()) {
                events.record(waiting, "editor@example.org");
            }
            new Compaction(door, events, Clock.systemUTC()).run(Duration.ofHours(1));
        }
    }

    private static String listening(BufferedReader output) throws Exception {
        String line = output.readLine();
        return line.substring(line.indexOf("http"));
    }

    private static String events(String json) {
        Matcher events = EVENTS.matcher(json);
        return events.find() ? events.group(1) : "?";
    }

    private static final class Client {
        private final HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

        HttpResponse<String> ask(HttpRequest request) throws Exception {
            return http.send(request, BodyHandlers.ofString());
        }

        void load(String what, URI uri, String tag, int status, ProcessHandle server, Duration time) throws Exception {
            HttpRequest.Builder request = HttpRequest.newBuilder(uri);
            if (!tag.isEmpty()) {
                request.header("If-None-Match", tag);
            }
            HttpRequest asked = request.build();
            long processor = processor(server);
            long begun = System.nanoTime();
            long end = begun + time.toNanos();
            ExecutorService connections = Executors.newFixedThreadPool(CONNECTIONS);
            List<Future<List<Long>>> all = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                all.add(connections.submit(() -> {
                    List<Long> took = new ArrayList<>();
                    while (System.nanoTime() < end) {
                        long one = System.nanoTime();
                        int found = http.send(asked, BodyHandlers.ofByteArray()).statusCode();
                        took.add(System.nanoTime() - one);
                        if (found != status) {
                            throw new IllegalStateException("%s answered %d".formatted(what, found));
                        }
                    }
                    return took;
                }));
            }
            List<Long> took = new ArrayList<>();
            for (Future<List<Long>> one : all) {
                took.addAll(one.get());
            }
            connections.shutdown();
            double seconds = (System.nanoTime() - begun) / MILLION / 1_000;
            took.sort(null);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %,.0f | %.1f | %.1f | %.2f |%n",
                    what,
                    took.size() / seconds,
                    took.get(took.size() / 2) / MILLION,
                    took.get(took.size() * 99 / 100) / MILLION,
                    (processor(server) - processor) / MILLION / took.size());
        }

        private static long processor(ProcessHandle server) {
            return server.info().totalCpuDuration().orElseThrow().toNanos();
        }
    }
}
