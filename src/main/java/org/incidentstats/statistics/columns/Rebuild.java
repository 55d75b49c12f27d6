package org.incidentstats.statistics.columns;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.incidentstats.event.store.EventStore;
import org.incidentstats.statistics.columns.Manifests.Published;
import org.incidentstats.statistics.columns.Manifests.Which;
import org.incidentstats.statistics.model.FactFormat;
import org.incidentstats.store.Door;
import org.incidentstats.store.Patience;

/**
 * Makes the columns anew, from the versions on record and from nothing else, beside those that are answered from, and
 * puts them in their place. It goes on where an earlier run has ended, wherever that was.
 */
@Singleton
public final class Rebuild {

    private final Manifests manifests;
    private final CompactionStep step;
    private final EventStore events;
    private final CompactionPlan plan;
    private final Clock clock;

    @Inject
    public Rebuild(Door door, EventStore events, Clock clock) {
        this(door, events, clock, CompactionPlan.USUAL);
    }

    Rebuild(Door door, EventStore events, Clock clock, CompactionPlan plan) {
        this.manifests = new Manifests(door, Generation.own());
        this.events = events;
        this.plan = plan;
        this.clock = clock;
        this.step = new CompactionStep(
                manifests,
                new SegmentStore(door),
                events,
                ChangeRows.ofVersions(events, new FactFormat()),
                plan,
                clock,
                Which.BUILDING);
    }

    /**
     * How far it is.
     *
     * @param position up to which the new columns reach
     * @param done     whether they are in their place
     */
    public record Progress(long position, boolean done) {}

    /**
     * Goes on, or begins.
     *
     * @param budget after which no other step is begun; a step takes some seconds
     */
    public Progress run(Duration budget) {
        Instant end = clock.instant().plus(budget);
        Patience patience = new Patience(budget);
        while (true) {
            Published built = manifests.read(Which.BUILDING);
            if (clock.instant().isAfter(end)) {
                return new Progress(built.manifest().position(), false);
            }
            try {
                long behind = events.head().position() - built.manifest().position();
                if (built.revision() == 0 ? step.take(built) : behind >= plan.tail() && step.take(built)) {
                    continue;
                }
                if (step.next()) {
                    continue;
                }
                Published live = manifests.read(Which.LIVE);
                Published ready = manifests.read(Which.BUILDING);
                manifests.replaceLive(live, ready);
                return new Progress(ready.manifest().position(), true);
            } catch (Door.Conflict e) {
                // Compacted meanwhile, or put in its place by a first try whose answer was lost
                patience.after(new Door.Busy("The columns were replaced by somebody else", e));
            } catch (Door.Busy | Door.UnknownOutcome e) {
                patience.after(e);
            }
        }
    }
}
