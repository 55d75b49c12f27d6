package org.incidentstats.statistics.columns;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.incidentstats.event.store.EventStore;
import org.incidentstats.statistics.columns.Manifests.Which;
import org.incidentstats.statistics.model.FactFormat;
import org.incidentstats.store.Door;
import org.incidentstats.store.Patience;

/**
 * Turns the changes behind the columns into segments, and small segments into larger ones, in bounded memory and step by
 * step. Any number of processes may do it at once, and each may end at any time.
 */
@Singleton
public final class Compaction {

    private final Generations generations;
    private final Manifests manifests;
    private final EventStore events;
    private final CompactionStep step;
    private final CompactionPlan plan;
    private final Clock clock;
    private volatile OptionalLong settled = OptionalLong.empty();

    @Inject
    public Compaction(Door door, EventStore events, Clock clock) {
        this(door, events, clock, CompactionPlan.USUAL, Generation.own(), new FactFormat());
    }

    Compaction(
            Door door, EventStore events, Clock clock, CompactionPlan plan, Generation generation, FactFormat format) {
        this.generations = new Generations(door, clock, generation);
        this.manifests = new Manifests(door, generation);
        this.events = events;
        this.step = new CompactionStep(
                manifests,
                new SegmentStore(door),
                events,
                ChangeRows.ofDeltas(events, format),
                plan,
                clock,
                Which.LIVE);
        this.plan = plan;
        this.clock = clock;
    }

    /**
     * Does what there is to do.
     *
     * @param budget after which no other step is begun; a step takes some seconds
     * @return whether nothing is left to do
     */
    public boolean run(Duration budget) {
        Instant end = clock.instant().plus(budget);
        Patience patience = new Patience(budget);
        boolean more = true;
        while (more && !clock.instant().isAfter(end)) {
            try {
                more = next();
            } catch (Door.Busy | Door.UnknownOutcome e) {
                // The next look tells what was done
                patience.after(e);
            }
        }
        return !more;
    }

    private boolean next() {
        generations.use();
        if (isSettled(events.head().position())) {
            return false;
        }
        if (step.next()) {
            return true;
        }
        settled = OptionalLong.of(reached());
        return false;
    }

    /** Whether nothing was left to do when this process last looked, and too little has come since. */
    private boolean isSettled(long head) {
        OptionalLong known = settled;
        return known.isPresent() && head - known.getAsLong() < plan.tail();
    }

    private long reached() {
        return manifests.read(Which.LIVE).manifest().position();
    }

    /** How many changes are behind the segments: each new process reads them from the record. */
    public long tail() {
        long head = events.head().position();
        return head - (isSettled(head) ? settled.getAsLong() : reached());
    }
}
