package org.incidentstats.event;

import java.time.Instant;

import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;

/**
 * What was answered to the first request with an idempotency key: an item of the table {@code operations}, written in
 * the transaction of the change itself.
 *
 * @param pk      the subject and the key
 * @param content the digest of what was asked
 * @param event   the event that was put on record
 * @param version its version
 * @param remarks what was answered beside the event
 * @param expires when the key may be used anew
 */
record FirstAnswer(String pk, String content, String event, int version, String remarks, Instant expires) {

    private static final String SORT = "answer";

    static final TableSchema<FirstAnswer> SCHEMA = TableSchema.builder(FirstAnswer.class, Builder.class)
            .newItemBuilder(Builder::new, Builder::build)
            .addAttribute(String.class, a -> a.name("pk")
                    .getter(FirstAnswer::pk)
                    .setter((b, v) -> b.pk = v)
                    .tags(StaticAttributeTags.primaryPartitionKey()))
            .addAttribute(
                    String.class,
                    a -> a.name("sk").getter(i -> SORT).setter((b, v) -> {}).tags(StaticAttributeTags.primarySortKey()))
            .addAttribute(
                    String.class,
                    a -> a.name("content").getter(FirstAnswer::content).setter((b, v) -> b.content = v))
            .addAttribute(
                    String.class,
                    a -> a.name("event").getter(FirstAnswer::event).setter((b, v) -> b.event = v))
            .addAttribute(
                    Integer.class,
                    a -> a.name("version").getter(FirstAnswer::version).setter((b, v) -> b.version = v))
            .addAttribute(
                    String.class,
                    a -> a.name("remarks").getter(FirstAnswer::remarks).setter((b, v) -> b.remarks = v))
            // In seconds, as DynamoDB's time to live wants it.
            .addAttribute(Long.class, a -> a.name("expires")
                    .getter(i -> i.expires.getEpochSecond())
                    .setter((b, v) -> b.expires = Instant.ofEpochSecond(v)))
            .build();

    static String partition(RequestKey key) {
        return "request#%s#%s".formatted(key.subject(), key.key());
    }

    static String sort() {
        return SORT;
    }

    static final class Builder {
        private String pk;
        private String content;
        private String event;
        private int version;
        private String remarks;
        private Instant expires;

        FirstAnswer build() {
            return new FirstAnswer(pk, content, event, version, remarks, expires);
        }
    }
}
