package org.incidentstats.statistics;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A column of figures.
 *
 * @param parts what of the measure it holds; nothing, for the number of events
 */
record Metric(Measure measure, List<Part> parts) {

    static Metric of(Measure measure, Part... parts) {
        return new Metric(measure, List.of(parts));
    }

    /** How the header names it, for example {@code killed_before_low}. */
    String code() {
        return Stream.concat(Stream.of(measure.code()), parts.stream().map(Part::code))
                .collect(Collectors.joining("_"));
    }

    String label(Language language) {
        return Stream.concat(
                        Stream.of(measure.label().in(language)),
                        parts.stream().map(part -> part.label().in(language)))
                .collect(Collectors.joining(", "));
    }
}
