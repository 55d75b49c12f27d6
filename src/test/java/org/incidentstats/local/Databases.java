package org.incidentstats.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.incidentstats.platform.Tables;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Databases for tests that need one of their own. */
public final class Databases {

    public static final Tables TABLES = new Tables() {
        @Override
        public String events() {
            return "events";
        }

        @Override
        public String statistics() {
            return "statistics";
        }

        @Override
        public String operations() {
            return "operations";
        }
    };

    private Databases() {}

    /** A new database in memory, with the three tables. */
    public static LocalDatabase inMemory() throws Exception {
        return in(Optional.empty());
    }

    /** A database that keeps its data in a folder, with the three tables. */
    public static LocalDatabase in(Path folder) throws Exception {
        return in(Optional.of(folder));
    }

    /** All that the stream of {@code events} has. */
    public static List<Record> stream(LocalDatabase database) {
        try (DynamoDbClient client = database.client()) {
            String stream = client.describeTable(request -> request.tableName(TABLES.events()))
                    .table()
                    .latestStreamArn();
            DynamoDbStreamsClient streams = database.streams();
            return streams.describeStream(request -> request.streamArn(stream)).streamDescription().shards().stream()
                    .map(shard -> streams.getShardIterator(request -> request.streamArn(stream)
                                    .shardId(shard.shardId())
                                    .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                            .shardIterator())
                    .flatMap(iterator ->
                            streams.getRecords(request -> request.shardIterator(iterator)).records().stream())
                    .toList();
        }
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
}
