package org.incidentstats.event;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import org.incidentstats.event.Change.Correction;
import org.incidentstats.event.Change.Creation;
import org.incidentstats.event.Change.Retraction;
import org.incidentstats.platform.NotOnRecord;
import org.incidentstats.platform.Patience;
import org.incidentstats.platform.Tables;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.BatchGetItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.BatchGetResultPage;
import software.amazon.awssdk.enhanced.dynamodb.model.GetItemEnhancedResponse;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.ReadBatch;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactPutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * The record of events. Every change adds a version, and writes it together with the event's current item and the
 * record's head in one transaction: either all of it is on record or nothing. The transaction holds only if the head
 * is still the one that the writer read first, so what a writer checks before it writes is true when it has written.
 */
@Singleton
public final class EventStore {

    /**
     * Changes in one transaction: each writes a version, a current item and at most two marks of duplicates; with the
     * head and the first answer they stay within DynamoDB's 100 items.
     */
    public static final int MOST_AT_ONCE = 24;

    /** How long a request can be repeated under its idempotency key. */
    public static final Duration REPEATABLE = Duration.ofDays(1);

    private static final int BATCH_GET = 100;
    private static final int HISTORY_PAGE = 1_000;
    private static final int LONGEST_CHAIN = 100;

    /** A writer gives up within the time that an HTTP client waits. */
    private static final Duration BUDGET = Duration.ofSeconds(15);

    private final DynamoDbEnhancedClient client;
    private final DynamoDbTable<EventItem> events;
    private final DynamoDbTable<RecordHead> heads;
    private final DynamoDbTable<DuplicateMark> marks;
    private final DynamoDbTable<FirstAnswer> answers;
    private final Clock clock;

    public EventStore(DynamoDbEnhancedClient client, Tables tables, Clock clock) {
        this.client = client;
        this.events = client.table(tables.events(), EventItem.SCHEMA);
        this.heads = client.table(tables.events(), RecordHead.SCHEMA);
        this.marks = client.table(tables.events(), DuplicateMark.SCHEMA);
        this.answers = client.table(tables.operations(), FirstAnswer.SCHEMA);
        this.clock = clock;
    }

    /**
     * Puts changes on record, all of them or none.
     *
     * @param changes at most {@value #MOST_AT_ONCE}, of different events
     * @return the versions that they made, in the same order
     * @throws AlreadyOnRecord if the id of a new event is taken
     * @throws NotOnRecord     if an event to be corrected or retracted is not there
     * @throws StaleVersion    if a change starts from a version that is not the newest
     * @throws HasDuplicates   if an event to be retracted is the original of others
     * @throws org.incidentstats.platform.InvalidRequest if an event is said to be a duplicate of one that does not count
     */
    public List<EventVersion> record(List<? extends Change> changes, String recordedBy) {
        return record(changes, recordedBy, Map.of(), Optional.empty());
    }

    /**
     * Puts changes on record that an import has asked for, all of them or none.
     *
     * @param imported of each event what its source says, by the event's id
     * @see #record(List, String)
     */
    public List<EventVersion> record(
            List<? extends Change> changes, String recordedBy, Map<String, Imported> imported) {
        return record(changes, recordedBy, imported, Optional.empty());
    }

    /**
     * Puts one change on record, and answers a repetition of the request with the first answer.
     *
     * @throws KeyReused if the key came with another request before
     */
    public Recorded record(Change change, String recordedBy, RequestKey key) {
        Optional<Recorded> first = firstAnswer(key);
        if (first.isPresent()) {
            return first.get();
        }
        try {
            return new Recorded(
                    record(List.of(change), recordedBy, Map.of(), Optional.of(key))
                            .get(0),
                    key.remarks());
        } catch (TransactionCanceledException | AlreadyOnRecord | StaleVersion e) {
            // The same request may have come twice at once, and the other one was faster.
            return firstAnswer(key).orElseThrow(() -> e);
        }
    }

    private List<EventVersion> record(
            List<? extends Change> changes,
            String recordedBy,
            Map<String, Imported> imported,
            Optional<RequestKey> requestKey) {
        if (changes.size() > MOST_AT_ONCE) {
            throw new IllegalArgumentException(
                    "%d changes; at most %d at once".formatted(changes.size(), MOST_AT_ONCE));
        }
        String write = UUID.randomUUID().toString();
        Patience patience = new Patience(BUDGET);
        for (int attempt = 1; ; attempt++) {
            try {
                Optional<List<EventVersion>> done = attempt == 1 ? Optional.empty() : written(changes, write);
                return done.isPresent()
                        ? done.get()
                        : attempt(changes, attempt > 1, recordedBy, imported, requestKey, write);
            } catch (SdkException e) {
                boolean keyTaken = requestKey.isPresent()
                        && e instanceof TransactionCanceledException cancelled
                        && refused(cancelled
                                .cancellationReasons()
                                .get(cancelled.cancellationReasons().size() - 1));
                if (keyTaken) {
                    throw e;
                }
                // Whatever it was, the next attempt begins with a look at what is on record now
                patience.after(e);
            }
        }
    }

    private static boolean refused(CancellationReason reason) {
        return "ConditionalCheckFailed".equals(reason.code());
    }

    /**
     * @param everyId whether to look even for events that are to be new. The transaction holds only if they are; so it
     *                need not be asked beforehand, except to tell why a transaction did not hold.
     */
    private List<EventVersion> attempt(
            List<? extends Change> changes,
            boolean everyId,
            String recordedBy,
            Map<String, Imported> imported,
            Optional<RequestKey> requestKey,
            String write) {
        RecordHead head = head();
        RecordHead next = new RecordHead(head.sequence() + changes.size(), after(head));
        Map<String, EventVersion> before = new HashMap<>();
        Map<String, Imported> sources = new HashMap<>();
        onRecord(changes.stream()
                        .filter(change -> everyId || !(change instanceof Creation))
                        .map(Change::id)
                        .toList())
                .forEach((id, event) -> {
                    before.put(id, event.version());
                    event.imported().ifPresent(source -> sources.put(id, source));
                });
        sources.putAll(imported);
        Map<String, EventVersion> after = new LinkedHashMap<>();
        long sequence = head.sequence();
        for (Change change : changes) {
            sequence++;
            EventVersion version = version(change, before.get(change.id()), sequence, next.recordedAt(), recordedBy);
            if (after.put(change.id(), version) != null) {
                throw new IllegalArgumentException("Two changes of the event " + change.id());
            }
        }
        DuplicateRules rules = new DuplicateRules(before, after, this::find, this::duplicatesOf, LONGEST_CHAIN);
        List<DuplicateMark> newMarks = rules.check();
        List<EventVersion> versions = List.copyOf(after.values());
        commit(head, next, versions, sources, newMarks, requestKey, write);
        return versions;
    }

    private static EventVersion version(
            Change change, EventVersion before, long sequence, Instant recordedAt, String recordedBy) {
        if (change instanceof Creation) {
            if (before != null) {
                throw new AlreadyOnRecord(change.id());
            }
        } else if (before == null) {
            throw new NotOnRecord("No event '%s' is on record.".formatted(change.id()));
        } else if (before.version() != change.before()) {
            throw new StaleVersion(change.id(), change.before(), before.version());
        }
        Event content = change instanceof Creation creation
                ? creation.event()
                : change instanceof Correction correction ? correction.event() : before.event();
        Optional<String> reason = change instanceof Retraction retraction
                ? Optional.of(retraction.reason())
                : change instanceof Correction correction ? correction.reason() : Optional.empty();
        return new EventVersion(
                change.id(),
                change.before() + 1,
                change instanceof Retraction ? Status.RETRACTED : Status.ACTIVE,
                recordedAt,
                recordedBy,
                reason,
                sequence,
                content);
    }

    /** The current version of an event, retracted or not. */
    public Optional<EventVersion> find(String id) {
        return item(id, EventItem.CURRENT).map(EventItem::version);
    }

    /** One version of an event. */
    public Optional<EventVersion> find(String id, int version) {
        return item(id, EventItem.itemOf(version)).map(EventItem::version);
    }

    /** Every version of an event, ascending; none if the event is not on record. */
    public List<EventVersion> versions(String id) {
        return events
                .query(request -> request.queryConditional(QueryConditional.sortBeginsWith(
                                key -> key.partitionValue(id).sortValue(EventItem.VERSIONS)))
                        .consistentRead(true))
                .items()
                .stream()
                .map(EventItem::version)
                .toList();
    }

    /** One version of one event. */
    public record VersionKey(String id, int version) {}

    /** The current versions of events, by id; an id that is not on record is absent. */
    public Map<String, EventVersion> current(Collection<String> ids) {
        Map<String, EventVersion> found = new HashMap<>();
        onRecord(ids).forEach((id, event) -> found.put(id, event.version()));
        return found;
    }

    /**
     * An event as it is on record now.
     *
     * @param version  its current version
     * @param imported what was last imported for it; empty if it was only ever entered by hand
     */
    public record OnRecord(EventVersion version, Optional<Imported> imported) {}

    /** Events as they are on record now, by id; an id that is not on record is absent. */
    public Map<String, OnRecord> onRecord(Collection<String> ids) {
        Map<String, OnRecord> found = new HashMap<>();
        items(ids.stream().distinct().map(id -> key(id, EventItem.CURRENT)).toList())
                .forEach(item -> found.put(item.version().id(), new OnRecord(item.version(), item.imported())));
        return found;
    }

    /** These versions, in this order; every one must be on record. */
    public List<EventVersion> findAll(List<VersionKey> versions) {
        Map<VersionKey, EventVersion> found = new HashMap<>();
        items(versions.stream()
                        .map(version -> key(version.id(), EventItem.itemOf(version.version())))
                        .toList())
                .forEach(item -> found.put(
                        new VersionKey(item.version().id(), item.version().version()), item.version()));
        return versions.stream()
                .map(version -> Optional.ofNullable(found.get(version))
                        .orElseThrow(() -> new IllegalStateException("%s is not on record".formatted(version))))
                .toList();
    }

    private List<EventItem> items(List<Key> wanted) {
        List<EventItem> found = new ArrayList<>();
        List<Key> keys = new ArrayList<>(wanted);
        while (!keys.isEmpty()) {
            List<Key> some = keys.subList(0, Math.min(BATCH_GET, keys.size()));
            ReadBatch.Builder<EventItem> batch =
                    ReadBatch.builder(EventItem.class).mappedTableResource(events);
            some.forEach(key -> batch.addGetItem(request -> request.key(key).consistentRead(true)));
            List<Key> unprocessed = new ArrayList<>();
            for (BatchGetResultPage page : client.batchGetItem(BatchGetItemEnhancedRequest.builder()
                    .readBatches(batch.build())
                    .build())) {
                found.addAll(page.resultsForTable(events));
                unprocessed = page.unprocessedKeysForTable(events);
            }
            some.clear();
            keys.addAll(unprocessed);
        }
        return found;
    }

    /** The place of the newest change up to a moment; 0 where there is none. */
    public long placeAt(Instant moment) {
        long low = 0;
        long high = head().sequence();
        while (low < high) {
            long middle = low + (high - low + 1) / 2;
            Instant recordedAt = changes(middle - 1, 1).stream()
                    .findFirst()
                    .map(EventVersion::recordedAt)
                    .orElse(Instant.MAX);
            if (recordedAt.isAfter(moment)) {
                high = middle - 1;
            } else {
                low = middle;
            }
        }
        return low;
    }

    /**
     * Every change up to a moment, in the order of the record.
     *
     * @param until the last moment, inclusive
     */
    public void history(Instant until, Consumer<EventVersion> each) {
        long end = head().sequence();
        Instant deadline = Instant.now().plus(BUDGET);
        long place = 0;
        while (place < end) {
            List<EventVersion> some = changes(place, HISTORY_PAGE);
            for (EventVersion version : some) {
                if (version.recordedAt().isAfter(until)) {
                    return;
                }
                each.accept(version);
            }
            place += some.size();
            if (some.isEmpty()) {
                if (Instant.now().isAfter(deadline)) {
                    throw new IllegalStateException("The index of changes has not caught up with the record");
                }
                Patience.pause(1);
            }
        }
    }

    /**
     * The changes that follow a place in the record, in the order of the record and without a gap.
     *
     * @param after the place; 0 for the beginning
     * @param limit how many at the most
     */
    public List<EventVersion> changes(long after, int limit) {
        List<EventVersion> changes = new ArrayList<>();
        long end = Math.min(head().sequence(), after + limit);
        while (after + changes.size() < end) {
            long place = after + changes.size() + 1;
            List<EventVersion> some = changesFrom(place, (int) (end - place + 1));
            if (some.isEmpty()) {
                // The index has not caught up with the record; what it has is the answer for now.
                return changes;
            }
            changes.addAll(some);
        }
        return changes;
    }

    /** The changes from a place on that stand in the same part of the feed, up to the first gap. */
    private List<EventVersion> changesFrom(long place, int limit) {
        List<EventVersion> found = new ArrayList<>();
        Stream<EventVersion> inOrder = events
                .index(Tables.CHANGES_INDEX)
                .query(request -> request.queryConditional(QueryConditional.sortGreaterThanOrEqualTo(key ->
                                key.partitionValue(EventItem.feedOf(place)).sortValue(place)))
                        .limit(limit))
                .stream()
                .flatMap(page -> page.items().stream())
                .limit(limit)
                .map(EventItem::version);
        for (EventVersion version : (Iterable<EventVersion>) inOrder::iterator) {
            if (version.sequence() != place + found.size()) {
                break;
            }
            found.add(version);
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
        return head(consumed -> {});
    }

    /**
     * How far the record goes.
     *
     * @param cost is told what the request consumed
     */
    public RecordHead head(Consumer<ConsumedCapacity> cost) {
        GetItemEnhancedResponse<RecordHead> response =
                heads.getItemWithResponse(request -> request.key(key(RecordHead.ID, RecordHead.ITEM))
                        .consistentRead(true)
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
        cost.accept(response.consumedCapacity());
        return Optional.ofNullable(response.attributes()).orElse(RecordHead.EMPTY);
    }

    /** The events that are on record as duplicates of one. */
    private List<String> duplicatesOf(String original) {
        return marks
                .query(request -> request.queryConditional(QueryConditional.sortBeginsWith(
                                key -> key.partitionValue(original).sortValue(DuplicateMark.ITEMS)))
                        .consistentRead(true))
                .items()
                .stream()
                .filter(DuplicateMark::holds)
                .map(DuplicateMark::duplicate)
                .toList();
    }

    private void commit(
            RecordHead head,
            RecordHead next,
            List<EventVersion> versions,
            Map<String, Imported> sources,
            List<DuplicateMark> newMarks,
            Optional<RequestKey> requestKey,
            String write) {
        TransactWriteItemsEnhancedRequest.Builder transaction = TransactWriteItemsEnhancedRequest.builder();
        Expression unlessThere = condition("attribute_not_exists(id)");
        transaction.addPutItem(
                heads,
                put(
                        RecordHead.class,
                        next,
                        head.equals(RecordHead.EMPTY)
                                ? unlessThere
                                : condition("head = :number", ":number", head.sequence())));
        for (EventVersion version : versions) {
            Expression fromTheVersionBefore = version.version() == 1
                    ? unlessThere
                    : condition("version = :number", ":number", version.version() - 1L);
            EventItem current = EventItem.current(version, Optional.ofNullable(sources.get(version.id())), write);
            transaction.addPutItem(events, put(EventItem.class, current, fromTheVersionBefore));
            transaction.addPutItem(events, put(EventItem.class, EventItem.ofVersion(version, write), unlessThere));
        }
        newMarks.forEach(mark -> transaction.addPutItem(marks, mark));
        requestKey.ifPresent(key -> transaction.addPutItem(
                answers,
                put(
                        FirstAnswer.class,
                        new FirstAnswer(
                                FirstAnswer.partition(key),
                                key.content(),
                                versions.get(0).id(),
                                versions.get(0).version(),
                                key.remarks(),
                                clock.instant().plus(REPEATABLE)),
                        condition(
                                "attribute_not_exists(pk) OR expires < :number",
                                ":number",
                                clock.instant().getEpochSecond()))));
        client.transactWriteItems(transaction.build());
    }

    /** What an earlier attempt of the same call has written, although its answer was lost. */
    private Optional<List<EventVersion>> written(List<? extends Change> changes, String write) {
        List<EventVersion> versions = new ArrayList<>();
        for (Change change : changes) {
            Optional<EventItem> item = item(change.id(), EventItem.itemOf(change.before() + 1));
            if (item.isEmpty() || !item.get().write().equals(write)) {
                return Optional.empty();
            }
            versions.add(item.get().version());
        }
        return Optional.of(versions);
    }

    private Optional<Recorded> firstAnswer(RequestKey key) {
        FirstAnswer answer = answers.getItem(request ->
                request.key(key(FirstAnswer.partition(key), FirstAnswer.sort())).consistentRead(true));
        if (answer == null || answer.expires().isBefore(clock.instant())) {
            return Optional.empty();
        }
        if (!answer.content().equals(key.content())) {
            throw new KeyReused(key.key());
        }
        return find(answer.event(), answer.version()).map(version -> new Recorded(version, answer.remarks()));
    }

    private Optional<EventItem> item(String id, String item) {
        return Optional.ofNullable(
                events.getItem(request -> request.key(key(id, item)).consistentRead(true)));
    }

    private static <T> TransactPutItemEnhancedRequest<T> put(Class<T> type, T item, Expression condition) {
        return TransactPutItemEnhancedRequest.builder(type)
                .item(item)
                .conditionExpression(condition)
                .build();
    }

    private static Expression condition(String expression) {
        return Expression.builder().expression(expression).build();
    }

    private static Expression condition(String expression, String name, long number) {
        return Expression.builder()
                .expression(expression)
                .putExpressionValue(name, AttributeValue.fromN(Long.toString(number)))
                .build();
    }

    /** Now, or just after the newest change where the clock is behind it: times ascend with places in the record. */
    private Instant after(RecordHead head) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return now.isAfter(head.recordedAt()) ? now : head.recordedAt().plusMillis(1);
    }

    private static Key key(String partition, String sort) {
        return Key.builder().partitionValue(partition).sortValue(sort).build();
    }
}
