package org.incidentstats.statistics.columns;

import java.util.List;
import java.util.Optional;

/** An immutable run of rows, encoded to be scanned. */
final class Segment {

    /** Encodes rows, in any order. It has its references. */
    static Segment of(List<Row> rows, Dictionaries dictionaries) {
        throw new UnsupportedOperationException();
    }

    int rows() {
        throw new UnsupportedOperationException();
    }

    SegmentOutline outline() {
        throw new UnsupportedOperationException();
    }

    /** Of which versions its rows are; empty where it was read without. */
    Optional<References> references() {
        throw new UnsupportedOperationException();
    }

    Segment withReferences(References references) {
        throw new UnsupportedOperationException();
    }

    /** Its rows again; a closed one as the two that it was made of. */
    List<Row> decode(References references) {
        throw new UnsupportedOperationException();
    }

    /** Bytes that it takes in memory, without references. */
    long bytes() {
        throw new UnsupportedOperationException();
    }
}
