package org.incidentstats.statistics;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.incidentstats.event.Estimate;
import org.incidentstats.event.Event;
import org.incidentstats.event.Event.Casualties;
import org.incidentstats.event.EventDate;
import org.incidentstats.event.EventVersion;
import org.incidentstats.event.Nationality;

/**
 * What one event contributes to statistics: its codes and its estimates, nothing else.
 *
 * @param event        the event's id
 * @param version      the version that it reflects
 * @param counts       whether the event counts; one that is retracted or a duplicate does not
 * @param date         when it happened
 * @param countries    each country once
 * @param perpetrators each nationality once with its own perpetrators; {@code unknown} alone where none is stated
 * @param groups       each group once; {@code unknown} alone where none is named
 * @param killed       people killed
 * @param wounded      people wounded
 * @param arrested     people arrested
 */
public record Fact(
        String event,
        int version,
        boolean counts,
        EventDate date,
        List<String> countries,
        Map<String, Tally> perpetrators,
        List<String> groups,
        String category,
        String type,
        String outcome,
        String evidence,
        Tally killed,
        Tally wounded,
        Tally arrested)
        implements Contribution {

    private static final Estimate SOMEBODY = Estimate.atLeast(1);

    public static Fact of(EventVersion version) {
        Event event = version.event();
        return new Fact(
                version.id(),
                version.version(),
                version.counts(),
                event.date(),
                event.places().stream()
                        .map(place -> place.country().code())
                        .distinct()
                        .sorted()
                        .toList(),
                perpetratorsOf(event),
                event.groups().isEmpty()
                        ? List.of(Dimension.UNKNOWN)
                        : event.groups().stream().distinct().sorted().toList(),
                event.category().code(),
                event.type(),
                event.outcome().code(),
                event.evidence().code(),
                Tally.of(event.casualties().flatMap(Casualties::killed)),
                Tally.of(event.casualties().flatMap(Casualties::wounded)),
                Tally.of(event.arrested()));
    }

    private static Map<String, Tally> perpetratorsOf(Event event) {
        if (event.perpetrators().isEmpty()) {
            return Map.of(Nationality.UNKNOWN.code(), Tally.UNKNOWN);
        }
        Map<String, Tally> tallies = new TreeMap<>();
        event.perpetrators()
                .forEach(some -> tallies.merge(
                        some.nationality().code(),
                        Tally.of(some.count().or(() -> Optional.of(SOMEBODY))),
                        (one, other) -> one.plus(other).ofOneEvent()));
        return tallies;
    }

    @Override
    public Collection<String> values(Dimension dimension) {
        return dimension.of(this);
    }

    @Override
    public Sums sums() {
        return Sums.of(this, tally(Measure.PERPETRATORS));
    }

    @Override
    public Tally perpetrators(Set<String> nationalities) {
        return nationalities.stream()
                .map(perpetrators::get)
                .reduce(Tally.NONE, Tally::plus)
                .ofOneEvent();
    }

    /** What the event contributes to an estimated measure, in full. */
    Tally tally(Measure measure) {
        return switch (measure) {
            case EVENTS -> throw new IllegalArgumentException("events are counted, not estimated");
            case PERPETRATORS ->
                perpetrators.values().stream().reduce(Tally.NONE, Tally::plus).ofOneEvent();
            case KILLED -> killed;
            case WOUNDED -> wounded;
            case ARRESTED -> arrested;
        };
    }
}
