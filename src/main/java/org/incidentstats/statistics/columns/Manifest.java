package org.incidentstats.statistics.columns;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.incidentstats.statistics.columns.segment.SegmentOutline;

/**
 * Of what the columns of a generation consist, up to a position. It is replaced as a whole, so that whoever has read one
 * has a state that fits together.
 *
 * @param position   up to which the segments reach; what follows is in the record's changes
 * @param segments   of all rows up to the position, in no order
 * @param cuts       the first days of the ranges of dates, ascending: rows of one range are merged with each other
 * @param groups     names of the parts of the register of groups, in the order of their positions
 * @param retired    what was replaced when this manifest was published: it stays until the next one is, so that whoever
 *                   has just read the manifest before is not disturbed
 */
record Manifest(
        long position, List<StoredSegment> segments, List<LocalDate> cuts, List<String> groups, List<String> retired) {

    /** Of nothing. */
    static final Manifest EMPTY = new Manifest(0, List.of(), List.of(), List.of(), List.of());

    /**
     * A segment in the store.
     *
     * @param loose     whether its rows are of any date, and not yet put with those of their range
     * @param lastBegin the last of the days on which dates of its rows begin
     * @param checksum  of its rows
     */
    record StoredSegment(String name, boolean loose, SegmentOutline outline, LocalDate lastBegin, long checksum) {

        int rows() {
            return outline.rows();
        }
    }

    /** In which range of dates a day is: so many cuts are not after it. */
    int range(LocalDate day) {
        int range = 0;
        while (range < cuts.size() && !cuts.get(range).isAfter(day)) {
            range++;
        }
        return range;
    }

    /** In which range the rows of a segment are that is not loose. */
    int range(StoredSegment segment) {
        return range(segment.outline().firstDay());
    }

    /** Everything in the store that belongs to it, or did until just now. */
    Set<String> names() {
        Set<String> names = new HashSet<>(retired);
        segments.forEach(segment -> names.add(segment.name()));
        names.addAll(groups);
        return names;
    }

    /** The checksum of all rows up to the position. */
    long checksum() {
        return segments.stream().mapToLong(StoredSegment::checksum).sum();
    }
}
