package org.incidentstats.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.incidentstats.platform.Tables;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;

/** DynamoDB Local in this process, with the three tables in it. It stands in for the database of an AWS account. */
@Singleton
public final class LocalDatabase {

    private final DynamoDBProxyServer server;
    private final URI endpoint;
    private final DynamoDbClient client;
    private final DynamoDbStreamsClient streams;

    LocalDatabase(LocalSettings settings, Tables tables) throws Exception {
        int port = freePort();
        server = ServerRunner.createServerFromCommandLineArgs(arguments(port, settings.dataFolder()));
        server.start();
        endpoint = URI.create("http://localhost:" + port);
        client = here(DynamoDbClient.builder()).build();
        streams = here(DynamoDbStreamsClient.builder()).build();
        for (CreateTableRequest table : tables.definitions()) {
            createUnlessThere(table);
        }
    }

    @Produces
    @Singleton
    DynamoDbClient client() {
        return client;
    }

    @Produces
    @Singleton
    DynamoDbStreamsClient streams() {
        return streams;
    }

    @PreDestroy
    void stop() throws Exception {
        client.close();
        streams.close();
        server.stop();
    }

    private static String[] arguments(int port, Optional<Path> folder) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("-port", Integer.toString(port), "-sharedDb", "-disableTelemetry"));
        if (folder.isPresent()) {
            Files.createDirectories(folder.get());
            arguments.addAll(List.of("-dbPath", folder.get().toAbsolutePath().toString()));
        } else {
            arguments.add("-inMemory");
        }
        return arguments.toArray(String[]::new);
    }

    private void createUnlessThere(CreateTableRequest table) {
        try {
            client.createTable(table);
        } catch (ResourceInUseException e) {
            // It is there from an earlier run, with its data.
        }
    }

    /** DynamoDB Local takes any credentials, but wants some. */
    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B here(B builder) {
        return builder.endpointOverride(endpoint)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(30)));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
