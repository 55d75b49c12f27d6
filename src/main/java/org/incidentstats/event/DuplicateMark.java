package org.incidentstats.event;

import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;

/**
 * That one event is on record as a duplicate of another: an item beside the original's own, so that the original knows
 * its duplicates. It is kept when the relation ends, and says so.
 *
 * @param original  the event that counts
 * @param duplicate the event that does not
 * @param holds     whether it still is one
 */
record DuplicateMark(String original, String duplicate, boolean holds) {

    static final String ITEMS = "duplicate#";

    static final TableSchema<DuplicateMark> SCHEMA = TableSchema.builder(DuplicateMark.class, Builder.class)
            .newItemBuilder(Builder::new, Builder::build)
            .addAttribute(String.class, a -> a.name("id")
                    .getter(DuplicateMark::original)
                    .setter((b, v) -> b.original = v)
                    .tags(StaticAttributeTags.primaryPartitionKey()))
            .addAttribute(String.class, a -> a.name("item")
                    .getter(mark -> ITEMS + mark.duplicate)
                    .setter((b, v) -> b.duplicate = v.substring(ITEMS.length()))
                    .tags(StaticAttributeTags.primarySortKey()))
            .addAttribute(
                    Boolean.class,
                    a -> a.name("holds").getter(DuplicateMark::holds).setter((b, v) -> b.holds = v))
            .build();

    static final class Builder {
        private String original;
        private String duplicate;
        private boolean holds;

        DuplicateMark build() {
            return new DuplicateMark(original, duplicate, holds);
        }
    }
}
