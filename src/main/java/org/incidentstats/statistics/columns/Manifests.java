package org.incidentstats.statistics.columns;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
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
 *
 * <p>A manifest stands in one item as long as it fits, and else in several of the same revision, which are written
 * together: ten at the most, for some 70,000 segments.
 */
final class Manifests {

    static final String PART = "columns";
    private static final int FORMAT = 1;
    private static final long FIRST_REVISIONS = 1L << 50;

    /** Bytes of a manifest in one item: those of some 7,000 segments. */
    private static final int PAGE = Door.LARGEST_ITEM - 4_096;

    private static final int MOST_LOOKS = 8;

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
     * @param pages    how many items it stands in
     */
    record Published(Manifest manifest, long revision, int pages) {

        static final Published NONE = new Published(Manifest.EMPTY, 0, 0);
    }

    Published read(Which which) {
        for (int looks = 0; looks < MOST_LOOKS; looks++) {
            Optional<Item> first = door.get(place(which, 0));
            if (first.isEmpty()) {
                return Published.NONE;
            }
            List<Item> pages = new ArrayList<>(List.of(first.get()));
            int number = first.get().body()[0];
            if (number > 1) {
                pages.addAll(door.getAll(IntStream.range(1, number)
                        .mapToObj(page -> place(which, page))
                        .toList()));
            }
            // Else it was replaced while it was read
            if (pages.size() == number
                    && pages.stream()
                            .allMatch(page -> page.revision() == first.get().revision())) {
                pages.sort(Comparator.comparing(page -> page.place().key()));
                return new Published(manifest(pages), first.get().revision(), number);
            }
        }
        throw new Door.Busy("The manifest is replaced faster than it is read");
    }

    /**
     * Puts a manifest in the place of the one that it follows.
     *
     * @throws Door.Conflict if another one stands there
     */
    void replace(Which which, Published before, Manifest next) {
        door.write(put(which, before, next));
    }

    /** Puts the manifest that was built in the place of the one that is answered from. */
    void replaceLive(Published live, Published built) {
        Manifest next = built.manifest();
        List<String> retired = new ArrayList<>(next.retired());
        live.manifest().segments().forEach(segment -> retired.add(segment.name()));
        retired.addAll(live.manifest().groups());
        retired.addAll(live.manifest().retired());
        List<Write> writes = new ArrayList<>(put(
                Which.LIVE, live, new Manifest(next.position(), next.segments(), next.cuts(), next.groups(), retired)));
        if (built.revision() == 0) {
            writes.add(new Write.Check(place(Which.BUILDING, 0), Condition.ABSENT));
        } else {
            writes.addAll(delete(Which.BUILDING, built));
        }
        door.write(writes);
    }

    private List<Write> put(Which which, Published before, Manifest next) {
        byte[] bytes = bytes(next);
        int pages = (bytes.length + PAGE - 1) / PAGE;
        long revision = next(before);
        List<Write> writes = new ArrayList<>();
        for (int page = 0; page < pages; page++) {
            byte[] some = Arrays.copyOfRange(bytes, page * PAGE, Math.min((page + 1) * PAGE, bytes.length));
            byte[] body = new byte[some.length + 1];
            body[0] = (byte) pages;
            System.arraycopy(some, 0, body, 1, some.length);
            writes.add(new Write.Put(
                    new Item(place(which, page), revision, body),
                    page > 0
                            ? Condition.ANY
                            : before.revision() == 0 ? Condition.ABSENT : Condition.revision(before.revision())));
        }
        for (int page = pages; page < before.pages(); page++) {
            writes.add(new Write.Delete(place(which, page), Condition.ANY));
        }
        return writes;
    }

    private static long next(Published before) {
        // One that stands where another did before shares no revision with it
        return before.revision() == 0
                ? ThreadLocalRandom.current().nextLong(1, FIRST_REVISIONS)
                : before.revision() + 1;
    }

    private List<Write> delete(Which which, Published published) {
        List<Write> writes = new ArrayList<>();
        for (int page = 0; page < published.pages(); page++) {
            writes.add(new Write.Delete(
                    place(which, page), page == 0 ? Condition.revision(published.revision()) : Condition.ANY));
        }
        return writes;
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
                Manifest nothing = new Manifest(0, List.of(), List.of(), List.of(), retired);
                List<Write> put = put(which, found, nothing);
                writes.addAll(put);
                int pages =
                        (int) put.stream().filter(Write.Put.class::isInstance).count();
                Published empty = new Published(nothing, found.revision() + 1, pages);
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
            door.write(delete(one.getKey(), one.getValue()));
        }
    }

    private Place place(Which which, int page) {
        String first = generation.key() + "#" + which.key();
        return new Place(Table.STATISTICS, PART, page == 0 ? first : "%s-page#%02d".formatted(first, page));
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

    private static Manifest manifest(List<Item> pages) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        pages.forEach(page -> bytes.write(page.body(), 1, page.body().length - 1));
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return Json.read(gzip.readAllBytes(), FORMAT, Manifest.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
