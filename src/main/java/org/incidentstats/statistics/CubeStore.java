package org.incidentstats.statistics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import org.incidentstats.event.EventDate;
import org.incidentstats.platform.Patience;
import org.incidentstats.platform.Tables;
import org.incidentstats.statistics.StatisticsState.Which;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbIndex;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.BatchGetItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.BatchGetResultPage;
import software.amazon.awssdk.enhanced.dynamodb.model.BatchWriteItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.BatchWriteResult;
import software.amazon.awssdk.enhanced.dynamodb.model.GetItemEnhancedResponse;
import software.amazon.awssdk.enhanced.dynamodb.model.Page;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.ReadBatch;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactDeleteItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactPutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.WriteBatch;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/** Facts, blocks and their state, in the table {@code statistics}. */
@Singleton
public final class CubeStore {

    /** Facts and blocks that change in one transaction, which holds the state and the change as well: at most 100. */
    static final int MOST_AT_ONCE = 98;

    private static final int BATCH_GET = 100;
    private static final int BATCH_WRITE = 25;

    private final DynamoDbEnhancedClient client;
    private final DynamoDbTable<FactItem> facts;
    private final DynamoDbIndex<FactItem> near;
    private final DynamoDbTable<BlockItem> blocks;
    private final DynamoDbTable<ChangeItem> changes;
    private final DynamoDbTable<StatisticsState> states;
    private final DynamoDbTable<SetAside> setAside;

    public CubeStore(DynamoDbEnhancedClient client, Tables tables) {
        this.client = client;
        this.facts = client.table(tables.statistics(), FactItem.SCHEMA);
        this.near = facts.index(Tables.NEAR_INDEX);
        this.blocks = client.table(tables.statistics(), BlockItem.SCHEMA);
        this.changes = client.table(tables.statistics(), ChangeItem.SCHEMA);
        this.states = client.table(tables.statistics(), StatisticsState.SCHEMA);
        this.setAside = client.table(tables.statistics(), SetAside.SCHEMA);
    }

    /** The state of the statistics that are answered from. */
    StatisticsState live(ReadCost cost) {
        return state(Which.LIVE, cost).orElseGet(() -> StatisticsState.empty(Which.LIVE, 1));
    }

    /** A state, if there is one. */
    Optional<StatisticsState> state(Which which, ReadCost cost) {
        GetItemEnhancedResponse<StatisticsState> response =
                states.getItemWithResponse(request -> request.key(key(StatisticsState.PARTITION, which.name()))
                        .consistentRead(true)
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
        cost.add(response.consumedCapacity());
        return Optional.ofNullable(response.attributes());
    }

    /** The blocks of a slice, in the order of their keys. */
    SortedMap<BlockKey, Block> blocks(int generation, Slice slice, ReadCost cost) {
        SortedMap<BlockKey, Block> found = new TreeMap<>();
        String partition = BlockItem.partition(generation, slice.layout());
        for (Page<BlockItem> page : blocks.query(request -> request.queryConditional(
                        QueryConditional.sortBetween(key(partition, slice.from()), key(partition, slice.to())))
                .consistentRead(true)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))) {
            cost.add(page.consumedCapacity());
            page.items().forEach(item -> found.put(item.block().key(), item.block()));
        }
        return found;
    }

    /** Blocks by their keys; one that does not exist is absent. */
    Map<BlockKey, Block> blocks(int generation, Collection<BlockKey> keys, ReadCost cost) {
        Map<BlockKey, Block> found = new HashMap<>();
        get(
                blocks,
                BlockItem.class,
                keys.stream().map(key -> BlockItem.key(generation, key)),
                item -> found.put(item.block().key(), item.block()),
                cost);
        return found;
    }

    /** Facts by their events; an event without one is absent. */
    Map<String, Fact> facts(int generation, Collection<String> events, ReadCost cost) {
        Map<String, Fact> found = new HashMap<>();
        get(
                facts,
                FactItem.class,
                events.stream().map(event -> FactItem.key(FactItem.facts(generation), event)),
                item -> found.put(item.fact().event(), item.fact()),
                cost);
        return found;
    }

    /** Every fact of a generation. */
    void facts(int generation, Consumer<Fact> each, ReadCost cost) {
        partition(FactItem.facts(generation), each, cost);
    }

    /** The facts that a change under way will lead to. */
    List<Fact> pending(int generation) {
        List<Fact> found = new ArrayList<>();
        partition(FactItem.pending(generation), found::add, new ReadCost());
        return found;
    }

    /** The facts that count, of a type of event, with a day in common with a date. The newest may be missing. */
    void overlapping(int generation, String type, EventDate date, Consumer<Fact> each) {
        String partition = FactItem.near(generation, type);
        for (Span.Range range : Span.around(date)) {
            near
                    .query(request -> request.queryConditional(
                            QueryConditional.sortBetween(key(partition, range.from()), key(partition, range.to()))))
                    .stream()
                    .flatMap(page -> page.items().stream())
                    .map(FactItem::fact)
                    .filter(fact -> !fact.date().firstDay().isAfter(date.lastDay())
                            && !fact.date().lastDay().isBefore(date.firstDay()))
                    .forEach(each);
        }
    }

    private void partition(String partition, Consumer<Fact> each, ReadCost cost) {
        for (Page<FactItem> page : facts.query(
                request -> request.queryConditional(QueryConditional.keyEqualTo(key -> key.partitionValue(partition)))
                        .consistentRead(true)
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))) {
            cost.add(page.consumedCapacity());
            page.items().forEach(item -> each.accept(item.fact()));
        }
    }

    /** The changes that led from one revision to another; empty if they are not all kept any more. */
    Optional<List<ChangeItem>> changes(int generation, long after, long upTo, ReadCost cost) {
        if (upTo - after > BATCH_GET) {
            return Optional.empty();
        }
        List<ChangeItem> found = new ArrayList<>();
        get(
                changes,
                ChangeItem.class,
                LongStream.rangeClosed(after + 1, upTo).mapToObj(revision -> ChangeItem.key(generation, revision)),
                item -> {
                    if (after < item.revision() && item.revision() <= upTo) {
                        found.add(item);
                    }
                },
                cost);
        return Optional.of(found).filter(all -> all.size() == upTo - after);
    }

    private <T> void get(DynamoDbTable<T> table, Class<T> type, Stream<Key> wanted, Consumer<T> each, ReadCost cost) {
        List<Key> keys = new ArrayList<>(wanted.toList());
        while (!keys.isEmpty()) {
            List<Key> some = keys.subList(0, Math.min(BATCH_GET, keys.size()));
            ReadBatch.Builder<T> batch = ReadBatch.builder(type).mappedTableResource(table);
            some.forEach(key -> batch.addGetItem(request -> request.key(key).consistentRead(true)));
            List<Key> unprocessed = new ArrayList<>();
            for (BatchGetResultPage page : client.batchGetItem(BatchGetItemEnhancedRequest.builder()
                    .readBatches(batch.build())
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                    .build())) {
                cost.add(page.consumedCapacity());
                page.resultsForTable(table).forEach(each);
                unprocessed = page.unprocessedKeysForTable(table);
            }
            some.clear();
            keys.addAll(unprocessed);
        }
    }

    /**
     * What changes together: only if the state is still the one before. At most {@value #MOST_AT_ONCE} facts and blocks.
     *
     * @param facts   the new facts
     * @param blocks  the blocks as they will be; those without cells go
     * @param pending a fact that a change of several steps begins to lead to
     * @param settled a fact that such a change has led to
     */
    record Change(
            StatisticsState before,
            StatisticsState after,
            List<Fact> facts,
            Collection<Block> blocks,
            Optional<Fact> pending,
            Optional<Fact> settled) {}

    /** Makes a change. */
    void commit(Change change) {
        int generation = change.after().generation();
        TransactWriteItemsEnhancedRequest.Builder transaction = TransactWriteItemsEnhancedRequest.builder();
        transaction.addPutItem(states, onlyAfter(change.before(), change.after()));
        transaction.addPutItem(
                changes,
                new ChangeItem(
                        generation,
                        change.after().revision(),
                        change.facts().stream().map(Fact::event).toList(),
                        change.blocks().stream().map(Block::key).toList()));
        change.facts().forEach(fact -> transaction.addPutItem(facts, new FactItem(FactItem.facts(generation), fact)));
        change.pending()
                .ifPresent(fact -> transaction.addPutItem(facts, new FactItem(FactItem.pending(generation), fact)));
        change.settled()
                .ifPresent(fact ->
                        transaction.addDeleteItem(facts, FactItem.key(FactItem.pending(generation), fact.event())));
        for (Block block : change.blocks()) {
            if (block.cells().isEmpty()) {
                transaction.addDeleteItem(blocks, BlockItem.key(generation, block.key()));
            } else {
                transaction.addPutItem(blocks, new BlockItem(generation, block));
            }
        }
        client.transactWriteItems(transaction.build());
    }

    /** Puts the statistics that were built into the place of those that were answered from, if neither has changed. */
    void replace(StatisticsState live, StatisticsState built, StatisticsState after) {
        client.transactWriteItems(TransactWriteItemsEnhancedRequest.builder()
                .addPutItem(states, onlyAfter(live, after))
                .addDeleteItem(
                        states,
                        TransactDeleteItemEnhancedRequest.builder()
                                .key(key(StatisticsState.PARTITION, Which.BUILDING.name()))
                                .conditionExpression(still(built))
                                .build())
                .build());
    }

    private static TransactPutItemEnhancedRequest<StatisticsState> onlyAfter(
            StatisticsState before, StatisticsState after) {
        return TransactPutItemEnhancedRequest.builder(StatisticsState.class)
                .item(after)
                .conditionExpression(still(before))
                .build();
    }

    private static Expression still(StatisticsState state) {
        return state.revision() == 0
                ? Expression.builder()
                        .expression("attribute_not_exists(pk) OR (r = :revision AND g = :generation)")
                        .putExpressionValue(":revision", number(state.revision()))
                        .putExpressionValue(":generation", number(state.generation()))
                        .build()
                : Expression.builder()
                        .expression("r = :revision AND g = :generation")
                        .putExpressionValue(":revision", number(state.revision()))
                        .putExpressionValue(":generation", number(state.generation()))
                        .build();
    }

    private static AttributeValue number(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    /** Writes a whole generation that nobody reads yet. */
    void fill(StatisticsState state, Collection<Fact> newFacts, Cube cube) {
        write(
                facts,
                FactItem.class,
                newFacts.stream(),
                (batch, fact) -> batch.addPutItem(new FactItem(FactItem.facts(state.generation()), fact)));
        write(
                blocks,
                BlockItem.class,
                cube.blocks().entrySet().stream().map(block -> new Block(block.getKey(), block.getValue())),
                (batch, block) -> batch.addPutItem(new BlockItem(state.generation(), block)));
        states.putItem(state);
    }

    /**
     * Announces a generation that is about to be filled, so that nobody else fills it and what is left of it can be
     * found.
     *
     * @param left what an earlier attempt has left behind
     */
    void announce(StatisticsState state, Optional<StatisticsState> left) {
        Expression condition = left.map(before -> Expression.builder()
                        .expression("t = :changedAt")
                        .putExpressionValue(
                                ":changedAt",
                                AttributeValue.fromS(before.changedAt().toString()))
                        .build())
                .orElseGet(() -> Expression.builder()
                        .expression("attribute_not_exists(pk)")
                        .build());
        states.putItem(request -> request.item(state).conditionExpression(condition));
    }

    /** Removes a generation that nobody reads any more. */
    void remove(int generation) {
        for (Layout layout : Layout.values()) {
            clear(
                    blocks,
                    BlockItem.class,
                    BlockItem.partition(generation, layout),
                    item -> BlockItem.key(generation, item.block().key()));
        }
        for (String partition : List.of(FactItem.facts(generation), FactItem.pending(generation))) {
            clear(
                    facts,
                    FactItem.class,
                    partition,
                    item -> FactItem.key(partition, item.fact().event()));
        }
        clear(
                changes,
                ChangeItem.class,
                ChangeItem.partition(generation),
                item -> ChangeItem.key(generation, item.revision()));
    }

    private <T> void clear(DynamoDbTable<T> table, Class<T> type, String partition, Function<T, Key> key) {
        write(
                table,
                type,
                table
                        .query(request -> request.queryConditional(
                                QueryConditional.keyEqualTo(value -> value.partitionValue(partition))))
                        .items()
                        .stream()
                        .map(key),
                (batch, one) -> batch.addDeleteItem(one));
    }

    /** How one item is written among others. */
    private interface Write<T, S> {
        void add(WriteBatch.Builder<T> batch, S item);
    }

    private <T, S> void write(DynamoDbTable<T> table, Class<T> type, Stream<S> items, Write<T, S> write) {
        List<S> some = new ArrayList<>();
        items.forEach(item -> {
            some.add(item);
            if (some.size() == BATCH_WRITE) {
                writeTogether(table, type, some, write);
                some.clear();
            }
        });
        if (!some.isEmpty()) {
            writeTogether(table, type, some, write);
        }
    }

    private <T, S> void writeTogether(DynamoDbTable<T> table, Class<T> type, List<S> items, Write<T, S> write) {
        WriteBatch.Builder<T> batch = WriteBatch.builder(type).mappedTableResource(table);
        items.forEach(item -> write.add(batch, item));
        BatchWriteResult result = client.batchWriteItem(BatchWriteItemEnhancedRequest.builder()
                .writeBatches(batch.build())
                .build());
        for (int attempt = 1; ; attempt++) {
            List<T> puts = result.unprocessedPutItemsForTable(table);
            List<Key> deletes = result.unprocessedDeleteItemsForTable(table);
            if (puts.isEmpty() && deletes.isEmpty()) {
                return;
            }
            Patience.pause(attempt);
            WriteBatch.Builder<T> rest = WriteBatch.builder(type).mappedTableResource(table);
            puts.forEach(rest::addPutItem);
            deletes.forEach(rest::addDeleteItem);
            result = client.batchWriteItem(BatchWriteItemEnhancedRequest.builder()
                    .writeBatches(rest.build())
                    .build());
        }
    }

    /** Keeps a change that cannot be read, for somebody to look at. */
    void setAside(SetAside change) {
        setAside.putItem(change);
    }

    /** The changes that could not be read. */
    List<SetAside> setAside() {
        return setAside
                .query(request -> request.queryConditional(
                                QueryConditional.keyEqualTo(key -> key.partitionValue(SetAside.PARTITION)))
                        .consistentRead(true))
                .items()
                .stream()
                .toList();
    }

    private static Key key(String partition, String sort) {
        return Key.builder().partitionValue(partition).sortValue(sort).build();
    }
}
