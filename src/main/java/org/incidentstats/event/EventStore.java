package org.incidentstats.event;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.inject.Singleton;

import org.incidentstats.platform.Tables;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.BatchGetItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.BatchGetResultPage;
import software.amazon.awssdk.enhanced.dynamodb.model.ReadBatch;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactPutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * The record of events. Every change adds a version, and writes it together with the event's current item and the
 * record's head in one transaction: either all of it is on record or nothing, and of two writers who start from the
 * same version one is told so.
 */
@Singleton
public final class EventStore {

    /** A version and a current item each, and the head, within the 100 items of a transaction. */
    public static final int MOST_AT_ONCE = 49;

    private static final int BATCH_GET = 100;
    private static final int ATTEMPTS = 20;

    private final DynamoDbEnhancedClient client;
    private final DynamoDbTable<EventItem> events;
    private final DynamoDbTable<RecordHead> heads;
    private final Clock clock;

    public EventStore(DynamoDbEnhancedClient client, Tables tables, Clock clock) {
        this.client = client;
        this.events = client.table(tables.events(), EventItem.SCHEMA);
        this.heads = client.table(tables.events(), RecordHead.SCHEMA);
        this.clock = clock;
    }

    /** A new event under an id. */
    public record Creation(String id, Event event) {}

    /**
     * Puts new events on record, all of them or none.
     *
     * @param creations at most {@value #MOST_AT_ONCE}, of different ids
     * @return their first versions, in the same order
     * @throws AlreadyOnRecord if one of the ids is taken
     */
    public List<EventVersion> create(List<Creation> creations, String recordedBy) {
        if (creations.size() > MOST_AT_ONCE) {
            throw new IllegalArgumentException(
                    "%d events; at most %d at once".formatted(creations.size(), MOST_AT_ONCE));
        }
        for (int attempt = 1; ; attempt++) {
            RecordHead head = head();
            RecordHead next = new RecordHead(head.sequence() + creations.size(), after(head));
            List<EventVersion> versions = new ArrayList<>();
            for (Creation creation : creations) {
                versions.add(new EventVersion(
                        creation.id(),
                        1,
                        Status.ACTIVE,
                        next.recordedAt(),
                        recordedBy,
                        Optional.empty(),
                        head.sequence() + versions.size() + 1,
                        creation.event()));
            }
            try {
                commit(head, next, versions);
                return versions;
            } catch (TransactionCanceledException e) {
                for (int i = 0; i < creations.size(); i++) {
                    if (refused(e.cancellationReasons().get(1 + 2 * i))) {
                        throw new AlreadyOnRecord(creations.get(i).id());
                    }
                }
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                pause(attempt);
            }
        }
    }

    /** The current version of an event, retracted or not. */
    public Optional<EventVersion> find(String id) {
        return Optional.ofNullable(events.getItem(
                        request -> request.key(key(id, EventItem.CURRENT)).consistentRead(true)))
                .map(EventItem::version);
    }

    /** The current versions of events, by id; an id that is not on record is absent. */
    public Map<String, EventVersion> findAll(Collection<String> ids) {
        Map<String, EventVersion> found = new HashMap<>();
        List<Key> keys = new ArrayList<>(
                ids.stream().distinct().map(id -> key(id, EventItem.CURRENT)).toList());
        while (!keys.isEmpty()) {
            List<Key> some = keys.subList(0, Math.min(BATCH_GET, keys.size()));
            ReadBatch.Builder<EventItem> batch =
                    ReadBatch.builder(EventItem.class).mappedTableResource(events);
            some.forEach(key -> batch.addGetItem(request -> request.key(key).consistentRead(true)));
            List<Key> unprocessed = new ArrayList<>();
            for (BatchGetResultPage page : client.batchGetItem(BatchGetItemEnhancedRequest.builder()
                    .readBatches(batch.build())
                    .build())) {
                page.resultsForTable(events)
                        .forEach(item -> found.put(item.version().id(), item.version()));
                unprocessed = page.unprocessedKeysForTable(events);
            }
            some.clear();
            keys.addAll(unprocessed);
        }
        return found;
    }

    /** The version that an item of the table holds, as a stream or a scan shows it; empty unless it is a current item. */
    public static Optional<EventVersion> currentVersion(Map<String, AttributeValue> item) {
        AttributeValue kind = item.get("item");
        return kind != null && EventItem.CURRENT.equals(kind.s())
                ? Optional.of(EventItem.SCHEMA.mapToItem(item).version())
                : Optional.empty();
    }

    /** How far the record goes. */
    public RecordHead head() {
        RecordHead head = heads.getItem(
                request -> request.key(key(RecordHead.ID, RecordHead.ITEM)).consistentRead(true));
        return head == null ? RecordHead.EMPTY : head;
    }

    private void commit(RecordHead head, RecordHead next, List<EventVersion> versions) {
        TransactWriteItemsEnhancedRequest.Builder transaction = TransactWriteItemsEnhancedRequest.builder();
        transaction.addPutItem(
                heads,
                put(
                        RecordHead.class,
                        next,
                        head.equals(RecordHead.EMPTY)
                                ? Expression.builder()
                                        .expression("attribute_not_exists(id)")
                                        .build()
                                : Expression.builder()
                                        .expression("head = :head")
                                        .putExpressionValue(
                                                ":head", AttributeValue.fromN(Long.toString(head.sequence())))
                                        .build()));
        for (EventVersion version : versions) {
            Expression before = version.version() == 1
                    ? Expression.builder()
                            .expression("attribute_not_exists(id)")
                            .build()
                    : Expression.builder()
                            .expression("version = :before")
                            .putExpressionValue(
                                    ":before", AttributeValue.fromN(Integer.toString(version.version() - 1)))
                            .build();
            transaction.addPutItem(events, put(EventItem.class, EventItem.current(version), before));
            transaction.addPutItem(
                    events,
                    put(
                            EventItem.class,
                            EventItem.ofVersion(version),
                            Expression.builder()
                                    .expression("attribute_not_exists(id)")
                                    .build()));
        }
        client.transactWriteItems(transaction.build());
    }

    private static <T> TransactPutItemEnhancedRequest<T> put(Class<T> type, T item, Expression condition) {
        return TransactPutItemEnhancedRequest.builder(type)
                .item(item)
                .conditionExpression(condition)
                .build();
    }

    /** Now, or just after the newest change where the clock is behind it: times ascend with places in the record. */
    private Instant after(RecordHead head) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return now.isAfter(head.recordedAt()) ? now : head.recordedAt().plusMillis(1);
    }

    private static boolean refused(CancellationReason reason) {
        return "ConditionalCheckFailed".equals(reason.code());
    }

    private static Key key(String id, String item) {
        return Key.builder().partitionValue(id).sortValue(item).build();
    }

    /** Writers who met at the head part again: each waits a random time, longer after each meeting. */
    private static void pause(int attempt) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(1, 5L << Math.min(attempt, 7)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while writing to the record", e);
        }
    }
}
