package org.incidentstats.statistics.columns;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.incidentstats.event.store.ChangeEntry;
import org.incidentstats.event.store.ChangeEntry.Kind;
import org.incidentstats.event.store.EventStore;
import org.incidentstats.event.store.EventStore.VersionKey;
import org.incidentstats.statistics.columns.segment.Row;
import org.incidentstats.statistics.model.Fact;
import org.incidentstats.statistics.model.FactFormat;
import org.jspecify.annotations.Nullable;

/**
 * What changes of the record do to the columns: as their deltas say, or, where these come from a release that knew fewer
 * dimensions, as the versions themselves do.
 */
final class ChangeRows {

    private final EventStore events;
    private final FactFormat format;
    private final boolean trusting;

    private ChangeRows(EventStore events, FactFormat format, boolean trusting) {
        this.events = events;
        this.format = format;
        this.trusting = trusting;
    }

    static ChangeRows ofDeltas(EventStore events, FactFormat format) {
        return new ChangeRows(events, format, true);
    }

    /** From the versions alone, whatever the deltas say. */
    static ChangeRows ofVersions(EventStore events, FactFormat format) {
        return new ChangeRows(events, format, false);
    }

    /** The rows of changes, in their order; of each what goes before what comes. */
    List<Row> of(List<ChangeEntry> changes) {
        Set<VersionKey> wanted = new LinkedHashSet<>();
        for (ChangeEntry change : changes) {
            if (change.kind() == Kind.EVENT) {
                change.minus().filter(this::isDoubtful).ifPresent(bytes -> wanted.add(before(change)));
                change.plus().filter(this::isDoubtful).ifPresent(bytes -> wanted.add(made(change)));
            }
        }
        Map<VersionKey, Fact> facts = new HashMap<>();
        if (!wanted.isEmpty()) {
            events.findAll(List.copyOf(wanted))
                    .forEach(version -> facts.put(new VersionKey(version.id(), version.version()), Fact.of(version)));
        }
        List<Row> rows = new ArrayList<>(changes.size());
        for (ChangeEntry change : changes) {
            if (change.kind() == Kind.EVENT) {
                add(rows, change.minus(), facts.get(before(change)), change, -1);
                add(rows, change.plus(), facts.get(made(change)), change, 1);
            }
        }
        return rows;
    }

    private void add(List<Row> rows, Optional<byte[]> written, @Nullable Fact fact, ChangeEntry change, int sign) {
        written.ifPresent(bytes -> rows.add(new Row(
                isDoubtful(bytes) ? Objects.requireNonNull(fact) : format.read(bytes), change.position(), sign)));
    }

    private boolean isDoubtful(byte[] bytes) {
        return !trusting || !format.tellsAll(bytes);
    }

    private static VersionKey before(ChangeEntry change) {
        return new VersionKey(change.id(), change.version() - 1);
    }

    private static VersionKey made(ChangeEntry change) {
        return new VersionKey(change.id(), change.version());
    }
}
