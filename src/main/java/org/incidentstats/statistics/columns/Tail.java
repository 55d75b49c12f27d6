package org.incidentstats.statistics.columns;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.incidentstats.statistics.columns.segment.Dictionaries;
import org.incidentstats.statistics.columns.segment.Row;
import org.incidentstats.statistics.columns.segment.Segment;
import org.incidentstats.statistics.columns.segment.SegmentBuilder;

/**
 * The rows behind those of the stored segments, as segments in memory that have their references. Small ones are put
 * together, so that there are few however the rows came, and each row is encoded a few times only.
 *
 * @param segments each larger than the one that follows
 */
record Tail(List<Segment> segments) {

    static final Tail EMPTY = new Tail(List.of());

    /** These rows as well. */
    Tail with(List<Row> rows, Dictionaries dictionaries) {
        if (rows.isEmpty()) {
            return this;
        }
        List<Segment> kept = new ArrayList<>(segments);
        List<Row> together = new ArrayList<>(rows);
        while (!kept.isEmpty()
                && kept.get(kept.size() - 1).rows() <= together.size()
                && kept.get(kept.size() - 1).rows() < SegmentBuilder.MOST_ROWS) {
            together.addAll(rows(kept.remove(kept.size() - 1), dictionaries).toList());
        }
        kept.add(Segment.of(together, dictionaries));
        return new Tail(List.copyOf(kept));
    }

    /** Without the rows up to a position. */
    Tail after(long position, Dictionaries dictionaries) {
        List<Row> rest = segments.stream()
                .flatMap(segment -> rows(segment, dictionaries))
                .filter(row -> row.position() > position)
                .toList();
        return EMPTY.with(rest, dictionaries);
    }

    private static Stream<Row> rows(Segment segment, Dictionaries dictionaries) {
        return segment.decode(segment.references().orElseThrow(), dictionaries).stream();
    }
}
