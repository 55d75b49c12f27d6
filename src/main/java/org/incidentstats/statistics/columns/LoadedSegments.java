package org.incidentstats.statistics.columns;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;

import org.incidentstats.statistics.columns.segment.Dictionaries;
import org.incidentstats.statistics.columns.segment.ReferenceSource;
import org.incidentstats.statistics.columns.segment.References;
import org.incidentstats.statistics.columns.segment.Segment;
import org.incidentstats.store.Door;
import org.jspecify.annotations.Nullable;

/**
 * The stored segments that this process has read: their columns as long as a manifest names them, of their references
 * those that were last asked for. Each is read once, however many ask for it at the same time, and nobody waits for what
 * only others need.
 */
final class LoadedSegments {

    /** Some 25 MB where ids are random. */
    private static final int MOST_REFERENCES = 64;

    private final SegmentStore store;
    private final Dictionaries dictionaries;
    private final Executor reading;
    private final Map<String, CompletableFuture<Segment>> segments = new HashMap<>();
    private final IdentityHashMap<Segment, String> names = new IdentityHashMap<>();
    private final Map<String, CompletableFuture<References>> references =
            new LinkedHashMap<>(MOST_REFERENCES, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, CompletableFuture<References>> eldest) {
                    return size() > MOST_REFERENCES;
                }
            };

    /** @param reading where segments are read, so many at a time as it runs */
    LoadedSegments(SegmentStore store, Dictionaries dictionaries, Executor reading) {
        this.store = store;
        this.dictionaries = dictionaries;
        this.reading = reading;
    }

    /**
     * Segments by their names, those that are lacking read from the store.
     *
     * @throws SegmentGone if one is not there any more
     */
    List<Segment> segments(Collection<String> wanted, Door.Meter meter) {
        Map<String, CompletableFuture<Segment>> lacking = new LinkedHashMap<>();
        List<CompletableFuture<Segment>> all = asked(segments, wanted, lacking);
        SegmentStore measured = store.measuredBy(meter);
        List<String> toRead = List.copyOf(lacking.keySet());
        for (int from = 0; from < toRead.size(); from += SegmentStore.TOGETHER) {
            List<String> some = toRead.subList(from, Math.min(from + SegmentStore.TOGETHER, toRead.size()));
            reading.execute(() -> read(some, segments, lacking, batch -> {
                Map<String, Segment> read = measured.read(batch, dictionaries);
                named(read);
                return read;
            }));
        }
        return all.stream().map(LoadedSegments::await).toList();
    }

    /** Where the references of these segments come from. */
    ReferenceSource references(Door.Meter meter) {
        return segment -> references(segment, meter);
    }

    private References references(Segment segment, Door.Meter meter) {
        String name = name(segment);
        Map<String, CompletableFuture<References>> lacking = new LinkedHashMap<>();
        CompletableFuture<References> asked =
                asked(references, List.of(name), lacking).get(0);
        if (!lacking.isEmpty()) {
            read(List.of(name), references, lacking, store.measuredBy(meter)::references);
        }
        return await(asked);
    }

    private synchronized void named(Map<String, Segment> read) {
        read.forEach((name, segment) -> names.put(segment, name));
    }

    private synchronized String name(Segment segment) {
        String name = names.get(segment);
        if (name == null) {
            throw new SegmentGone("that was read before");
        }
        return name;
    }

    /** @param lacking gets those that nobody has asked for yet, and that the caller is to read */
    private synchronized <T> List<CompletableFuture<T>> asked(
            Map<String, CompletableFuture<T>> known,
            Collection<String> wanted,
            Map<String, CompletableFuture<T>> lacking) {
        List<CompletableFuture<T>> asked = new ArrayList<>();
        for (String name : wanted) {
            CompletableFuture<T> found = known.get(name);
            if (found == null) {
                found = new CompletableFuture<>();
                known.put(name, found);
                lacking.put(name, found);
            }
            asked.add(found);
        }
        return asked;
    }

    /** Reads, and tells all who wait. What could not be read is read again for whoever asks next. */
    private <T> void read(
            List<String> some,
            Map<String, CompletableFuture<T>> known,
            Map<String, CompletableFuture<T>> lacking,
            Function<List<String>, Map<String, T>> store) {
        Map<String, T> read = Map.of();
        Throwable failure = null;
        try {
            read = store.apply(some);
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        List<String> failed = new ArrayList<>(some);
        failed.removeAll(read.keySet());
        // Before anybody is told: who is told may ask again at once
        failed.forEach(name -> forget(known, name, lacking.get(name)));
        for (String name : failed) {
            Objects.requireNonNull(lacking.get(name))
                    .completeExceptionally(failure != null ? failure : new SegmentGone(name));
        }
        read.forEach((name, found) -> Objects.requireNonNull(lacking.get(name)).complete(found));
    }

    private synchronized <T> void forget(
            Map<String, CompletableFuture<T>> known, String name, @Nullable CompletableFuture<T> failed) {
        known.remove(name, failed);
    }

    private static <T> T await(CompletableFuture<T> asked) {
        try {
            return asked.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause();
        }
    }

    /** Forgets all others. */
    synchronized void keep(Set<String> named) {
        names.values().retainAll(named);
        segments.keySet().retainAll(named);
        references.keySet().retainAll(named);
    }
}
