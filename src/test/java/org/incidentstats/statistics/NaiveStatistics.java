package org.incidentstats.statistics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.incidentstats.event.EventStore;
import org.incidentstats.event.EventVersion;
import org.incidentstats.event.GroupRegister;

/** Statistics as they are defined: counted, each time anew, from every version up to the position. */
public final class NaiveStatistics implements Statistics {

    private static final int PAGE = 500;

    private final EventStore events;

    public NaiveStatistics(EventStore events) {
        this.events = events;
    }

    @Override
    public Snapshot now() {
        return at(events.head().sequence());
    }

    @Override
    public Snapshot at(Instant moment) {
        return at(events.placeAt(moment), Optional.of(moment));
    }

    @Override
    public Snapshot at(long position) {
        return at(position, Optional.empty());
    }

    private Snapshot at(long position, Optional<Instant> asOf) {
        List<EventVersion> versions = versions(position);
        return new FactSnapshot(
                position,
                versions.isEmpty()
                        ? Instant.EPOCH
                        : versions.get(versions.size() - 1).recordedAt(),
                asOf,
                GroupRegister.EMPTY,
                facts(versions),
                earlier -> facts(versions(earlier)));
    }

    private List<EventVersion> versions(long position) {
        List<EventVersion> versions = new ArrayList<>();
        while (versions.size() < position) {
            versions.addAll(events.changes(versions.size(), (int) Math.min(PAGE, position - versions.size())));
        }
        return versions;
    }

    private static Collection<Fact> facts(List<EventVersion> versions) {
        Map<String, Fact> facts = new LinkedHashMap<>();
        versions.forEach(version -> facts.put(version.id(), Fact.of(version)));
        facts.values().removeIf(fact -> !fact.counts());
        return facts.values();
    }
}
