package org.incidentstats.statistics.columns;

/** A segment is not in the store any more, because others have taken its place: a newer manifest names them. */
final class SegmentGone extends RuntimeException {
    SegmentGone(String name) {
        super("The segment %s was replaced".formatted(name));
    }
}
