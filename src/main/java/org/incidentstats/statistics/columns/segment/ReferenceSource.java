package org.incidentstats.statistics.columns.segment;

/** Gives the references of segments that are read without them; what was given is kept or read again, as it likes. */
@FunctionalInterface
public interface ReferenceSource {

    References of(Segment segment);

    /** For segments that all have their own. */
    static ReferenceSource none() {
        return segment -> {
            throw new IllegalStateException("a segment was read without its references");
        };
    }
}
