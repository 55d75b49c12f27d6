package org.incidentstats.statistics;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.inject.Singleton;

import org.incidentstats.event.EventStore;
import org.incidentstats.event.EventVersion;

/** The facts that questions are answered from, of now or of a past moment. */
@Singleton
public final class Statistics {

    private final FactStore facts;
    private final EventStore events;

    public Statistics(FactStore facts, EventStore events) {
        this.facts = facts;
        this.events = events;
    }

    /** The state that the kept facts are in. */
    public StatisticsState state() {
        return facts.state();
    }

    /** The facts as they are kept. They are read only if the snapshot is asked. */
    public Snapshot now() {
        StatisticsState state = facts.state();
        return new Snapshot("facts", state.tag(), state.changedAt(), Optional.empty(), () -> facts.all(state));
    }

    /** What was on record at a past moment, computed from the versions. */
    public Snapshot asOf(Instant moment) {
        Map<String, Fact> latest = new LinkedHashMap<>();
        AtomicReference<EventVersion> last = new AtomicReference<>();
        events.history(moment, version -> {
            latest.put(version.id(), Fact.of(version));
            last.set(version);
        });
        Instant changedAt =
                Optional.ofNullable(last.get()).map(EventVersion::recordedAt).orElse(Instant.EPOCH);
        long sequence =
                Optional.ofNullable(last.get()).map(EventVersion::sequence).orElse(0L);
        List<Fact> all = List.copyOf(latest.values());
        return new Snapshot(
                "versions",
                "v" + sequence + "-" + Long.toString(changedAt.toEpochMilli(), Character.MAX_RADIX),
                changedAt,
                Optional.of(moment),
                () -> all);
    }

    /** The facts of the moment asked for, or of now. */
    public Snapshot at(Optional<Instant> moment) {
        return moment.map(this::asOf).orElseGet(this::now);
    }
}
