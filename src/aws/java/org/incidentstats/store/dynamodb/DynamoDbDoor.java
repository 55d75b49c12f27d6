package org.incidentstats.store.dynamodb;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.incidentstats.store.Door;
import org.incidentstats.store.Item;
import org.incidentstats.store.Limits;
import org.incidentstats.store.Page;
import org.incidentstats.store.Patience;
import org.incidentstats.store.Place;
import org.incidentstats.store.Range;
import org.incidentstats.store.Table;
import org.incidentstats.store.Write;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.BatchGetItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.BatchGetResultPage;
import software.amazon.awssdk.enhanced.dynamodb.model.GetItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.GetItemEnhancedResponse;
import software.amazon.awssdk.enhanced.dynamodb.model.ReadBatch;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/** The door to DynamoDB: a table of items for each of the three, with keys {@code pk} and {@code sk}. */
public final class DynamoDbDoor implements Door {

    /** How long a call is tried again. Who needs more patience has it above the door. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final int MOST_KEYS = 100;

    private final DynamoDbClient client;
    private final DynamoDbEnhancedClient enhanced;
    private final Map<Table, DynamoDbTable<Item>> tables;
    private final Attempts attempts;
    private final Meter meter;

    private DynamoDbDoor(
            DynamoDbClient client,
            DynamoDbEnhancedClient enhanced,
            Map<Table, DynamoDbTable<Item>> tables,
            Attempts attempts,
            Meter meter) {
        this.client = client;
        this.enhanced = enhanced;
        this.tables = tables;
        this.attempts = attempts;
        this.meter = meter;
    }

    /**
     * The tables of the account and region that the environment names.
     *
     * @param names how the tables are called
     */
    public static DynamoDbDoor inAws(Function<Table, String> names) {
        return to(DynamoDbClient.builder(), names, PATIENCE);
    }

    /** @param where the service; how calls are made is for the door to say */
    static DynamoDbDoor to(DynamoDbClientBuilder where, Function<Table, String> names, Duration patience) {
        DynamoDbClient client = where.httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(Duration.ofSeconds(1))
                        .socketTimeout(Duration.ofSeconds(3)))
                .overrideConfiguration(where.overrideConfiguration().toBuilder()
                        .retryStrategy(retry -> retry.maxAttempts(1))
                        .apiCallTimeout(Duration.ofSeconds(5))
                        .build())
                .build();
        DynamoDbEnhancedClient enhanced =
                DynamoDbEnhancedClient.builder().dynamoDbClient(client).build();
        Map<Table, DynamoDbTable<Item>> tables = new EnumMap<>(Table.class);
        for (Table table : Table.values()) {
            tables.put(table, enhanced.table(names.apply(table), ItemSchema.of(table)));
        }
        return new DynamoDbDoor(client, enhanced, tables, new Attempts(patience), (units, requests) -> {});
    }

    @Override
    public Optional<Item> get(Place place) {
        GetItemEnhancedRequest request = GetItemEnhancedRequest.builder()
                .key(ItemSchema.key(place))
                .consistentRead(true)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .build();
        GetItemEnhancedResponse<Item> response =
                attempts.read(() -> table(place.table()).getItemWithResponse(request));
        meter.read(units(response.consumedCapacity()), 1);
        return Optional.ofNullable(response.attributes());
    }

    private DynamoDbTable<Item> table(Table table) {
        return Objects.requireNonNull(tables.get(table));
    }

    @Override
    public List<Item> getAll(Collection<Place> places) {
        return getAll(places, true);
    }

    /** What is not found may only not have arrived yet where it was looked for: it is looked for once more. */
    @Override
    public List<Item> getUnchanging(Collection<Place> places) {
        List<Item> found = new ArrayList<>(getAll(places, false));
        Set<Place> missing = new HashSet<>(places);
        found.forEach(item -> missing.remove(item.place()));
        found.addAll(getAll(missing, true));
        return found;
    }

    private List<Item> getAll(Collection<Place> places, boolean consistent) {
        Map<Table, Deque<Key>> waiting = new EnumMap<>(Table.class);
        for (Place place : new LinkedHashSet<>(places)) {
            waiting.computeIfAbsent(place.table(), table -> new ArrayDeque<>()).add(ItemSchema.key(place));
        }
        List<Item> found = new ArrayList<>();
        waiting.forEach((table, keys) -> found.addAll(getAll(table(table), keys, consistent)));
        return found;
    }

    /** DynamoDB leaves keys for another time where the answer would be too large, or where it has too much to do. */
    private List<Item> getAll(DynamoDbTable<Item> table, Deque<Key> waiting, boolean consistent) {
        List<Item> found = new ArrayList<>();
        Patience left = new Patience(attempts.patience());
        while (!waiting.isEmpty()) {
            ReadBatch.Builder<Item> batch = ReadBatch.builder(Item.class).mappedTableResource(table);
            int asked = 0;
            for (; asked < MOST_KEYS && !waiting.isEmpty(); asked++) {
                batch.addGetItem(GetItemEnhancedRequest.builder()
                        .key(waiting.pop())
                        .consistentRead(consistent)
                        .build());
            }
            BatchGetResultPage page = first(BatchGetItemEnhancedRequest.builder()
                    .addReadBatch(batch.build())
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                    .build());
            found.addAll(page.resultsForTable(table));
            List<Key> again = page.unprocessedKeysForTable(table);
            waiting.addAll(again);
            if (again.size() < asked) {
                left = new Patience(attempts.patience());
            } else {
                left.after(new Busy("DynamoDB reads no more for the moment"));
            }
        }
        return found;
    }

    private BatchGetResultPage first(BatchGetItemEnhancedRequest request) {
        BatchGetResultPage page =
                attempts.read(() -> enhanced.batchGetItem(request).iterator().next());
        meter.read(
                page.consumedCapacity().stream()
                        .mapToDouble(ConsumedCapacity::capacityUnits)
                        .sum(),
                1);
        return page;
    }

    @Override
    public Page range(Range range, int limit) {
        Limits.check(limit);
        RangeQuery query = new RangeQuery(range);
        if (query.isEmpty()) {
            return new Page(List.of(), Optional.empty());
        }
        var request = query.request()
                .consistentRead(true)
                .limit(limit)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .build();
        var page = attempts.read(
                () -> table(range.table()).query(request).iterator().next());
        meter.read(units(page.consumedCapacity()), 1);
        Map<String, AttributeValue> last =
                Optional.ofNullable(page.lastEvaluatedKey()).orElse(Map.of());
        return new Page(
                page.items().stream()
                        .filter(item -> query.holds(item.place().key()))
                        .toList(),
                Optional.ofNullable(last.get(ItemSchema.KEY))
                        .map(AttributeValue::s)
                        .filter(query::holds));
    }

    private static double units(ConsumedCapacity consumed) {
        return consumed.capacityUnits();
    }

    @Override
    public void write(List<Write> writes) {
        Limits.check(writes);
        new Transaction(enhanced, tables, writes).write(attempts);
    }

    /** Tells nothing: the stream of the table calls a function, which is a process of its own. */
    @Override
    public AutoCloseable onChange(Runnable wake) {
        return () -> {};
    }

    @Override
    public Door measuredBy(Meter other) {
        return new DynamoDbDoor(client, enhanced, tables, attempts, other);
    }

    @Override
    public void close() {
        client.close();
    }
}
