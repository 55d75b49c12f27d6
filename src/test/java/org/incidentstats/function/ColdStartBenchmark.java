package org.incidentstats.function;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.incidentstats.function.LambdaEvents.Request;
import org.incidentstats.function.RuntimeApi.Answer;
import org.incidentstats.local.Samples;
import org.incidentstats.store.dynamodb.DynamoDbLocal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How long a process of the function {@code api} takes to its first answer, under AWS's runtime interface client with the
 * options of the managed runtime, against a handler without a framework that answers the same question in the same run.
 * What a handler takes that does nothing at all stands beside it. The question is counts by country with the sample
 * incidents on record. On JDK 25 the same application is also measured as a container image would
 * run it: from a flat class path with an AOT cache. The lines of a snapshot are what is left after a snapshot: the first answer
 * of a process that was initialized as for SnapStart, against the median of its later ones.
 *
 * <p>It takes the folder of {@code function.zip} and the number of rounds, and runs on every JDK 17, 21 and 25 beside its
 * own:
 *
 * <pre>
 * mvn -Plambda test-compile exec:exec -Dexec.classpathScope=test -Dexec.executable=java \
 *     -Dexec.args="-cp %classpath org.incidentstats.function.ColdStartBenchmark target/lambda 7"
 * </pre>
 */
final class ColdStartBenchmark {

    private static final String API = "org.incidentstats.function.HttpFunction::handleRequest";
    private static final byte[] QUESTION =
            Request.get("/v1/statistics?by=country").event();
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String EMPTY = "empty";
    private static final int WARM = 20;
    private static final int FIRST_WITH_CACHE = 25;
    private static final double NANOS_PER_MILLI = 1e6;

    private ColdStartBenchmark() {}

    @SuppressWarnings("CatchAndPrintStackTrace")
    public static void main(String[] arguments) {
        int status = 1;
        try {
            run(arguments);
            status = 0;
        } catch (Exception e) {
            e.printStackTrace();
        }
        // Libraries leave threads behind
        System.exit(status);
    }

    private static void run(String[] arguments) throws Exception {
        Path output = Path.of(arguments[0]);
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        Path application = LambdaProcess.unpacked(output.resolve("function.zip"));
        Path bare = bare(application);
        DynamoDbLocal database = DynamoDbLocal.start();
        Samples.load(database.door());
        Map<String, String> environment = Map.of(
                "AWS_ENDPOINT_URL_DYNAMODB", database.address().toString(),
                "INCIDENTSTATS_MAIL_KEY", Base64.getEncoder().encodeToString(new byte[32]));
        for (Path javaHome : LambdaProcess.javaHomes(17, 21, 25)) {
            LambdaProcess.Start api =
                    new LambdaProcess.Start(javaHome, application, API, environment, Duration.ofSeconds(30));
            LambdaProcess.Start inBare =
                    new LambdaProcess.Start(javaHome, bare, "", environment, Duration.ofSeconds(30));
            Map<String, List<Double>> millis = new LinkedHashMap<>();
            Optional<LambdaProcess.Start> image = LambdaProcess.isOf(javaHome.resolve("release"), FIRST_WITH_CACHE)
                    ? Optional.of(withCache(inBare.of(API).flat().in(Files.createTempDirectory("image"))))
                    : Optional.empty();
            for (int round = 0; round < rounds; round++) {
                cold(millis, EMPTY, inBare.of(BareHandler.Hello.class.getName() + "::handle"));
                JsonNode expected = cold(millis, "api", api);
                image.ifPresent(start -> equal(expected, cold(millis, "api, AOT cache", start)));
                restored(millis, api.with("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"));
            }
            System.out.println(Files.readString(javaHome.resolve("release"))
                    .lines()
                    .filter(line -> line.startsWith("JAVA_VERSION="))
                    .findFirst()
                    .orElseThrow());
            millis.forEach((what, all) -> System.out.printf(
                    Locale.ROOT,
                    "%-32s %8.1f ms   %s%n",
                    what,
                    median(all),
                    what.startsWith("snapshot")
                            ? ""
                            : String.format(
                                    Locale.ROOT, "%.2f times the empty one", median(all) / median(millis.get(EMPTY)))));
            System.out.printf(
                    Locale.ROOT,
                    "first answer after a snapshot: %.2f times a warm one%n",
                    median(millis.get("snapshot: first answer")) / median(millis.get("snapshot: warm answer")));
        }
        database.close();
        LambdaProcess.delete(application);
    }

    /**
     * A folder with the handlers without a framework, which find the libraries and the application as a library there. A
     * cache holds classes of libraries alone, so that an image can be made of it too.
     */
    private static Path bare(Path application) throws Exception {
        Path bare = Files.createTempDirectory("bare");
        Path classes = Path.of(BareHandler.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Files.createSymbolicLink(bare.resolve("org"), classes.resolve("org"));
        Path libraries = Files.createDirectory(bare.resolve("lib"));
        try (Stream<Path> all = Files.list(application.resolve("lib"))) {
            for (Path library : all.toList()) {
                Files.createSymbolicLink(libraries.resolve(library.getFileName()), library);
            }
        }
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(libraries.resolve("application.jar")));
                Stream<Path> files = Files.walk(application)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(path -> !path.startsWith(application.resolve("lib")))
                    .sorted()
                    .toList()) {
                out.putNextEntry(new ZipEntry(application.relativize(file).toString()));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
        return bare;
    }

    /** As in a container image, with what a process that answers needs in a cache. */
    private static LambdaProcess.Start withCache(LambdaProcess.Start flat) throws IOException {
        Path cache = Files.createTempDirectory("cache").resolve("api.aot");
        try (LambdaProcess training =
                flat.with(List.of("-XX:AOTCacheOutput=" + cache)).started()) {
            checked(training.invoke(QUESTION));
            training.end();
        }
        System.out.printf(Locale.ROOT, "AOT cache of %d MB%n", Files.size(cache) >> 20);
        return flat.with(List.of("-XX:AOTCache=" + cache));
    }

    /** From the start of the process to its first answer. */
    private static JsonNode cold(Map<String, List<Double>> millis, String what, LambdaProcess.Start start) {
        long begin = System.nanoTime();
        try (LambdaProcess process = start.begin()) {
            Answer answer = process.invoke(QUESTION);
            note(millis, what, begin);
            return checked(answer);
        }
    }

    /** Whether two answers have the same figures, so that what is compared does the same. */
    private static void equal(JsonNode expected, JsonNode actual) {
        try {
            List<List<JsonNode>> figures = new ArrayList<>();
            for (JsonNode answer : List.of(expected, actual)) {
                JsonNode document = MAPPER.readTree(answer.get("body").asText());
                List<JsonNode> all = new ArrayList<>();
                document.get("rows").forEach(row -> all.add(row.deepCopy()));
                all.add(document.get("total").deepCopy());
                all.forEach(row -> ((ObjectNode) row).remove("links"));
                figures.add(all);
            }
            if (!figures.get(0).equals(figures.get(1))) {
                throw new IllegalStateException(figures.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From the end of a snapshot to the first answer, and the answers after it. */
    private static void restored(Map<String, List<Double>> millis, LambdaProcess.Start start) {
        long begin = System.nanoTime();
        try (LambdaProcess process = start.started()) {
            note(millis, "snapshot: initialization", begin);
            process.api().restore();
            begin = System.nanoTime();
            checked(process.invoke(QUESTION));
            note(millis, "snapshot: first answer", begin);
            List<Double> warm = new ArrayList<>();
            for (int i = 0; i < WARM; i++) {
                begin = System.nanoTime();
                checked(process.invoke(QUESTION));
                warm.add((System.nanoTime() - begin) / NANOS_PER_MILLI);
            }
            millis.computeIfAbsent("snapshot: warm answer", any -> new ArrayList<>())
                    .add(median(warm));
        }
    }

    private static JsonNode checked(Answer answer) {
        try {
            JsonNode told = MAPPER.readTree(answer.body());
            if (answer.error()) {
                throw new IllegalStateException(told.toString());
            }
            return told;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void note(Map<String, List<Double>> millis, String what, long begin) {
        millis.computeIfAbsent(what, any -> new ArrayList<>()).add((System.nanoTime() - begin) / NANOS_PER_MILLI);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
