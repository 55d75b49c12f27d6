package org.incidentstats.statistics.columns.segment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.incidentstats.event.store.EventStore.VersionKey;
import org.incidentstats.statistics.columns.segment.Section.Kind;
import org.incidentstats.statistics.model.Fact;

/**
 * A row, or two that cancel each other from a position on, as a segment holds them.
 *
 * @param from  the position from which it counts or takes away
 * @param until the position from which it no longer counts, for one that is closed; else {@link #OPEN}
 */
public record Entry(Fact fact, Kind kind, long from, long until) {

    public static final long OPEN = Long.MAX_VALUE;

    /** By date, and always in the same order. */
    public static final Comparator<Entry> BY_DATE = Comparator.comparing(
                    (Entry entry) -> entry.fact().date().firstDay())
            .thenComparing(entry -> entry.fact().date().lastDay())
            .thenComparing(entry -> entry.fact().date().toString())
            .thenComparing(entry -> entry.fact().event())
            .thenComparing(entry -> entry.fact().version())
            .thenComparing(Entry::from)
            .thenComparing(Entry::kind)
            .thenComparing(Entry::until);

    /** Those that count alike together. */
    static final Comparator<Entry> IN_ORDER = Comparator.comparing(Entry::kind).thenComparing(BY_DATE);

    public static Entry of(Row row) {
        return new Entry(row.fact(), row.sign() > 0 ? Kind.ADDED : Kind.REMOVED, row.position(), OPEN);
    }

    /** The one or two rows that it stands for. */
    public Stream<Row> rows() {
        return switch (kind) {
            case ADDED -> Stream.of(new Row(fact, from, 1));
            case REMOVED -> Stream.of(new Row(fact, from, -1));
            case CLOSED -> Stream.of(new Row(fact, from, 1), new Row(fact, until, -1));
        };
    }

    VersionKey key() {
        return new VersionKey(fact.event(), fact.version());
    }

    /** The same, where one adds what another takes away later closed: in the order of their positions, pair by pair. */
    public static List<Entry> closed(List<Entry> entries) {
        Map<VersionKey, List<Entry>> byVersion = new LinkedHashMap<>();
        List<Entry> all = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.kind == Kind.CLOSED) {
                all.add(entry);
            } else {
                byVersion
                        .computeIfAbsent(entry.key(), key -> new ArrayList<>(2))
                        .add(entry);
            }
        }
        byVersion.values().forEach(some -> all.addAll(some.size() == 1 ? some : paired(some)));
        return all;
    }

    private static List<Entry> paired(List<Entry> ofOneVersion) {
        List<Entry> inOrder = ofOneVersion.stream()
                .sorted(Comparator.comparing(Entry::from).thenComparing(Entry::kind))
                .toList();
        List<Entry> paired = new ArrayList<>();
        Map<Fact, List<Entry>> open = new HashMap<>();
        for (Entry entry : inOrder) {
            List<Entry> added = open.computeIfAbsent(entry.fact, fact -> new ArrayList<>(2));
            if (entry.kind == Kind.ADDED) {
                added.add(entry);
            } else if (added.isEmpty()) {
                paired.add(entry);
            } else {
                Iterator<Entry> first = added.iterator();
                paired.add(new Entry(entry.fact, Kind.CLOSED, first.next().from, entry.from));
                first.remove();
            }
        }
        open.values().forEach(paired::addAll);
        return paired;
    }
}
