package org.incidentstats.statistics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.inject.Singleton;

import org.incidentstats.platform.Tables;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.BatchGetItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.BatchGetResultPage;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.ReadBatch;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactPutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The facts, in the table {@code statistics}. A warm process keeps those of the newest state it has seen. */
@Singleton
public final class FactStore {

    /** Facts that change in one transaction, which holds the state as well: at most 100 items. */
    static final int MOST_AT_ONCE = 99;

    private static final int BATCH_GET = 100;
    private static final int READINGS = 10;

    private final DynamoDbEnhancedClient client;
    private final DynamoDbTable<Fact> facts;
    private final DynamoDbTable<StatisticsState> states;
    private final AtomicReference<Facts> newest = new AtomicReference<>(new Facts(StatisticsState.EMPTY, List.of()));

    public FactStore(DynamoDbEnhancedClient client, Tables tables) {
        this.client = client;
        this.facts = client.table(tables.statistics(), FactItem.SCHEMA);
        this.states = client.table(tables.statistics(), StatisticsState.SCHEMA);
    }

    /** All facts, of one state. */
    private record Facts(StatisticsState state, List<Fact> facts) {}

    /** The state that the facts are in. */
    public StatisticsState state() {
        StatisticsState state =
                states.getItem(request -> request.key(key(StatisticsState.PARTITION, StatisticsState.SORT))
                        .consistentRead(true));
        return state == null ? StatisticsState.EMPTY : state;
    }

    /** All facts: those in memory if they are of this state, else they are read, and may be of a later one. */
    List<Fact> all(StatisticsState wanted) {
        Facts known = newest.get();
        StatisticsState before = wanted;
        for (int reading = 1; !known.state().equals(before); reading++) {
            List<Fact> read = facts
                    .query(request -> request.queryConditional(
                                    QueryConditional.keyEqualTo(key -> key.partitionValue(FactItem.PARTITION)))
                            .consistentRead(true))
                    .items()
                    .stream()
                    .toList();
            StatisticsState after = state();
            if (after.equals(before)) {
                known = new Facts(before, read);
                newest.set(known);
            } else if (reading == READINGS) {
                throw new IllegalStateException("The facts changed during each of %d readings".formatted(READINGS));
            } else {
                before = after;
            }
        }
        return known.facts();
    }

    /** The facts of events, by id; an event without one is absent. */
    Map<String, Fact> find(Collection<String> events) {
        Map<String, Fact> found = new HashMap<>();
        List<Key> keys = new ArrayList<>(
                events.stream().map(event -> key(FactItem.PARTITION, event)).toList());
        while (!keys.isEmpty()) {
            List<Key> some = keys.subList(0, Math.min(BATCH_GET, keys.size()));
            ReadBatch.Builder<Fact> batch = ReadBatch.builder(Fact.class).mappedTableResource(facts);
            some.forEach(key -> batch.addGetItem(request -> request.key(key).consistentRead(true)));
            List<Key> unprocessed = new ArrayList<>();
            for (BatchGetResultPage page : client.batchGetItem(BatchGetItemEnhancedRequest.builder()
                    .readBatches(batch.build())
                    .build())) {
                page.resultsForTable(facts).forEach(fact -> found.put(fact.event(), fact));
                unprocessed = page.unprocessedKeysForTable(facts);
            }
            some.clear();
            keys.addAll(unprocessed);
        }
        return found;
    }

    /**
     * Replaces facts and the state together.
     *
     * @param changed the new facts, at most {@value #MOST_AT_ONCE}, each of a later version than the stored one
     */
    void replace(List<Fact> changed, StatisticsState before, StatisticsState after) {
        TransactWriteItemsEnhancedRequest.Builder transaction = TransactWriteItemsEnhancedRequest.builder();
        transaction.addPutItem(
                states,
                TransactPutItemEnhancedRequest.builder(StatisticsState.class)
                        .item(after)
                        .conditionExpression(unlessNewer("r", Long.toString(before.revision() + 1)))
                        .build());
        for (Fact fact : changed) {
            transaction.addPutItem(
                    facts,
                    TransactPutItemEnhancedRequest.builder(Fact.class)
                            .item(fact)
                            .conditionExpression(unlessNewer("v", Integer.toString(fact.version())))
                            .build());
        }
        client.transactWriteItems(transaction.build());
    }

    private static Expression unlessNewer(String attribute, String number) {
        return Expression.builder()
                .expression("attribute_not_exists(pk) OR #number < :number")
                .putExpressionName("#number", attribute)
                .putExpressionValue(":number", AttributeValue.fromN(number))
                .build();
    }

    private static Key key(String partition, String sort) {
        return Key.builder().partitionValue(partition).sortValue(sort).build();
    }
}
