package org.incidentstats.statistics.columns;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;

import org.incidentstats.statistics.columns.segment.Entry;
import org.incidentstats.statistics.columns.segment.Section.Kind;
import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.statistics.model.Fact;
import org.incidentstats.statistics.model.FactBuilder;
import org.incidentstats.statistics.model.Measure;
import org.incidentstats.statistics.model.SyntheticFacts;

/** Synthetic events under random ids, one in ten of them corrected later. The same numbers give the same history. */
final class BenchmarkHistory {

    private final int events;
    private final int seed;
    private long position;

    BenchmarkHistory(int events) {
        this(events, 1, 0);
    }

    /** @param position after which it begins */
    BenchmarkHistory(int events, int seed, long position) {
        this.events = events;
        this.seed = seed;
        this.position = position;
    }

    /** The last position, after everything was handed on. */
    long last() {
        return position;
    }

    void each(Consumer<Entry> each) {
        Random random = new Random(6 + seed);
        List<Entry> waiting = new ArrayList<>();
        new SyntheticFacts(seed).each(events, fact -> {
            Fact first = new Fact(
                    new UUID(random.nextLong(), random.nextLong()).toString(),
                    1,
                    true,
                    fact.date(),
                    fact.codes(),
                    fact.figures(),
                    fact.people());
            position++;
            if (random.nextInt(10) > 0) {
                each.accept(new Entry(first, Kind.ADDED, position, Entry.OPEN));
                return;
            }
            waiting.add(new Entry(first, Kind.ADDED, position, Entry.OPEN));
            if (waiting.size() > 100) {
                Entry old = waiting.remove(random.nextInt(waiting.size()));
                position++;
                each.accept(new Entry(old.fact(), Kind.CLOSED, old.from(), position));
                each.accept(new Entry(corrected(old.fact(), first), Kind.ADDED, position, Entry.OPEN));
            }
        });
        waiting.forEach(each);
    }

    private static Fact corrected(Fact fact, Fact other) {
        return FactBuilder.like(fact)
                .version(2)
                .with(
                        Dimension.EVIDENCE,
                        other.values(Dimension.EVIDENCE).iterator().next())
                .with(Measure.KILLED, fact.tally(Measure.WOUNDED))
                .with(Measure.WOUNDED, other.tally(Measure.KILLED))
                .build();
    }
}
