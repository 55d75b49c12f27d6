package org.incidentstats.statistics.columns;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.incidentstats.statistics.columns.Manifest.StoredSegment;
import org.incidentstats.statistics.columns.segment.Entry;
import org.incidentstats.statistics.columns.segment.SegmentBuilder;

/**
 * Which segments are merged next. New ones are loose, of any date. As soon as there are enough of them, their rows are
 * put with those of their range of dates, and there segments of about the same size are merged when there are
 * {@code fan} of them; so a row is written again a few times and no more, and however many rows there are, a merge has
 * at most those of one range. A range that has become too large is cut.
 *
 * @param tail    how many changes the tail has before it becomes segments
 * @param full    how many rows a segment may have
 * @param fan     how many of a size are merged
 * @param largest how many full segments a range may have
 */
record CompactionPlan(int tail, int full, int fan, int largest) {

    static final CompactionPlan USUAL = new CompactionPlan(4_096, SegmentBuilder.MOST_ROWS, 8, 8);

    /** Into how many parts a range is cut. */
    private static final int PARTS = 4;

    /** Where a part of the rows that are not closed takes something away, closing them is worth a merge. */
    private static final int WORTH = 4;

    /** What is to be done. */
    sealed interface Step {
        Collection<StoredSegment> segments();
    }

    /** Loose segments are distributed over the ranges of dates. */
    record Distribute(List<StoredSegment> segments) implements Step {}

    /** Segments of one range become one, or a few. */
    record Merging(List<StoredSegment> segments) implements Step {}

    /** A range is cut into several. */
    record Cut(List<StoredSegment> segments) implements Step {}

    /** What is to be done next, apart from the tail; nothing if all is well. */
    Optional<Step> next(Manifest manifest) {
        List<StoredSegment> loose = manifest.segments().stream()
                .filter(StoredSegment::loose)
                .limit(fan)
                .toList();
        if (loose.size() >= fan) {
            return Optional.of(new Distribute(loose));
        }
        return manifest.segments().stream()
                .filter(segment -> !segment.loose())
                .collect(Collectors.groupingBy(manifest::range, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .flatMap(range -> next(range).stream())
                .findFirst();
    }

    private Optional<Step> next(List<StoredSegment> range) {
        long rows = range.stream().mapToLong(StoredSegment::rows).sum();
        LocalDate first = range.get(0).outline().firstDay();
        boolean severalDays = range.stream()
                .anyMatch(segment -> !segment.outline().firstDay().equals(first)
                        || !segment.lastBegin().equals(first));
        if (rows > (long) largest * full && severalDays && range.size() > 1) {
            return Optional.of(new Cut(range));
        }
        long minus = range.stream()
                .mapToLong(segment -> segment.outline().minusRows())
                .sum();
        if (range.size() > 1 && minus > full / fan && minus * WORTH > rows) {
            return Optional.of(new Merging(range));
        }
        Map<Integer, List<StoredSegment>> sizes = range.stream()
                .filter(segment -> size(segment.rows()) < size(full / 2))
                .collect(Collectors.groupingBy(segment -> size(segment.rows()), TreeMap::new, Collectors.toList()));
        List<StoredSegment> smaller = new ArrayList<>();
        for (List<StoredSegment> some : sizes.values()) {
            smaller.addAll(some);
            if (some.size() >= fan) {
                smaller.sort(
                        Comparator.comparingLong(segment -> segment.outline().firstPosition()));
                return Optional.of(new Merging(smaller));
            }
        }
        return Optional.empty();
    }

    /** Where a range of several days is cut: into parts of about as many rows, each of whole days; at least into two. */
    Set<LocalDate> cuts(List<Entry> byDate) {
        LocalDate first = firstDay(byDate.get(0));
        int later = 0;
        while (firstDay(byDate.get(later)).equals(first)) {
            later++;
        }
        Set<LocalDate> cuts = new TreeSet<>();
        for (int part = 1; part < PARTS; part++) {
            cuts.add(firstDay(byDate.get(Math.max(later, byDate.size() / PARTS * part))));
        }
        return cuts;
    }

    private static LocalDate firstDay(Entry entry) {
        return entry.fact().date().firstDay();
    }

    private int size(int rows) {
        int size = 0;
        for (int rest = rows; rest >= fan; rest /= fan) {
            size++;
        }
        return size;
    }
}
