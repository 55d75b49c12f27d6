package org.incidentstats.statistics.columns.segment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.incidentstats.statistics.model.Dimension;

/** Takes rows until there are enough for a segment that can be stored in one piece. */
public final class SegmentBuilder {

    /** Above so many rows a segment is no cheaper to scan, and its references would be too large to store. */
    public static final int MOST_ROWS = 16_384;

    /** Room for what an estimate does not see. */
    private static final int MOST_ESTIMATED = SegmentFormat.MOST_BYTES - 30 * 1024;

    /** What codes, figures and positions of a row take at the most, compressed, as long as they are like others'. */
    private static final int BYTES_OF_ROW = 14;

    private final Dictionaries dictionaries;
    private final List<Entry> entries = new ArrayList<>();
    private final Set<List<String>> values = new HashSet<>();
    private int columnBytes;
    private int referenceBytes;

    public SegmentBuilder(Dictionaries dictionaries) {
        this.dictionaries = dictionaries;
    }

    public void add(Row row) {
        add(Entry.of(row));
    }

    public void add(Entry entry) {
        entries.add(entry);
        referenceBytes += References.bytes(entry.fact().event()).length + 2;
        columnBytes += BYTES_OF_ROW;
        for (Dimension dimension : Dimension.values()) {
            if (dimension.kept()) {
                List<String> some = entry.fact().codes().getOrDefault(dimension, List.of());
                if (values.add(some)) {
                    columnBytes += some.stream().mapToInt(String::length).sum();
                }
            }
        }
    }

    /** Whether another row could make either of its two stored parts too large. */
    public boolean full() {
        return entries.size() >= MOST_ROWS || columnBytes > MOST_ESTIMATED || referenceBytes > MOST_ESTIMATED;
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** The segment of what was added, rows that cancel each other closed; the builder is empty again. */
    public Segment build() {
        Segment segment = SegmentEncoder.encode(Entry.closed(entries), dictionaries);
        entries.clear();
        values.clear();
        columnBytes = 0;
        referenceBytes = 0;
        return segment;
    }
}
