package org.incidentstats.local;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.incidentstats.event.CodeLists;
import org.incidentstats.event.EventReader;
import org.incidentstats.event.EventStore;
import org.incidentstats.platform.TableNames;
import org.incidentstats.platform.Tables;

import com.fasterxml.jackson.databind.ObjectMapper;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Databases for tests that need one of their own. */
public final class Databases {

    public static final Tables TABLES = TableNames.DEFAULT;

    private Databases() {}

    /** A new database in memory, with the three tables. */
    public static LocalDatabase inMemory() throws Exception {
        return in(Optional.empty());
    }

    /** A database that keeps its data in a folder, with the three tables. */
    public static LocalDatabase in(Path folder) throws Exception {
        return in(Optional.of(folder));
    }

    private static LocalDatabase in(Optional<Path> folder) throws Exception {
        return new LocalDatabase(
                new LocalSettings() {
                    @Override
                    public Optional<Path> dataFolder() {
                        return folder;
                    }

                    @Override
                    public Path mailFolder() {
                        return Path.of("mail");
                    }

                    @Override
                    public boolean monthlyRun() {
                        return false;
                    }

                    @Override
                    public boolean sampleData() {
                        return false;
                    }
                },
                TABLES);
    }

    /** Where processes of this machine find a database. */
    public static URI address(LocalDatabase database) {
        return database.client().serviceClientConfiguration().endpointOverride().orElseThrow();
    }

    /** Puts the sample incidents on record. */
    public static void loadSample(LocalDatabase database) {
        CodeLists codes = new CodeLists();
        Clock clock = Clock.systemUTC();
        EventStore events = new EventStore(
                DynamoDbEnhancedClient.builder()
                        .dynamoDbClient(database.client())
                        .build(),
                TABLES,
                clock);
        new SampleData(events, new EventReader(codes, clock), new ObjectMapper()).load();
    }

    /** What the stream of the record holds, the oldest change first. */
    public static List<Record> changes(LocalDatabase database) {
        DynamoDbStreamsClient streams = database.streams();
        String stream = database.client()
                .describeTable(request -> request.tableName(TABLES.events()))
                .table()
                .latestStreamArn();
        List<Record> changes = new ArrayList<>();
        for (Shard shard : streams.describeStream(request -> request.streamArn(stream))
                .streamDescription()
                .shards()) {
            String iterator = streams.getShardIterator(request -> request.streamArn(stream)
                            .shardId(shard.shardId())
                            .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                    .shardIterator();
            while (iterator != null) {
                String here = iterator;
                GetRecordsResponse batch = streams.getRecords(request -> request.shardIterator(here));
                changes.addAll(batch.records());
                iterator = batch.records().isEmpty() ? null : batch.nextShardIterator();
            }
        }
        return changes;
    }
}
