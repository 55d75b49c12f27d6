package org.incidentstats.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.eclipse.jetty.server.Server;
import org.incidentstats.platform.Tables;
import org.jboss.logging.Logger;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/** DynamoDB Local in this process, with the three tables in it. It stands in for the database of an AWS account. */
@Singleton
public final class LocalDatabase {

    private static final Logger LOG = Logger.getLogger(LocalDatabase.class);

    private final LocalDynamoDBRequestHandler database;
    private final Server server;
    private final DynamoDbClient client;
    private final DynamoDbStreamsClient streams;

    public LocalDatabase(LocalSettings settings, Tables tables) throws Exception {
        database = new LocalDynamoDBRequestHandler(
                0, settings.dataFolder().isEmpty(), folder(settings.dataFolder()), true, false);
        // Its own server listens on every interface, and takes any credentials: this one is for this machine alone.
        server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.setHandler(new LocalDynamoDBServerHandler(database, null));
        server.start();
        client = here(DynamoDbClient.builder()).build();
        streams = here(DynamoDbStreamsClient.builder()).build();
        for (CreateTableRequest table : tables.definitions()) {
            createUnlessThere(table);
        }
        makeAnewIfOutdated(tables);
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

    /** Another client of the same database, whose calls the interceptors see. */
    public DynamoDbClient client(ExecutionInterceptor... interceptors) {
        return client(configuration -> List.of(interceptors).forEach(configuration::addExecutionInterceptor));
    }

    /** Another client of the same database. */
    public DynamoDbClient client(Consumer<ClientOverrideConfiguration.Builder> configuration) {
        return here(DynamoDbClient.builder())
                .overrideConfiguration(configuration)
                .build();
    }

    @PreDestroy
    public void stop() throws Exception {
        client.close();
        streams.close();
        server.stop();
        database.shutdown();
    }

    /** The folder's path, or null, which is how the database wants to be told to stay in memory. */
    private static String folder(Optional<Path> folder) throws IOException {
        if (folder.isEmpty()) {
            return null;
        }
        return Files.createDirectories(folder.get()).toAbsolutePath().toString();
    }

    private void createUnlessThere(CreateTableRequest table) {
        try {
            client.createTable(table);
        } catch (ResourceInUseException e) {
            // It is there from an earlier run, with its data.
        }
    }

    /** A folder of an earlier release lacks an index. What is in the table can be computed again from the record. */
    private void makeAnewIfOutdated(Tables tables) {
        CreateTableRequest wanted = tables.definitions().stream()
                .filter(table -> table.tableName().equals(tables.statistics()))
                .findFirst()
                .orElseThrow();
        Set<String> indexes = client
                .describeTable(request -> request.tableName(tables.statistics()))
                .table()
                .globalSecondaryIndexes()
                .stream()
                .map(GlobalSecondaryIndexDescription::indexName)
                .collect(Collectors.toSet());
        if (!wanted.globalSecondaryIndexes().stream().allMatch(index -> indexes.contains(index.indexName()))) {
            LOG.info("The data folder is of an earlier release: its statistics are computed anew from the record");
            client.deleteTable(request -> request.tableName(tables.statistics()));
            client.createTable(wanted);
        }
    }

    /** DynamoDB Local takes any credentials, but wants some. */
    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B here(B builder) {
        return builder.endpointOverride(server.getURI().resolve("/"))
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(30)));
    }
}
