package org.incidentstats.subscription;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import org.incidentstats.brief.content.Scope;
import org.incidentstats.store.Documents;
import org.incidentstats.store.Documents.Document;
import org.incidentstats.store.Documents.Kind;
import org.incidentstats.store.Json;
import org.incidentstats.subscription.Secrets.Purpose;
import org.incidentstats.vocabulary.Language;

/**
 * Who gets the brief. Nothing is kept of an address before its owner confirms: what is asked for travels, encrypted, in
 * the link that confirms it. One address has one subscription; confirming another one replaces it. When it ends it is
 * deleted; of an address that bounced or complained a keyed hash stays for some time, so that it is left alone.
 */
@Singleton
public final class Subscriptions {

    private static final String SUBSCRIPTIONS = "subscriptions";
    private static final String LEFT_ALONE = "left-alone";
    private static final String ENDED = "ended";
    private static final String NOT_BELONGING = "confirm";

    private static final int FORMAT = 1;
    private static final Kind<Subscription> SUBSCRIPTION = new Kind<>(Subscription.class, FORMAT);
    private static final Kind<Instant> MOMENT = new Kind<>(Instant.class, FORMAT);

    private final Documents documents;
    private final Secrets secrets;
    private final MailSettings settings;
    private final Clock clock;

    Subscriptions(Documents documents, Secrets secrets, MailSettings settings, Clock clock) {
        this.documents = documents;
        this.secrets = secrets;
        this.settings = settings;
        this.clock = clock;
    }

    /** What somebody asked for. */
    record Request(String address, Scope scope, Language language, Instant until) {}

    /** The token of the link by which a request is confirmed. */
    String confirmation(MailAddress address, Scope scope, Language language) {
        Instant until = clock.instant().plus(settings.confirmWithin()).truncatedTo(ChronoUnit.MILLIS);
        return secrets.encrypt(
                Purpose.CONFIRMATION, text(new Request(address.text(), scope, language, until)), NOT_BELONGING);
    }

    /**
     * What the token asks for; nothing if it is not one of ours, or too old, if the subscription was ended after it was
     * asked for, or if the address is left alone.
     */
    Optional<Request> request(String token) {
        return secrets.decrypt(Purpose.CONFIRMATION, token, NOT_BELONGING)
                .map(text -> Json.read(text.getBytes(StandardCharsets.UTF_8), FORMAT, Request.class))
                .filter(request -> clock.instant().isBefore(request.until()))
                .filter(request -> {
                    String id = id(new MailAddress(request.address()));
                    return !endedSince(id, request.until().minus(settings.confirmWithin())) && !leftAlone(id);
                });
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
        documents.put(SUBSCRIPTION, SUBSCRIPTIONS, id, subscription);
        return subscription;
    }

    Optional<Subscription> find(String id) {
        return documents.find(SUBSCRIPTION, SUBSCRIPTIONS, id).map(Document::content);
    }

    List<Subscription> all() {
        return documents
                .list(SUBSCRIPTION, SUBSCRIPTIONS)
                .map(Document::content)
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

    /** Forgets a subscriber; links that were sent to the address until now begin nothing any more. */
    void end(String id) {
        Instant now = clock.instant();
        // As long as one of them would hold
        documents.put(MOMENT, ENDED, id, now, now.plus(settings.confirmWithin()).plusSeconds(1));
        documents.end(SUBSCRIPTIONS, id, now.plus(settings.leaveAlone()));
    }

    private boolean endedSince(String id, Instant asked) {
        return documents
                .find(MOMENT, ENDED, id)
                .filter(ended -> !ended.content().isBefore(asked))
                .isPresent();
    }

    /** Forgets a subscriber, and sends nothing to the address for some time. */
    void leaveAlone(String id) {
        documents.put(
                MOMENT,
                LEFT_ALONE,
                id,
                clock.instant().plus(settings.leaveAlone()).truncatedTo(ChronoUnit.SECONDS));
        end(id);
    }

    boolean leftAlone(String id) {
        return documents
                .find(MOMENT, LEFT_ALONE, id)
                .filter(until -> clock.instant().isBefore(until.content()))
                .isPresent();
    }

    private static String text(Request request) {
        return new String(Json.write(FORMAT, request), StandardCharsets.UTF_8);
    }
}
