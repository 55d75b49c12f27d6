package org.incidentstats.statistics.columns;

import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.incidentstats.statistics.columns.segment.Dictionaries;
import org.incidentstats.statistics.columns.segment.ReferenceSource;
import org.incidentstats.statistics.columns.segment.References;
import org.incidentstats.statistics.columns.segment.Segment;
import org.incidentstats.store.Door;

/**
 * The stored segments that this process has read: their columns as long as a manifest names them, of their references
 * those that were last asked for.
 */
final class LoadedSegments {

    /** Some 25 MB where ids are random. */
    private static final int MOST_REFERENCES = 64;

    private final SegmentStore store;
    private final Dictionaries dictionaries;
    private final Map<String, Segment> segments = new HashMap<>();
    private final Map<Segment, String> names = new IdentityHashMap<>();
    private final Map<String, References> references = new LinkedHashMap<>(MOST_REFERENCES, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, References> eldest) {
            return size() > MOST_REFERENCES;
        }
    };

    LoadedSegments(SegmentStore store, Dictionaries dictionaries) {
        this.store = store;
        this.dictionaries = dictionaries;
    }

    /**
     * Segments by their names, those that are lacking read from the store.
     *
     * @throws SegmentGone if one is not there any more
     */
    synchronized List<Segment> segments(Collection<String> wanted, Door.Meter meter) {
        List<String> lacking =
                wanted.stream().filter(name -> !segments.containsKey(name)).toList();
        if (!lacking.isEmpty()) {
            store.measuredBy(meter).read(lacking, dictionaries).forEach((name, segment) -> {
                segments.put(name, segment);
                names.put(segment, name);
            });
        }
        return wanted.stream()
                .map(name -> {
                    Segment segment = segments.get(name);
                    if (segment == null) {
                        throw new SegmentGone(name);
                    }
                    return segment;
                })
                .toList();
    }

    /** Where the references of these segments come from. */
    ReferenceSource references(Door.Meter meter) {
        return segment -> references(segment, meter);
    }

    private synchronized References references(Segment segment, Door.Meter meter) {
        String name = names.get(segment);
        if (name == null) {
            throw new SegmentGone("that was read before");
        }
        return references.computeIfAbsent(name, key -> {
            References found = store.measuredBy(meter).references(Set.of(key)).get(key);
            if (found == null) {
                throw new SegmentGone(key);
            }
            return found;
        });
    }

    /** Forgets all others. */
    synchronized void keep(Set<String> named) {
        names.values().retainAll(named);
        segments.keySet().retainAll(named);
        references.keySet().retainAll(named);
    }
}
