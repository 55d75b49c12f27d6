package org.incidentstats.statistics.columns;

/** How segments are stored: what is scanned, and apart from it the references that only lists of events need. */
final class SegmentFormat {

    /** The format that is written. */
    static final int FORMAT = 1;

    /** The most bytes of each of the two parts. */
    static final int MOST_BYTES = 350 * 1024;

    private SegmentFormat() {}

    static byte[] columns(Segment segment) {
        throw new UnsupportedOperationException();
    }

    static byte[] references(References references) {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads a segment, without its references. Columns that it does not know are left out; those that are lacking read
     * as unknown.
     *
     * @throws IllegalArgumentException if the format is another one
     */
    static Segment read(byte[] columns, Dictionaries dictionaries) {
        throw new UnsupportedOperationException();
    }

    static References readReferences(byte[] references) {
        throw new UnsupportedOperationException();
    }
}
