package org.incidentstats.local;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.incidentstats.platform.Tables;
import org.incidentstats.statistics.Aggregator;
import org.jboss.logging.Logger;

import io.quarkus.runtime.ShutdownEvent;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Carries the stream of {@code events} to the aggregator, as Lambda's event source mapping does in AWS. It begins with
 * the oldest change that the stream still has; what the statistics reflect already does nothing.
 */
@Singleton
final class ChangePump {

    private static final Logger LOG = Logger.getLogger(ChangePump.class);
    private static final long PAUSE_MILLIS = 50;

    private final DynamoDbStreamsClient streams;
    private final Aggregator aggregator;
    private final String stream;
    private final Map<String, String> iterators = new HashMap<>();
    private final Set<String> known = new HashSet<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread pump = new Thread(work, "change-pump");
        pump.setDaemon(true);
        return pump;
    });

    ChangePump(DynamoDbClient database, DynamoDbStreamsClient streams, Aggregator aggregator, Tables tables) {
        this.streams = streams;
        this.aggregator = aggregator;
        this.stream = database.describeTable(request -> request.tableName(tables.events()))
                .table()
                .latestStreamArn();
    }

    void start() {
        thread.scheduleWithFixedDelay(this::pump, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Ends after the batch in hand, while the database is still there. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        thread.shutdown();
        thread.awaitTermination(5, TimeUnit.SECONDS);
    }

    private void pump() {
        try {
            openNewShards();
            for (String shard : List.copyOf(iterators.keySet())) {
                pump(shard);
            }
        } catch (TrimmedDataAccessException | ExpiredIteratorException e) {
            // The place is gone from the stream. From its beginning on, what is known already does nothing.
            iterators.clear();
            known.clear();
        } catch (RuntimeException e) {
            LOG.error("Changes did not reach the statistics; trying again", e);
        }
    }

    private void openNewShards() {
        // A shard without a next iterator is closed, and has children.
        if (!iterators.isEmpty()) {
            return;
        }
        for (Shard shard : streams.describeStream(request -> request.streamArn(stream))
                .streamDescription()
                .shards()) {
            if (known.add(shard.shardId())) {
                iterators.put(
                        shard.shardId(),
                        streams.getShardIterator(request -> request.streamArn(stream)
                                        .shardId(shard.shardId())
                                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                                .shardIterator());
            }
        }
    }

    private void pump(String shard) {
        GetRecordsResponse batch;
        do {
            batch = streams.getRecords(request -> request.shardIterator(iterators.get(shard)));
            List<Aggregator.StreamRecord> changes = batch.records().stream()
                    .map(change -> new Aggregator.StreamRecord(
                            change.eventID(), change.dynamodb().newImage()))
                    .toList();
            if (!aggregator.take(changes).failed().isEmpty()) {
                // Nothing is passed over: the same batch comes again
                return;
            }
            if (batch.nextShardIterator() == null) {
                iterators.remove(shard);
            } else {
                iterators.put(shard, batch.nextShardIterator());
            }
        } while (iterators.containsKey(shard) && !batch.records().isEmpty());
    }
}
