package org.incidentstats.subscription;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import org.incidentstats.platform.Tables;
import org.incidentstats.subscription.Delivery.State;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** How far each message is, and which months are done. Every change names the states that it may come from. */
@Singleton
final class DeliveryStore {

    private static final String RUNS = "monthly-runs";
    private static final String DONE = "done";
    private static final String STARTED = "started";

    private static final TableSchema<Delivery> SCHEMA = TableSchema.builder(Delivery.class, Builder.class)
            .newItemBuilder(Builder::new, Builder::build)
            .addAttribute(String.class, a -> a.name("pk")
                    .getter(delivery -> partition(delivery.month()))
                    .setter((b, v) -> b.month = YearMonth.parse(v.substring(v.indexOf('#') + 1)))
                    .tags(StaticAttributeTags.primaryPartitionKey()))
            .addAttribute(String.class, a -> a.name("sk")
                    .getter(Delivery::subscriber)
                    .setter((b, v) -> b.subscriber = v)
                    .tags(StaticAttributeTags.primarySortKey()))
            .addAttribute(String.class, a -> a.name("state")
                    .getter(delivery -> delivery.state().name())
                    .setter((b, v) -> b.state = State.valueOf(v)))
            .addAttribute(
                    String.class, a -> a.name("claim").getter(Delivery::claim).setter((b, v) -> b.claim = v))
            .addAttribute(
                    Instant.class, a -> a.name("since").getter(Delivery::since).setter((b, v) -> b.since = v))
            .addAttribute(
                    Integer.class,
                    a -> a.name("attempts").getter(Delivery::attempts).setter((b, v) -> b.attempts = v))
            .addAttribute(String.class, a -> a.name("messageId")
                    .getter(delivery -> delivery.messageId().orElse(null))
                    .setter((b, v) -> b.messageId = v))
            .addAttribute(String.class, a -> a.name("detail")
                    .getter(delivery -> delivery.detail().orElse(null))
                    .setter((b, v) -> b.detail = v))
            .build();

    private final DynamoDbTable<Delivery> deliveries;
    private final DynamoDbTable<SubscriptionItem> runs;

    DeliveryStore(DynamoDbEnhancedClient client, Tables tables) {
        this.deliveries = client.table(tables.operations(), SCHEMA);
        this.runs = client.table(tables.operations(), SubscriptionItem.SCHEMA);
    }

    List<Delivery> of(YearMonth month) {
        return deliveries
                .query(request -> request.queryConditional(
                                QueryConditional.keyEqualTo(key -> key.partitionValue(partition(month))))
                        .consistentRead(true))
                .items()
                .stream()
                .toList();
    }

    Optional<Delivery> find(YearMonth month, String subscriber) {
        return Optional.ofNullable(deliveries.getItem(
                request -> request.key(key(partition(month), subscriber)).consistentRead(true)));
    }

    /** Takes a message for sending: true for one caller only, of all that try at the same time. */
    boolean claim(Delivery sending, boolean first) {
        return put(
                sending,
                first
                        ? Expression.builder()
                                .expression("attribute_not_exists(pk)")
                                .build()
                        : in(Set.of(State.WAITING)));
    }

    /** Notes what became of the message that this very attempt was sending, unless SES has reported more already. */
    boolean outcome(Delivery delivery) {
        return put(
                delivery,
                Expression.join(
                        in(Set.of(State.SENDING)),
                        Expression.builder()
                                .expression("claim = :claim")
                                .putExpressionValue(":claim", AttributeValue.fromS(delivery.claim()))
                                .build(),
                        " AND "));
    }

    /** Changes a message that is in one of these states. */
    boolean change(Delivery delivery, Set<State> from) {
        return put(delivery, in(from));
    }

    private boolean put(Delivery delivery, Expression condition) {
        try {
            deliveries.putItem(request -> request.item(delivery).conditionExpression(condition));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    private static Expression in(Set<State> states) {
        Expression.Builder expression = Expression.builder()
                .expression("#state IN (%s)"
                        .formatted(states.stream()
                                .map(state -> ":" + state.name())
                                .sorted()
                                .collect(Collectors.joining(","))))
                .putExpressionName("#state", "state");
        states.forEach(state -> expression.putExpressionValue(":" + state.name(), AttributeValue.fromS(state.name())));
        return expression.build();
    }

    /** The months that a run has begun, ascending, and whether each is done. */
    List<Run> runs() {
        return runs
                .query(request -> request.queryConditional(QueryConditional.keyEqualTo(key -> key.partitionValue(RUNS)))
                        .consistentRead(true))
                .items()
                .stream()
                .map(item -> new Run(YearMonth.parse(item.sk()), item.content().equals(DONE)))
                .toList();
    }

    record Run(YearMonth month, boolean done) {}

    void started(YearMonth month) {
        runs.putItem(new SubscriptionItem(RUNS, month.toString(), STARTED));
    }

    void done(YearMonth month) {
        runs.putItem(new SubscriptionItem(RUNS, month.toString(), DONE));
    }

    private static String partition(YearMonth month) {
        return "deliveries#" + month;
    }

    private static Key key(String partition, String sort) {
        return Key.builder().partitionValue(partition).sortValue(sort).build();
    }

    static final class Builder {
        private YearMonth month;
        private String subscriber;
        private State state;
        private String claim;
        private Instant since;
        private int attempts;
        private String messageId;
        private String detail;

        Delivery build() {
            return new Delivery(
                    month,
                    subscriber,
                    state,
                    claim,
                    since,
                    attempts,
                    Optional.ofNullable(messageId),
                    Optional.ofNullable(detail));
        }
    }
}
