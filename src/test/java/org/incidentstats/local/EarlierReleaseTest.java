package org.incidentstats.local;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.stream.IntStream;

import org.incidentstats.event.Change.Creation;
import org.incidentstats.event.Event;
import org.incidentstats.event.EventStore;
import org.incidentstats.event.Examples;
import org.incidentstats.platform.Tables;
import org.incidentstats.statistics.Aggregator;
import org.incidentstats.statistics.CubeStore;
import org.incidentstats.statistics.CubeStatistics;
import org.incidentstats.statistics.StatisticsOf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A data folder of an earlier release keeps its record, and gets statistics of this release. */
class EarlierReleaseTest {

    private static final int EVENTS = 20;

    @TempDir
    Path folder;

    @Test
    void statisticsWithoutTheIndexAreComputedAnewFromTheRecord() throws Exception {
        LocalDatabase before = Databases.in(folder);
        withoutIndex(before.client());
        Parts earlier = new Parts(before);
        earlier.events.record(
                IntStream.range(0, EVENTS)
                        .mapToObj(number -> new Creation("event-" + number, Examples.arrest(1)))
                        .toList(),
                "editor@example.org");
        before.stop();
        LocalDatabase after = Databases.in(folder);
        try {
            Parts now = new Parts(after);
            LocalEdition.catchUp(now.statistics, new Aggregator(now.store, Clock.systemUTC()));
            assertEquals(EVENTS, overlapping(now));
        } finally {
            after.stop();
        }
        LocalDatabase again = Databases.in(folder);
        try {
            assertEquals(EVENTS, overlapping(new Parts(again)));
        } finally {
            again.stop();
        }
    }

    private static int overlapping(Parts parts) {
        Event example = Examples.arrest(1);
        return parts.statistics
                .overlapping(
                        example.type(), Set.of(example.places().get(0).country().code()), example.date())
                .size();
    }

    private static void withoutIndex(DynamoDbClient client) {
        Tables tables = Databases.TABLES;
        client.deleteTable(request -> request.tableName(tables.statistics()));
        CreateTableRequest operations = tables.definitions().stream()
                .filter(table -> table.tableName().equals(tables.operations()))
                .findFirst()
                .orElseThrow();
        client.createTable(operations.toBuilder().tableName(tables.statistics()).build());
    }

    private static final class Parts {
        private final EventStore events;
        private final CubeStore store;
        private final CubeStatistics statistics;

        Parts(LocalDatabase database) {
            DynamoDbEnhancedClient client = DynamoDbEnhancedClient.builder()
                    .dynamoDbClient(database.client())
                    .build();
            events = new EventStore(client, Databases.TABLES, Clock.systemUTC());
            store = new CubeStore(client, Databases.TABLES);
            statistics = StatisticsOf.database(client);
        }
    }
}
