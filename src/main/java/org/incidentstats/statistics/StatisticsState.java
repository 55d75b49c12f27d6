package org.incidentstats.statistics;

import java.time.Instant;

import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;

/**
 * Which state the statistics are in. The item changes in the transaction of every change of facts and cells, and only
 * if it is what the writer has read: so there is one writer at a time, and as long as it is the same, every answer is.
 *
 * @param which      the statistics that are answered from, or those that a rebuild is making
 * @param generation under which facts and cells stand
 * @param revision   how often they have changed
 * @param reflected  the changes of the record that are taken in
 * @param changedAt  when they changed last
 * @param step       how many steps of a change too large for one transaction are done; 0 where there is none under way
 */
public record StatisticsState(
        Which which, int generation, long revision, Places reflected, Instant changedAt, int step) {

    /** Two may exist at a time. */
    enum Which {
        LIVE,
        BUILDING
    }

    static final String PARTITION = "state";

    static final TableSchema<StatisticsState> SCHEMA = TableSchema.builder(StatisticsState.class, Builder.class)
            .newItemBuilder(
                    Builder::new,
                    b -> new StatisticsState(b.which, b.generation, b.revision, b.reflected, b.changedAt, b.step))
            .addAttribute(String.class, a -> a.name("pk")
                    .getter(s -> PARTITION)
                    .setter((b, v) -> {})
                    .tags(StaticAttributeTags.primaryPartitionKey()))
            .addAttribute(String.class, a -> a.name("sk")
                    .getter(s -> s.which().name())
                    .setter((b, v) -> b.which = Which.valueOf(v))
                    .tags(StaticAttributeTags.primarySortKey()))
            .addAttribute(
                    Integer.class,
                    a -> a.name("g").getter(StatisticsState::generation).setter((b, v) -> b.generation = v))
            .addAttribute(
                    Long.class,
                    a -> a.name("r").getter(StatisticsState::revision).setter((b, v) -> b.revision = v))
            .addAttribute(String.class, a -> a.name("s")
                    .getter(s -> s.reflected().toString())
                    .setter((b, v) -> b.reflected = Places.parse(v)))
            .addAttribute(
                    Instant.class,
                    a -> a.name("t").getter(StatisticsState::changedAt).setter((b, v) -> b.changedAt = v))
            .addAttribute(
                    Integer.class,
                    a -> a.name("p").getter(StatisticsState::step).setter((b, v) -> b.step = v))
            .build();

    static StatisticsState empty(Which which, int generation) {
        return new StatisticsState(which, generation, 0, Places.NONE, Instant.EPOCH, 0);
    }

    /** The state after a change that is complete. */
    StatisticsState next(Places reflected, Instant changedAt) {
        return new StatisticsState(which, generation, revision + 1, reflected, changedAt, 0);
    }

    /** The state after one more step of a change. */
    StatisticsState nextStep(Instant changedAt) {
        return new StatisticsState(which, generation, revision + 1, reflected, changedAt, step + 1);
    }

    static final class Builder {
        private Which which;
        private int generation;
        private long revision;
        private Places reflected;
        private Instant changedAt;
        private int step;
    }
}
