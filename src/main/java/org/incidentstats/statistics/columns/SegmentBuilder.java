package org.incidentstats.statistics.columns;

/** Takes rows until there are enough for a segment. */
final class SegmentBuilder {

    SegmentBuilder(Dictionaries dictionaries) {}

    void add(Row row) {
        throw new UnsupportedOperationException();
    }

    /** Whether another row could make either of its two stored parts too large. */
    boolean full() {
        throw new UnsupportedOperationException();
    }

    boolean isEmpty() {
        throw new UnsupportedOperationException();
    }

    /** The segment of what was added; the builder is empty again. */
    Segment build() {
        throw new UnsupportedOperationException();
    }
}
