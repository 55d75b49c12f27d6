package org.incidentstats.statistics;


import org.incidentstats.platform.Tables;

import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;

/**
 * A fact as an item of the table {@code statistics}, under attribute names of one letter or two. Its sort key is the
 * event's id. A fact that counts also stands in the index {@value Tables#NEAR_INDEX}, under its generation and type by its
 * date; one that is pending does not.
 *
 * @param partition that of all facts of a generation, or of those that a change under way will lead to
 */
record FactItem(String partition, Fact fact) {

    private static final FactFormat FORMAT = new FactFormat();

    static final TableSchema<FactItem> SCHEMA = TableSchema.builder(FactItem.class, Builder.class)
            .newItemBuilder(Builder::new, Builder::build)
            .addAttribute(String.class, a -> a.name("pk")
                    .getter(FactItem::partition)
                    .setter((b, v) -> b.partition = v)
                    .tags(StaticAttributeTags.primaryPartitionKey()))
            .addAttribute(String.class, a -> a.name("sk")
                    .getter(i -> i.fact().event())
                    .setter((b, v) -> b.event = v)
                    .tags(StaticAttributeTags.primarySortKey()))
            .addAttribute(
                    byte[].class, a -> a.name("f").getter(i -> FORMAT.write(i.fact())).setter((b, v) -> b.bytes = v))
            .addAttribute(String.class, a -> a.name("nt")
                    .getter(i -> i.isNear() ? i.partition() + ":" + i.fact().values(Dimension.TYPE).iterator().next() : null)
                    .setter((b, v) -> {})
                    .tags(StaticAttributeTags.secondaryPartitionKey(Tables.NEAR_INDEX)))
            .addAttribute(String.class, a -> a.name("nd")
                    .getter(i -> i.isNear() ? Span.place(i.fact().date()) : null)
                    .setter((b, v) -> {})
                    .tags(StaticAttributeTags.secondarySortKey(Tables.NEAR_INDEX)))
            .build();

    private static final String FACTS = ":facts";

    /** The partition of all facts of a generation. */
    static String facts(int generation) {
        return generation + FACTS;
    }

    /** The partition of the index that holds the facts of a generation and a type of event. */
    static String near(int generation, String type) {
        return facts(generation) + ":" + type;
    }

    private boolean isNear() {
        return fact.counts() && partition.endsWith(FACTS);
    }

    /** The partition of the facts that a change of several steps will lead to. */
    static String pending(int generation) {
        return generation + ":pending";
    }

    static Key key(String partition, String event) {
        return Key.builder().partitionValue(partition).sortValue(event).build();
    }

    static final class Builder {
        private String partition;
        private String event;
        private byte[] bytes;

        FactItem build() {
            return new FactItem(partition, FORMAT.read(bytes));
        }
    }
}
