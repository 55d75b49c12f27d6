package org.incidentstats.statistics.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.incidentstats.event.EventVersion;
import org.incidentstats.event.store.ChangeEntry;
import org.incidentstats.event.store.ChangeEntry.Kind;
import org.incidentstats.event.store.EventStore;
import org.incidentstats.event.store.EventStore.VersionKey;
import org.incidentstats.event.store.GroupVersion;
import org.incidentstats.statistics.FactSnapshot;
import org.incidentstats.statistics.Snapshot;
import org.incidentstats.statistics.Statistics;
import org.incidentstats.vocabulary.GroupRegister;

/** Statistics as they are defined: counted, each time anew, from every version up to the position. */
public final class NaiveStatistics implements Statistics {

    private static final int PAGE = 500;

    private final EventStore events;

    public NaiveStatistics(EventStore events) {
        this.events = events;
    }

    @Override
    public Snapshot now() {
        return at(events.head().position());
    }

    @Override
    public Snapshot at(Instant moment) {
        return at(events.position(moment), Optional.of(moment));
    }

    @Override
    public Snapshot at(long position) {
        return at(position, Optional.empty());
    }

    private Snapshot at(long position, Optional<Instant> asOf) {
        List<ChangeEntry> changes = changes(position);
        return new FactSnapshot(
                position,
                changes.isEmpty()
                        ? Instant.EPOCH
                        : changes.get(changes.size() - 1).recordedAt(),
                asOf,
                register(changes),
                facts(changes),
                earlier -> facts(changes(earlier)));
    }

    private List<ChangeEntry> changes(long position) {
        List<ChangeEntry> changes = new ArrayList<>();
        while (changes.size() < position) {
            changes.addAll(events.entries(changes.size(), (int) Math.min(PAGE, position - changes.size())));
        }
        return changes;
    }

    private static GroupRegister register(List<ChangeEntry> changes) {
        GroupRegister register = GroupRegister.EMPTY;
        for (ChangeEntry change : changes) {
            if (change.kind() == Kind.GROUP) {
                register = register.with(GroupVersion.entryOf(change.plus().orElseThrow()));
            }
        }
        return register;
    }

    private Collection<Fact> facts(List<ChangeEntry> changes) {
        Map<String, VersionKey> newest = new LinkedHashMap<>();
        changes.stream()
                .filter(change -> change.kind() == Kind.EVENT)
                .forEach(change -> newest.put(change.id(), new VersionKey(change.id(), change.version())));
        GroupRegister register = register(changes);
        return events.findAll(List.copyOf(newest.values())).stream()
                .filter(EventVersion::counts)
                .map(version -> Fact.of(version).under(register))
                .toList();
    }
}
