package org.incidentstats.infra;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.incidentstats.event.Change.Correction;
import org.incidentstats.event.Change.Creation;
import org.incidentstats.event.Change.Retraction;
import org.incidentstats.event.EventStore;
import org.incidentstats.event.Examples;
import org.incidentstats.event.Imported;
import org.incidentstats.event.RequestKey;
import org.incidentstats.local.Databases;
import org.incidentstats.local.LocalDatabase;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * What the stream of the record shows after everything that can happen to it.
 *
 * @param records    the records of the stream
 * @param operations the items of the table {@code operations}
 */
record RecordedChanges(List<Record> records, List<Map<String, AttributeValue>> operations) {

    static RecordedChanges make() throws Exception {
        LocalDatabase database = Databases.inMemory();
        try (DynamoDbClient client = database.client()) {
            EventStore store = new EventStore(
                    DynamoDbEnhancedClient.builder().dynamoDbClient(client).build(),
                    Databases.TABLES,
                    Clock.systemUTC());
            store.record(
                    new Creation("one", Examples.arrest(1)), "editor", new RequestKey("editor", "key", "content", ""));
            store.record(
                    List.of(new Creation("two", Examples.arrest(2)), new Creation("three", Examples.arrest(3))),
                    "editor");
            store.record(List.of(new Correction("one", 1, Examples.arrest(4), Optional.of("Counted again"))), "editor");
            store.record(
                    List.of(new Correction(
                            "two", 1, Examples.arrest(2, Examples.duplicateOf("one")), Optional.empty())),
                    "editor");
            store.record(List.of(new Retraction("three", 1, "Never happened")), "editor");
            store.record(
                    List.of(new Creation("four", Examples.arrest(5))),
                    "editor",
                    Map.of("four", new Imported("digest", 1, "job")));
            return new RecordedChanges(
                    Databases.changes(database),
                    new ArrayList<>(client.scan(request -> request.tableName(Databases.TABLES.operations()))
                            .items()));
        } finally {
            database.stop();
        }
    }
}
