package org.incidentstats.statistics.columns;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import org.incidentstats.event.EventVersion;
import org.incidentstats.event.store.ChangeEntry;
import org.incidentstats.event.store.EventStore;
import org.incidentstats.event.store.EventStore.VersionKey;
import org.incidentstats.statistics.columns.Manifest.StoredSegment;
import org.incidentstats.statistics.columns.Manifests.Which;
import org.incidentstats.statistics.columns.segment.Dictionaries;
import org.incidentstats.statistics.columns.segment.References;
import org.incidentstats.statistics.columns.segment.Row;
import org.incidentstats.statistics.columns.segment.Segment;
import org.incidentstats.statistics.model.Fact;
import org.incidentstats.statistics.model.FactFormat;
import org.incidentstats.store.Condition;
import org.incidentstats.store.Door;
import org.incidentstats.store.Item;
import org.incidentstats.store.Json;
import org.incidentstats.store.Place;
import org.incidentstats.store.Table;
import org.incidentstats.store.Write;

/**
 * Says whether the columns are what the record says. Each run reads the versions that were recorded since the last one and
 * adds what they do to the statistics to a checksum, which is that of the segments if no row is missing, doubled or
 * strange; and of a few segments, others each time, it compares every row with its version.
 */
@Singleton
public final class RecordComparison {

    private static final int FORMAT = 1;
    private static final int PAGE = 1_000;
    private static final int TOGETHER = 100;

    /** Segments of which every row is compared in one run: some 130,000 rows at the most. */
    private static final int MOST_SEGMENTS = 8;

    private final Door door;
    private final Generation generation;
    private final Manifests manifests;
    private final SegmentStore store;
    private final EventStore events;
    private final ChangeRows rows;
    private final Clock clock;

    public RecordComparison(Door door, EventStore events, Clock clock) {
        this.door = door;
        this.generation = Generation.own();
        this.manifests = new Manifests(door, generation);
        this.store = new SegmentStore(door);
        this.events = events;
        this.rows = ChangeRows.ofVersions(events, new FactFormat());
        this.clock = clock;
    }

    /**
     * What was found.
     *
     * @param position    up to which versions were read, in this run and those before
     * @param behind      changes that the segments have in them and that were not reached in the time there was
     * @param rows        rows that were compared with their versions, one by one
     * @param differences rows that are not what their versions say, and one more if there are too many or too few of them
     */
    public record Report(long position, long behind, long rows, long differences) {}

    /**
     * How far the comparison is.
     *
     * @param position up to which versions were read
     * @param checksum of the rows that they make
     * @param last     the name of the segment whose rows were compared last
     */
    private record Progress(long position, long checksum, String last) {

        static final Progress NONE = new Progress(0, 0, "");
    }

    /**
     * Goes on from where the last run ended.
     *
     * @param budget after which nothing else is begun
     */
    public Report run(Duration budget) {
        Instant end = clock.instant().plus(budget);
        Manifest manifest = manifests.read(Which.LIVE).manifest();
        Progress progress = progress();
        if (progress.position() > manifest.position()) {
            // The columns were made anew, and do not reach as far yet
            progress = Progress.NONE;
        }
        progress = read(progress, manifest.position(), end);
        long behind = manifest.position() - progress.position();
        long differences = behind == 0 && progress.checksum() != manifest.checksum() ? 1 : 0;
        long compared = 0;
        for (StoredSegment segment : next(manifest, progress.last())) {
            if (clock.instant().isAfter(end)) {
                break;
            }
            Optional<List<Row>> stored = rows(segment);
            if (stored.isPresent()) {
                differences += differing(stored.get());
                differences += Checksum.of(stored.get()) == segment.checksum() ? 0 : 1;
                compared += stored.get().size();
            }
            progress = new Progress(progress.position(), progress.checksum(), segment.name());
        }
        door.write(List.of(new Write.Put(new Item(place(generation), 1, Json.write(FORMAT, progress)), Condition.ANY)));
        return new Report(progress.position(), behind, compared, differences);
    }

    private Progress read(Progress from, long position, Instant end) {
        Progress progress = from;
        while (progress.position() < position && !clock.instant().isAfter(end)) {
            int limit = (int) Math.min(PAGE, position - progress.position());
            List<ChangeEntry> changes = events.entries(progress.position(), limit);
            progress = new Progress(
                    changes.get(changes.size() - 1).position(),
                    progress.checksum() + Checksum.of(rows.of(changes)),
                    progress.last());
        }
        return progress;
    }

    /** Those that follow the last one, and then again the first. */
    private static List<StoredSegment> next(Manifest manifest, String last) {
        List<StoredSegment> byName = manifest.segments().stream()
                .sorted(Comparator.comparing(StoredSegment::name))
                .toList();
        return Stream.concat(
                        byName.stream().filter(segment -> segment.name().compareTo(last) > 0),
                        byName.stream().filter(segment -> segment.name().compareTo(last) <= 0))
                .limit(MOST_SEGMENTS)
                .toList();
    }

    /** Nothing where it was merged with others since the manifest was read: its rows now stand under another name. */
    private Optional<List<Row>> rows(StoredSegment segment) {
        Dictionaries dictionaries = new Dictionaries();
        Set<String> name = Set.of(segment.name());
        Segment read = store.read(name, dictionaries).get(segment.name());
        References references = store.references(name).get(segment.name());
        return read == null || references == null
                ? Optional.empty()
                : Optional.of(read.decode(references, dictionaries));
    }

    private long differing(List<Row> stored) {
        long differing = 0;
        for (int from = 0; from < stored.size(); from += TOGETHER) {
            List<Row> some = stored.subList(from, Math.min(from + TOGETHER, stored.size()));
            Map<VersionKey, EventVersion> versions = new HashMap<>();
            events.findAll(some.stream().map(RecordComparison::key).distinct().toList())
                    .forEach(version -> versions.put(new VersionKey(version.id(), version.version()), version));
            differing += some.stream()
                    .filter(row -> !isOf(row, Objects.requireNonNull(versions.get(key(row)))))
                    .count();
        }
        return differing;
    }

    private static VersionKey key(Row row) {
        return new VersionKey(row.fact().event(), row.fact().version());
    }

    /** A version counts from its own position on, and until that of another. */
    private static boolean isOf(Row row, EventVersion version) {
        boolean position = row.sign() > 0 ? row.position() == version.sequence() : row.position() > version.sequence();
        if (!position || !version.counts()) {
            return false;
        }
        Row expected = new Row(Fact.of(version), row.position(), row.sign());
        return Checksum.of(List.of(expected)) == Checksum.of(List.of(row));
    }

    private Progress progress() {
        return door.get(place(generation))
                .map(item -> Json.read(item.body(), FORMAT, Progress.class))
                .orElse(Progress.NONE);
    }

    /** Where it is kept how far the comparison of a generation is. */
    static Place place(Generation generation) {
        return new Place(Table.STATISTICS, "comparison", generation.key());
    }
}
