package org.incidentstats.statistics;

import java.time.Instant;

import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;

/**
 * A change of the record that cannot be read, and so is in no statistics until somebody has looked at it.
 *
 * @param item   the key of its item in the table {@code events}
 * @param reason what is wrong with it
 */
record SetAside(String item, String reason, Instant at) {

    static final String PARTITION = "aside";

    static final TableSchema<SetAside> SCHEMA = TableSchema.builder(SetAside.class, Builder.class)
            .newItemBuilder(Builder::new, b -> new SetAside(b.item, b.reason, b.at))
            .addAttribute(String.class, a -> a.name("pk")
                    .getter(s -> PARTITION)
                    .setter((b, v) -> {})
                    .tags(StaticAttributeTags.primaryPartitionKey()))
            .addAttribute(String.class, a -> a.name("sk")
                    .getter(SetAside::item)
                    .setter((b, v) -> b.item = v)
                    .tags(StaticAttributeTags.primarySortKey()))
            .addAttribute(
                    String.class, a -> a.name("reason").getter(SetAside::reason).setter((b, v) -> b.reason = v))
            .addAttribute(Instant.class, a -> a.name("at").getter(SetAside::at).setter((b, v) -> b.at = v))
            .build();

    static final class Builder {
        private String item;
        private String reason;
        private Instant at;
    }
}
