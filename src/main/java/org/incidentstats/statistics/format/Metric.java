package org.incidentstats.statistics.format;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.incidentstats.statistics.model.Measure;
import org.incidentstats.vocabulary.Label;
import org.incidentstats.vocabulary.Language;

/**
 * A column of figures.
 *
 * @param parts what of the measure it holds; nothing, for the number of events
 */
record Metric(Measure measure, List<Part> parts) {

    private static final Label INCIDENTS = new Label("incidents", "инциденты");
    private static final Label PEOPLE = new Label("people", "человек");

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

    /** Decimal places that it is given with. */
    int decimals() {
        return last().map(Part::decimals).orElse(0);
    }

    Label unit() {
        return last().flatMap(Part::unit).orElse(measure.estimated() ? PEOPLE : INCIDENTS);
    }

    /** Whether it is a count or a sum, 0 where there is nothing to count. */
    boolean adds() {
        return parts.isEmpty() || measure.estimated() && parts.size() == 1 && Part.ESTIMATE.contains(parts.get(0));
    }

    /** Whether it is a figure of people, beside which stand counts of incidents. */
    boolean people() {
        return last().filter(List.of(Part.LOW, Part.BEST, Part.HIGH)::contains).isPresent();
    }

    /** The column of another part of the same estimate. */
    Metric beside(Part part) {
        return new Metric(
                measure,
                Stream.concat(parts.subList(0, parts.size() - 1).stream(), Stream.of(part))
                        .toList());
    }

    private Optional<Part> last() {
        return parts.isEmpty() ? Optional.empty() : Optional.of(parts.get(parts.size() - 1));
    }
}
