package org.incidentstats.statistics.columns;

import java.util.List;
import java.util.function.Consumer;

/** Makes fewer and larger segments of some: in the order of dates, rows that cancel each other closed. */
final class Merge {

    private Merge() {}

    /** Merges segments; each that is made is handed on at once, so that no more than the input is held. */
    static void of(
            List<Segment> segments, ReferenceSource references, Dictionaries dictionaries, Consumer<Segment> each) {
        throw new UnsupportedOperationException();
    }
}
