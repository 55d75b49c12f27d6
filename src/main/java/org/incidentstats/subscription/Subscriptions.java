package org.incidentstats.subscription;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import org.incidentstats.brief.Scope;
import org.incidentstats.platform.Tables;
import org.incidentstats.statistics.Language;
import org.incidentstats.subscription.Secrets.Purpose;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;

/**
 * Who gets the brief. Nothing is kept of an address before its owner confirms: what is asked for travels, encrypted, in
 * the link that confirms it. One address has one subscription; confirming another one replaces it. When it ends it is
 * deleted; of an address that bounced or complained a keyed hash stays for some time, so that it is left alone.
 */
@Singleton
public final class Subscriptions {

    private static final String SUBSCRIPTIONS = "subscriptions";
    private static final String LEFT_ALONE = "left-alone";
    private static final String NOT_BELONGING = "confirm";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new ParameterNamesModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final DynamoDbTable<SubscriptionItem> items;
    private final Secrets secrets;
    private final MailSettings settings;
    private final Clock clock;

    Subscriptions(DynamoDbEnhancedClient client, Tables tables, Secrets secrets, MailSettings settings, Clock clock) {
        this.items = client.table(tables.operations(), SubscriptionItem.SCHEMA);
        this.secrets = secrets;
        this.settings = settings;
        this.clock = clock;
    }

    /** What somebody asked for. */
    record Request(String address, Scope scope, Language language, Instant until) {}

    /** The token of the link by which a request is confirmed. */
    String confirmation(MailAddress address, Scope scope, Language language) {
        Instant until = clock.instant().plus(settings.confirmWithin()).truncatedTo(ChronoUnit.SECONDS);
        return secrets.encrypt(
                Purpose.CONFIRMATION, write(new Request(address.text(), scope, language, until)), NOT_BELONGING);
    }

    /** What the token asks for; nothing if it is not one of ours, or too old. */
    Optional<Request> request(String token) {
        return secrets.decrypt(Purpose.CONFIRMATION, token, NOT_BELONGING)
                .map(text -> read(text, Request.class))
                .filter(request -> clock.instant().isBefore(request.until()));
    }

    /** Subscribes whoever holds the token. */
    Subscription confirm(Request request) {
        MailAddress address = new MailAddress(request.address());
        String id = id(address);
        Subscription subscription = new Subscription(
                id,
                secrets.encrypt(Purpose.ADDRESS, address.text(), id),
                request.scope(),
                request.language(),
                // Who confirms again keeps the place of the first time, and misses no brief
                find(id).map(Subscription::confirmedAt).orElse(clock.instant()));
        items.putItem(new SubscriptionItem(SUBSCRIPTIONS, id, write(subscription)));
        return subscription;
    }

    Optional<Subscription> find(String id) {
        return Optional.ofNullable(items.getItem(
                        request -> request.key(key(SUBSCRIPTIONS, id)).consistentRead(true)))
                .map(item -> read(item.content(), Subscription.class));
    }

    List<Subscription> all() {
        return items
                .query(request -> request.queryConditional(
                                QueryConditional.keyEqualTo(key -> key.partitionValue(SUBSCRIPTIONS)))
                        .consistentRead(true))
                .items()
                .stream()
                .map(item -> read(item.content(), Subscription.class))
                .toList();
    }

    MailAddress address(Subscription subscription) {
        return new MailAddress(secrets.decrypt(Purpose.ADDRESS, subscription.sealed(), subscription.id())
                .orElseThrow(() -> new IllegalStateException(
                        "The address of %s was encrypted with another key".formatted(subscription.id()))));
    }

    /** The name of an address, which says nothing about it. */
    String id(MailAddress address) {
        return secrets.hash(Purpose.SUBSCRIBER, address.canonical());
    }

    /** The token of the link by which a subscription is ended. It does not expire. */
    String ending(String id) {
        return id + "." + secrets.hash(Purpose.END, id);
    }

    /** The subscription that a token ends; nothing if it is not one of ours. */
    Optional<String> endedBy(String token) {
        int dot = token.indexOf('.');
        return dot > 0 && secrets.matches(Purpose.END, token.substring(0, dot), token.substring(dot + 1))
                ? Optional.of(token.substring(0, dot))
                : Optional.empty();
    }

    /** Forgets a subscriber. */
    void end(String id) {
        items.deleteItem(key(SUBSCRIPTIONS, id));
    }

    /** Forgets a subscriber, and sends nothing to the address for some time. */
    void leaveAlone(String id) {
        items.putItem(new SubscriptionItem(
                LEFT_ALONE,
                id,
                write(clock.instant().plus(settings.leaveAlone()).truncatedTo(ChronoUnit.SECONDS))));
        end(id);
    }

    boolean leftAlone(String id) {
        return Optional.ofNullable(items.getItem(key(LEFT_ALONE, id)))
                .filter(item -> clock.instant().isBefore(read(item.content(), Instant.class)))
                .isPresent();
    }

    private static Key key(String partition, String sort) {
        return Key.builder().partitionValue(partition).sortValue(sort).build();
    }

    private static String write(Object content) {
        try {
            return JSON.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T read(String content, Class<T> type) {
        try {
            return JSON.readValue(content, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
