package org.incidentstats.event;

import java.time.Instant;

import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;

/**
 * How far the record goes: one item of the table {@code events}, changed in the transaction of every write, so that
 * the places in the record have no gaps and ascend with the time of recording.
 *
 * @param sequence   the place of the newest change; 0 for an empty record
 * @param recordedAt when that change was recorded
 */
public record RecordHead(long sequence, Instant recordedAt) {

    /** Its key; no event can have this id. */
    static final String ID = "#record";

    static final String ITEM = "head";

    static final RecordHead EMPTY = new RecordHead(0, Instant.EPOCH);

    static final TableSchema<RecordHead> SCHEMA = TableSchema.builder(RecordHead.class, Builder.class)
            .newItemBuilder(Builder::new, b -> new RecordHead(b.sequence, b.recordedAt))
            .addAttribute(String.class, a -> a.name("id")
                    .getter(head -> ID)
                    .setter((b, v) -> {})
                    .tags(StaticAttributeTags.primaryPartitionKey()))
            .addAttribute(String.class, a -> a.name("item")
                    .getter(head -> ITEM)
                    .setter((b, v) -> {})
                    .tags(StaticAttributeTags.primarySortKey()))
            // Not called "sequence", which would put the item into the index of changes.
            .addAttribute(
                    Long.class, a -> a.name("head").getter(RecordHead::sequence).setter((b, v) -> b.sequence = v))
            .addAttribute(
                    Instant.class,
                    a -> a.name("recordedAt").getter(RecordHead::recordedAt).setter((b, v) -> b.recordedAt = v))
            .build();

    static final class Builder {
        private long sequence;
        private Instant recordedAt;
    }
}
