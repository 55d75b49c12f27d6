package org.incidentstats.function;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.incidentstats.function.RuntimeApi.Answer;

/**
 * A function as AWS Lambda runs it: a process of its own with AWS's runtime interface client, the unpacked zip as its
 * folder, and the options of the managed runtime.
 */
final class LambdaProcess implements AutoCloseable {

    private static final String RUNTIME = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final Process process;
    private final RuntimeApi api;
    private final Path log;

    private LambdaProcess(Process process, RuntimeApi api, Path log) {
        this.process = process;
        this.api = api;
        this.log = log;
    }

    /**
     * How a process is started.
     *
     * @param options   of Java, beside those of the managed runtime
     * @param classPath what stands on the class path beside the runtime; a zip does not, for it has a loader of its own
     */
    record Start(
            Path javaHome,
            Path folder,
            String handler,
            Map<String, String> environment,
            Duration timeout,
            List<String> options,
            List<Path> classPath) {

        Start(Path javaHome, Path folder, String handler, Map<String, String> environment, Duration timeout) {
            this(javaHome, folder, handler, environment, timeout, List.of(), List.of());
        }

        Start with(List<String> otherOptions) {
            return new Start(javaHome, folder, handler, environment, timeout, otherOptions, classPath);
        }

        Start in(Path otherFolder) {
            return new Start(javaHome, otherFolder, handler, environment, timeout, options, classPath);
        }

        /** As in a container image, whose libraries stand on the class path. */
        Start flat() {
            List<Path> all = new ArrayList<>();
            try (var libraries = Files.list(folder.resolve("lib"))) {
                libraries.sorted().forEach(all::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new Start(javaHome, folder, handler, environment, timeout, options, all);
        }

        Start with(String variable, String value) {
            Map<String, String> more = new LinkedHashMap<>(environment);
            more.put(variable, value);
            return new Start(javaHome, folder, handler, more, timeout, options, classPath);
        }

        Start of(String otherHandler) {
            return new Start(javaHome, folder, otherHandler, environment, timeout, options, classPath);
        }

        /** Starts it, without waiting. */
        LambdaProcess begin() {
            RuntimeApi api = new RuntimeApi(timeout);
            try {
                Path log = Files.createTempFile("function", ".log");
                List<String> command = new ArrayList<>(List.of(
                        javaHome.resolve("bin/java").toString(),
                        // As the managed runtime starts a function
                        "-XX:+UseSerialGC",
                        "-XX:+TieredCompilation",
                        "-XX:TieredStopAtLevel=1",
                        "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
                        "-Djava.net.preferIPv4Stack=true",
                        "-Xmx1024m"));
                command.addAll(options);
                List<String> entries = new ArrayList<>(List.of(runtimeClassPath()));
                classPath.forEach(entry -> entries.add(entry.toString()));
                command.addAll(List.of("-cp", String.join(File.pathSeparator, entries), RUNTIME, handler));
                ProcessBuilder builder = new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
                Map<String, String> variables = builder.environment();
                variables.keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("INCIDENTSTATS_"));
                variables.remove("JAVA_TOOL_OPTIONS");
                variables.put("_HANDLER", handler);
                variables.put("AWS_LAMBDA_RUNTIME_API", api.address());
                variables.put("AWS_LAMBDA_FUNCTION_NAME", "example");
                variables.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
                variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024");
                variables.put("AWS_REGION", "eu-central-1");
                variables.put("AWS_ACCESS_KEY_ID", "test");
                variables.put("AWS_SECRET_ACCESS_KEY", "test");
                variables.put("LAMBDA_TASK_ROOT", folder.toString());
                variables.putAll(environment);
                return new LambdaProcess(builder.start(), api, log);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Starts it, and waits for the end of its initialization. */
        LambdaProcess started() {
            LambdaProcess started = begin();
            started.awaitInitialization();
            return started;
        }
    }

    /** What AWS brings along; everything else comes from the zip. */
    private static String runtimeClassPath() {
        List<String> jars = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.contains("aws-lambda-java-core")
                        || entry.contains("aws-lambda-java-serialization")
                        || entry.contains("aws-lambda-java-runtime-interface-client")
                        || entry.contains("utils-lite"))
                .toList();
        if (jars.size() != 4) {
            throw new IllegalStateException("The runtime of AWS Lambda is not on the class path: " + jars);
        }
        return String.join(File.pathSeparator, jars);
    }

    /** Unpacks a zip into a new folder. */
    static Path unpacked(Path zip) {
        try {
            Path folder = Files.createTempDirectory("function");
            try (ZipInputStream entries = new ZipInputStream(Files.newInputStream(zip))) {
                for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                    Path file = folder.resolve(entry.getName()).normalize();
                    if (!file.startsWith(folder)) {
                        throw new IllegalStateException(entry.getName());
                    }
                    if (entry.isDirectory()) {
                        Files.createDirectories(file);
                    } else {
                        Files.createDirectories(file.getParent());
                        Files.copy((InputStream) entries, file);
                    }
                }
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes such a folder. */
    static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** The JDKs on this machine: the one that runs this, and of those beside it the ones of the versions asked for. */
    static List<Path> javaHomes(int... versions) {
        Path own = Path.of(System.getProperty("java.home"));
        List<Path> homes = new ArrayList<>(List.of(own));
        try (var siblings = Files.list(own.getParent())) {
            for (Path sibling : siblings.sorted().toList()) {
                Path release = sibling.resolve("release");
                if (!sibling.equals(own)
                        && Files.isRegularFile(release)
                        && Files.isExecutable(sibling.resolve("bin/java"))
                        && Arrays.stream(versions)
                                .filter(version -> version != Runtime.version().feature())
                                .anyMatch(version -> isOf(release, version))) {
                    homes.add(sibling);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return homes;
    }

    static boolean isOf(Path release, int version) {
        try {
            return Files.readString(release).contains("JAVA_VERSION=\"" + version);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RuntimeApi api() {
        return api;
    }

    void awaitInitialization() {
        await(api.initialized());
    }

    Answer invoke(byte[] event) {
        return await(api.invoke(event));
    }

    private <T> T await(java.util.concurrent.CompletableFuture<T> future) {
        try {
            java.util.concurrent.CompletableFuture.anyOf(future, process.onExit())
                    .get(LONGEST.toSeconds(), TimeUnit.SECONDS);
            if (!future.isDone()) {
                throw new IllegalStateException("The function's process ended:\n" + log());
            }
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e + "\n" + log(), e);
        }
    }

    /** What it has written so far. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it as the machine's owner would, and waits for what it does at its end. */
    void end() {
        process.toHandle().destroy();
        process.onExit().join();
    }

    @Override
    public void close() {
        process.toHandle().destroyForcibly();
        process.onExit().join();
        api.close();
        try {
            Files.delete(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
