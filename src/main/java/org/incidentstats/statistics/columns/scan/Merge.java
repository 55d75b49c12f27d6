package org.incidentstats.statistics.columns.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.incidentstats.statistics.columns.segment.Dictionaries;
import org.incidentstats.statistics.columns.segment.Entry;
import org.incidentstats.statistics.columns.segment.ReferenceSource;
import org.incidentstats.statistics.columns.segment.Segment;
import org.incidentstats.statistics.columns.segment.SegmentBuilder;
import org.incidentstats.statistics.columns.segment.SegmentDecoder;

/** Makes fewer and larger segments of some: in the order of dates, rows that cancel each other closed. */
public final class Merge {

    private Merge() {}

    /** Merges segments; each that is made is handed on at once. */
    public static void of(
            List<Segment> segments, ReferenceSource references, Dictionaries dictionaries, Consumer<Segment> each) {
        List<Entry> entries = new ArrayList<>();
        for (Segment segment : segments) {
            entries.addAll(new SegmentDecoder(
                            segment, segment.references().orElseGet(() -> references.of(segment)), dictionaries)
                    .entries());
        }
        List<Entry> closed = new ArrayList<>(Entry.closed(entries));
        entries.clear();
        closed.sort(Entry.BY_DATE);
        SegmentBuilder builder = new SegmentBuilder(dictionaries);
        for (Entry entry : closed) {
            if (builder.full()) {
                each.accept(builder.build());
            }
            builder.add(entry);
        }
        if (!builder.isEmpty()) {
            each.accept(builder.build());
        }
    }
}
