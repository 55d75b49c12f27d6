package org.incidentstats.statistics;

import java.time.Instant;

import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;

/**
 * Which state the statistics are in. The item changes in the transaction of every change of facts: as long as it is
 * the same, every answer is.
 *
 * @param revision  how often the facts have changed
 * @param sequence  the farthest place in the record that the facts reflect
 * @param changedAt when the facts changed last
 */
public record StatisticsState(long revision, long sequence, Instant changedAt) {

    static final String PARTITION = "state";
    static final String SORT = "state";

    static final StatisticsState EMPTY = new StatisticsState(0, 0, Instant.EPOCH);

    static final TableSchema<StatisticsState> SCHEMA = TableSchema.builder(StatisticsState.class, Builder.class)
            .newItemBuilder(Builder::new, b -> new StatisticsState(b.revision, b.sequence, b.changedAt))
            .addAttribute(String.class, a -> a.name("pk")
                    .getter(s -> PARTITION)
                    .setter((b, v) -> {})
                    .tags(StaticAttributeTags.primaryPartitionKey()))
            .addAttribute(
                    String.class,
                    a -> a.name("sk").getter(s -> SORT).setter((b, v) -> {}).tags(StaticAttributeTags.primarySortKey()))
            .addAttribute(
                    Long.class,
                    a -> a.name("r").getter(StatisticsState::revision).setter((b, v) -> b.revision = v))
            .addAttribute(
                    Long.class,
                    a -> a.name("s").getter(StatisticsState::sequence).setter((b, v) -> b.sequence = v))
            .addAttribute(
                    Instant.class,
                    a -> a.name("t").getter(StatisticsState::changedAt).setter((b, v) -> b.changedAt = v))
            .build();

    /** Names the state: equal tags, equal answers. */
    String tag() {
        return revision + "-" + Long.toString(changedAt.toEpochMilli(), Character.MAX_RADIX);
    }

    static final class Builder {
        private long revision;
        private long sequence;
        private Instant changedAt;
    }
}
