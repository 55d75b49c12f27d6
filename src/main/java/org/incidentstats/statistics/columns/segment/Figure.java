package org.incidentstats.statistics.columns.segment;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;

import org.incidentstats.statistics.model.Fact;
import org.incidentstats.statistics.model.Measure;
import org.incidentstats.statistics.model.Tally;

/**
 * The figure of one measure in one row.
 *
 * @param parts  of each nationality its people; empty where they are not told apart
 * @param simple whether it is the same whichever nationalities are asked for, if one of the row's is among them
 */
record Figure(Tally full, SortedMap<String, Tally> parts, boolean simple) {

    static final Comparator<Tally> TALLIES = Comparator.comparing(Tally::low)
            .thenComparing(Tally::best)
            .thenComparing(Tally::high)
            .thenComparing(Tally::unknown)
            .thenComparing(Tally::atLeast);

    static final Comparator<Figure> SIMPLE_FIRST = Comparator.comparing((Figure figure) -> !figure.simple)
            .thenComparing(Figure::full, TALLIES)
            .thenComparing(figure -> figure.parts.toString());

    /** Whether it is another one in full, and not by nationality. */
    boolean isInFull(Figure other) {
        return simple && parts.isEmpty() && full.equals(other.full);
    }

    /** @param nationalities the row's values of that dimension */
    static Figure of(Fact fact, Measure measure, Collection<String> nationalities) {
        Tally full = fact.tally(measure);
        SortedMap<String, Tally> parts =
                measure.byNationality() ? fact.ofNationality(measure) : Collections.emptySortedMap();
        boolean simple = parts.isEmpty()
                || parts.size() == 1
                        && nationalities.size() == 1
                        && parts.containsKey(nationalities.iterator().next())
                        && parts.containsValue(full)
                        && full.equals(Tally.ofOneEvent(List.of(full)));
        return new Figure(full, simple && !measure.kept() ? Collections.emptySortedMap() : parts, simple);
    }
}
