package org.incidentstats.event.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

import org.incidentstats.store.Condition;
import org.incidentstats.store.Item;
import org.incidentstats.store.Json;
import org.incidentstats.store.Place;
import org.incidentstats.store.Table;
import org.incidentstats.store.Write;

/**
 * What was answered to the first request with an idempotency key: an item of the table of operations, written together
 * with the change itself.
 *
 * @param content the digest of what was asked
 * @param event   the event that was put on record
 * @param version its version
 * @param remarks what was answered beside the event
 */
record FirstAnswer(String content, String event, int version, String remarks) {

    private static final String KEY = "answer";
    private static final int FORMAT = 1;

    static Place place(RequestKey key) {
        // A digest, because a subject can be of any length, and can hold what parts the two
        byte[] names = (key.subject().length() + "#" + key.subject() + key.key()).getBytes(StandardCharsets.UTF_8);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(names);
            return new Place(Table.OPERATIONS, "request#" + HexFormat.of().formatHex(digest), KEY);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The answer that an item holds, if the key may not be used anew by now. */
    static Optional<FirstAnswer> of(Optional<Item> item, Instant now) {
        return item.filter(one -> one.expires().orElse(Instant.MAX).isAfter(now))
                .map(one -> Json.read(one.body(), FORMAT, FirstAnswer.class));
    }

    /**
     * @param there   what stands in the place, which is too old
     * @param expires when the key may be used anew
     */
    Write write(RequestKey key, Optional<Item> there, Instant expires) {
        return new Write.Put(
                new Item(
                        place(key),
                        there.map(Item::revision).orElse(0L) + 1,
                        Json.write(FORMAT, this),
                        Optional.of(expires)),
                there.map(one -> Condition.revision(one.revision())).orElse(Condition.ABSENT));
    }
}
