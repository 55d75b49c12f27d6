package org.incidentstats.statistics.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import org.incidentstats.event.Event;
import org.incidentstats.event.Event.Perpetrators;
import org.incidentstats.event.Event.Place;
import org.incidentstats.event.EventVersion;
import org.incidentstats.event.Examples;
import org.incidentstats.event.Status;
import org.incidentstats.vocabulary.Category;
import org.incidentstats.vocabulary.Country;
import org.incidentstats.vocabulary.Nationality;

/** Versions of events that have the codes of synthetic facts. */
public final class SyntheticVersions {

    private SyntheticVersions() {}

    public static EventVersion of(Fact fact, long sequence) {
        Event example = Examples.arrest(2);
        List<String> countries = List.copyOf(fact.values(Dimension.COUNTRY));
        Event event = new Event(
                example.title(),
                Optional.empty(),
                fact.values(Dimension.CATEGORY).contains("attack") ? Category.ATTACK : Category.ENFORCEMENT,
                fact.values(Dimension.TYPE).iterator().next(),
                fact.date(),
                countries.stream()
                        .map(code -> new Place(
                                new Country(code),
                                Optional.empty(),
                                Optional.empty(),
                                OptionalDouble.empty(),
                                OptionalDouble.empty()))
                        .toList(),
                fact.values(Dimension.GROUP).contains(Dimension.UNKNOWN)
                        ? List.of()
                        : List.copyOf(fact.values(Dimension.GROUP)),
                Optional.empty(),
                example.outcome(),
                example.evidence(),
                Optional.empty(),
                fact.perpetrators().keySet().stream()
                        .map(code -> new Perpetrators(new Nationality(code), Optional.empty()))
                        .toList(),
                List.of(),
                example.casualties(),
                example.arrested(),
                List.of(),
                List.of(),
                example.sources(),
                List.of(),
                Optional.empty());
        return new EventVersion(
                fact.event(), 1, Status.ACTIVE, Instant.EPOCH, "editor@example.org", Optional.empty(), sequence, event);
    }
}
