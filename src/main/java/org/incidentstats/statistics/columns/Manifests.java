package org.incidentstats.statistics.columns;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import org.incidentstats.store.Condition;
import org.incidentstats.store.Door;
import org.incidentstats.store.Item;
import org.incidentstats.store.Json;
import org.incidentstats.store.Place;
import org.incidentstats.store.Range;
import org.incidentstats.store.Table;
import org.incidentstats.store.Write;

/**
 * The manifests of one generation: the one that is answered from, and the one that a rebuild makes beside it. Whoever
 * wants to replace one begins an attempt at it, which names what will be written before it is; what an attempt leaves
 * that came to nothing is found through it.
 */
final class Manifests {

    static final String PART = "columns";
    private static final int FORMAT = 1;
    private static final long FIRST_REVISIONS = 1L << 50;

    private final Door door;
    private final Generation generation;

    Manifests(Door door, Generation generation) {
        this.door = door;
        this.generation = generation;
    }

    Manifests measuredBy(Door.Meter meter) {
        return new Manifests(door.measuredBy(meter), generation);
    }

    /** Which of the two. */
    enum Which {
        LIVE,
        BUILDING;

        private String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A manifest as it stands in the store.
     *
     * @param revision which is another one for each state of it; 0 where there is none yet
     */
    record Published(Manifest manifest, long revision) {

        static final Published NONE = new Published(Manifest.EMPTY, 0);
    }

    Published read(Which which) {
        return door.get(place(which)).map(Manifests::published).orElse(Published.NONE);
    }

    /** Puts a manifest in the place of the one that it follows. Whether it holds is for the caller to see. */
    void replace(Which which, long revision, Manifest next) {
        door.write(List.of(put(which, revision, next)));
    }

    /** Puts the manifest that was built in the place of the one that is answered from. */
    void replaceLive(Published live, Published built) {
        Manifest next = built.manifest();
        List<String> retired = new ArrayList<>(next.retired());
        live.manifest().segments().forEach(segment -> retired.add(segment.name()));
        retired.addAll(live.manifest().groups());
        retired.addAll(live.manifest().retired());
        door.write(List.of(
                put(
                        Which.LIVE,
                        live.revision(),
                        new Manifest(next.position(), next.segments(), next.cuts(), next.groups(), retired)),
                built.revision() == 0
                        ? new Write.Check(place(Which.BUILDING), Condition.ABSENT)
                        : new Write.Delete(place(Which.BUILDING), Condition.revision(built.revision()))));
    }

    private Write put(Which which, long revision, Manifest next) {
        // One that stands where another did before shares no revision with it
        long nextRevision = revision == 0 ? ThreadLocalRandom.current().nextLong(1, FIRST_REVISIONS) : revision + 1;
        return new Write.Put(
                new Item(place(which), nextRevision, bytes(next)),
                revision == 0 ? Condition.ABSENT : Condition.revision(revision));
    }

    /**
     * What somebody is about to write for a manifest, or was.
     *
     * @param which    the manifest
     * @param name     of the attempt; what it writes is named after it
     * @param part     counts the times that it has announced names
     * @param revision of the manifest that it wants to replace
     * @param begun    when it began
     */
    record Attempt(Which which, String name, int part, long revision, Instant begun) {

        /** How many names are announced at once. */
        static final int NAMES = 32;

        String name(int number) {
            return name + "-" + number;
        }

        /** What may have been written. */
        List<String> names() {
            List<String> names = new ArrayList<>();
            for (int i = part * NAMES; i < (part + 1) * NAMES; i++) {
                names.add(name(i));
            }
            return names;
        }
    }

    /** A name that no other attempt has. */
    static String attemptName() {
        return UUID.randomUUID().toString();
    }

    void announce(Attempt attempt) {
        door.write(List.of(new Write.Put(new Item(place(attempt), 1, Json.write(FORMAT, attempt)), Condition.ANY)));
    }

    void forget(Attempt attempt) {
        door.write(List.of(new Write.Delete(place(attempt), Condition.ANY)));
    }

    /** All attempts at a manifest, those under way and those that were left. */
    List<Attempt> attempts(Which which) {
        return door.all(Range.startingWith(Table.STATISTICS, PART, prefix(which)))
                .map(item -> Json.read(item.body(), FORMAT, Attempt.class))
                .toList();
    }

    /** What belongs to a manifest now, and must not be deleted. */
    Set<String> names() {
        // In this order: what is built may become live in between
        Set<String> names = read(Which.BUILDING).manifest().names();
        names.addAll(read(Which.LIVE).manifest().names());
        return names;
    }

    /** Of a generation that nobody uses any more: what still stands in the store, and how it is found. */
    record Abandoned(Map<Which, Published> emptied, List<Attempt> attempts) {

        /** What it has written, or may have. */
        Set<String> names() {
            Set<String> names = new HashSet<>();
            emptied.values().forEach(one -> names.addAll(one.manifest().names()));
            attempts.forEach(attempt -> names.addAll(attempt.names()));
            return names;
        }
    }

    /**
     * Empties both manifests: whoever reads one begins anew, and whoever is about to replace one has come too late.
     *
     * @param given a write that is done with it; only if both hold is anything done
     * @throws Door.Conflict if one did not
     */
    Abandoned abandon(Write given) {
        List<Attempt> attempts = new ArrayList<>();
        // Before the manifests: what replaces them must be left alone
        for (Which which : Which.values()) {
            attempts.addAll(attempts(which));
        }
        Map<Which, Published> emptied = new EnumMap<>(Which.class);
        List<Write> writes = new ArrayList<>(List.of(given));
        for (Which which : Which.values()) {
            Published found = read(which);
            if (found.revision() > 0) {
                List<String> retired = List.copyOf(found.manifest().names());
                Published empty =
                        new Published(new Manifest(0, List.of(), List.of(), List.of(), retired), found.revision() + 1);
                writes.add(put(which, found.revision(), empty.manifest()));
                emptied.put(which, empty);
            }
        }
        door.write(writes);
        return new Abandoned(emptied, attempts);
    }

    /**
     * Deletes what an abandoned generation is found by, after all that it has written.
     *
     * @throws Door.Conflict if somebody has begun to use it again
     */
    void delete(Abandoned abandoned) {
        abandoned.attempts().forEach(this::forget);
        for (Map.Entry<Which, Published> one : abandoned.emptied().entrySet()) {
            door.write(List.of(new Write.Delete(
                    place(one.getKey()), Condition.revision(one.getValue().revision()))));
        }
    }

    private Place place(Which which) {
        return new Place(Table.STATISTICS, PART, generation.key() + "#" + which.key());
    }

    private String prefix(Which which) {
        return generation.key() + "#" + which.key() + "-attempt#";
    }

    private Place place(Attempt attempt) {
        return new Place(Table.STATISTICS, PART, prefix(attempt.which()) + attempt.name() + "#" + attempt.part());
    }

    private static byte[] bytes(Manifest manifest) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(Json.write(FORMAT, manifest));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Published published(Item item) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(item.body()))) {
            return new Published(Json.read(gzip.readAllBytes(), FORMAT, Manifest.class), item.revision());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
