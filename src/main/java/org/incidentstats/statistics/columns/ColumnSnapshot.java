package org.incidentstats.statistics.columns;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.incidentstats.event.store.EventStore;
import org.incidentstats.event.store.EventStore.VersionKey;
import org.incidentstats.statistics.Answer;
import org.incidentstats.statistics.Changed;
import org.incidentstats.statistics.Cost;
import org.incidentstats.statistics.EventList;
import org.incidentstats.statistics.EventList.Within;
import org.incidentstats.statistics.EventPage;
import org.incidentstats.statistics.EventPage.Listed;
import org.incidentstats.statistics.Query;
import org.incidentstats.statistics.Selection;
import org.incidentstats.statistics.Snapshot;
import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.statistics.model.Fact;
import org.incidentstats.time.Period;
import org.incidentstats.vocabulary.GroupEntry;
import org.incidentstats.vocabulary.GroupRegister;

/** The record at one position, asked of the columns as they are when it is asked: the past is in all of them. */
final class ColumnSnapshot implements Snapshot {

    /** Versions that are in memory at a time. */
    private static final int TOGETHER = 100;

    private final ColumnStatistics statistics;
    private final EventStore events;
    private final long position;
    private final Instant recordedAt;
    private final Optional<Instant> asOf;
    private final Reads reads;

    ColumnSnapshot(
            ColumnStatistics statistics,
            EventStore events,
            long position,
            Instant recordedAt,
            Optional<Instant> asOf,
            Reads reads) {
        this.statistics = statistics;
        this.events = events;
        this.position = position;
        this.recordedAt = recordedAt;
        this.asOf = asOf;
        this.reads = reads;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public Instant recordedAt() {
        return recordedAt;
    }

    @Override
    public Optional<Instant> asOf() {
        return asOf;
    }

    @Override
    public GroupRegister register() {
        return statistics.register(position);
    }

    @Override
    public Cost cost() {
        return reads.cost();
    }

    @Override
    public Answer answer(Query query, Optional<Set<String>> kept) {
        Period period = query.selection().period();
        return statistics.ask(
                outline -> outline.concerns(period, position),
                position,
                reads,
                columns -> columns.answer(query.under(register()), kept, position, register(), reads::scanned));
    }

    @Override
    public EventPage events(EventList list) {
        Period period = list.selection().period();
        return statistics.ask(
                outline -> outline.concerns(period, position),
                position,
                reads,
                columns -> columns.events(list.under(register()), position, register(), reads::scanned));
    }

    @Override
    public List<Changed> changedSince(long earlier) {
        if (earlier > position) {
            throw new IllegalArgumentException("Position %d is not before %d".formatted(earlier, position));
        }
        GroupRegister before = statistics.register(earlier);
        GroupRegister after = register();
        Map<String, Changed> changed = new TreeMap<>();
        statistics
                .ask(
                        outline -> outline.firstPosition() <= position && outline.lastPosition() > earlier,
                        position,
                        reads,
                        columns -> columns.net(earlier, position))
                .forEach(row -> {
                    String event = row.fact().event();
                    Changed known = changed.getOrDefault(event, new Changed(event, Optional.empty(), Optional.empty()));
                    changed.put(
                            event,
                            row.sign() < 0
                                    ? new Changed(event, Optional.of(row.fact().under(before)), known.now())
                                    : new Changed(
                                            event,
                                            known.then(),
                                            Optional.of(row.fact().under(after))));
                });
        regrouped(before, after, changed.keySet()).forEach(one -> changed.put(one.event(), one));
        return changed.values().stream()
                .filter(one -> !one.then().equals(one.now()))
                .toList();
    }

    /** Events that did not change themselves, and count under another group since. */
    private List<Changed> regrouped(GroupRegister before, GroupRegister after, Set<String> others) {
        Set<String> groups = new TreeSet<>();
        Stream.concat(before.entries().stream(), after.entries().stream())
                .map(GroupEntry::code)
                .filter(code -> !before.canonical(code).equals(after.canonical(code)))
                .forEach(code -> groups.add(after.canonical(code)));
        if (groups.isEmpty()) {
            return List.of();
        }
        Set<VersionKey> keys = new HashSet<>();
        for (Dimension dimension : Dimension.values()) {
            if (dimension.ofGroups()) {
                Map<Dimension, Set<String>> filter = new EnumMap<>(Dimension.class);
                filter.put(dimension, groups);
                all(new Selection(filter, Period.EVER), Within.EITHER)
                        .map(Listed::key)
                        .filter(key -> !others.contains(key.id()))
                        .forEach(keys::add);
            }
        }
        List<VersionKey> all = List.copyOf(keys);
        List<Changed> changed = new ArrayList<>();
        for (int from = 0; from < all.size(); from += TOGETHER) {
            events.measuredBy(reads).findAll(all.subList(from, Math.min(from + TOGETHER, all.size()))).stream()
                    .map(Fact::of)
                    .forEach(fact -> changed.add(new Changed(
                            fact.event(), Optional.of(fact.under(before)), Optional.of(fact.under(after)))));
        }
        return changed;
    }
}
