package org.incidentstats.store.dynamodb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import org.incidentstats.store.Door;
import org.incidentstats.store.Table;
import org.junit.jupiter.api.Assumptions;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * DynamoDB Local, a program of its own in a process of its own, in memory. Maven brings it where its licence is accepted;
 * where it is not there, the tests that need it say so and are skipped.
 */
public final class DynamoDbLocal implements AutoCloseable {

    private static final Path CLASS_PATH = Path.of(System.getProperty("output.folder"), "dynamodb-local.classpath");
    private static final String MAIN = "software.amazon.dynamodb.services.local.main.ServerRunner";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_AGAIN_MILLIS = 50;

    private final Process process;
    private final URI address;

    private DynamoDbLocal(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** Starts it, with the three tables; the test is skipped where it is not there. */
    public static DynamoDbLocal start() {
        Assumptions.assumeTrue(
                Files.exists(CLASS_PATH),
                "Left out: DynamoDB Local is not here. INCIDENTSTATS_ACCEPT_DYNAMODB_LOCAL_LICENCE=true in the environment"
                        + " of Maven says that you accept its licence");
        try {
            int port = free();
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            Files.readString(CLASS_PATH),
                            MAIN,
                            "-port",
                            Integer.toString(port),
                            "-inMemory",
                            "-sharedDb",
                            "-disableTelemetry")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            DynamoDbLocal local = new DynamoDbLocal(process, URI.create("http://127.0.0.1:" + port));
            local.awaitAnswer();
            local.createTables();
            return local;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitAnswer() throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            try {
                if (process.waitFor(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException("DynamoDB Local ended with " + process.exitValue());
                }
                ((HttpURLConnection) address.toURL().openConnection()).getResponseCode();
                return;
            } catch (java.net.ConnectException e) {
                // Not yet
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        throw new IllegalStateException("DynamoDB Local does not answer");
    }

    private void createTables() {
        try (DynamoDbClient client =
                builder().httpClientBuilder(UrlConnectionHttpClient.builder()).build()) {
            for (Table table : Table.values()) {
                client.createTable(request -> request.tableName(name(table))
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(attribute("pk"), attribute("sk"))
                        .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE)));
            }
        }
    }

    private static AttributeDefinition attribute(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    /** Where processes of this machine find it. */
    public URI address() {
        return address;
    }

    /** The program. */
    public ProcessHandle process() {
        return process.toHandle();
    }

    /** A door to it. */
    public Door door() {
        return door(Duration.ofSeconds(10));
    }

    /** A door to it, whose calls the interceptors see. */
    Door door(Duration patience, ExecutionInterceptor... interceptors) {
        return DynamoDbDoor.to(builder(interceptors), DynamoDbLocal::name, patience);
    }

    private static String name(Table table) {
        return table.name().toLowerCase(Locale.ROOT);
    }

    /** It takes any credentials, but wants some. */
    private DynamoDbClientBuilder builder(ExecutionInterceptor... interceptors) {
        return DynamoDbClient.builder()
                .endpointOverride(address)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .overrideConfiguration(
                        configuration -> List.of(interceptors).forEach(configuration::addExecutionInterceptor));
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
