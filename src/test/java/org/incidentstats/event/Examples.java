package org.incidentstats.event;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import org.incidentstats.event.Event.Casualties;
import org.incidentstats.event.Event.Perpetrators;
import org.incidentstats.event.Event.Place;
import org.incidentstats.event.Event.Relation;
import org.incidentstats.event.Event.Source;
import org.incidentstats.time.EventDate;
import org.incidentstats.vocabulary.Category;
import org.incidentstats.vocabulary.Country;
import org.incidentstats.vocabulary.Evidence;
import org.incidentstats.vocabulary.Nationality;
import org.incidentstats.vocabulary.Outcome;
import org.incidentstats.vocabulary.RelationKind;

/** Events for tests. */
public final class Examples {

    private Examples() {}

    /** The same event, on another date. */
    public static Event dated(Event event, String date) {
        return like(event, event.summary(), EventDate.parse(date));
    }

    /** The same event, told in other words. */
    public static Event told(Event event, String summary) {
        return like(event, Optional.of(summary), event.date());
    }

    private static Event like(Event event, Optional<String> summary, EventDate date) {
        return new Event(
                event.title(),
                summary,
                event.category(),
                event.type(),
                date,
                event.places(),
                event.groups(),
                event.claimed(),
                event.outcome(),
                event.evidence(),
                event.certainty(),
                event.perpetrators(),
                event.targets(),
                event.casualties(),
                event.arrested(),
                event.seizures(),
                event.weapons(),
                event.sources(),
                event.relations(),
                event.note());
    }

    /** An arrest in Germany that differs from others by its number of arrested people. */
    public static Event arrest(int arrested, Relation... relations) {
        return new Event(
                "Arrest of " + arrested,
                Optional.empty(),
                Category.ENFORCEMENT,
                "arrest",
                EventDate.parse("2023-07"),
                List.of(new Place(
                        new Country("DEU"),
                        Optional.empty(),
                        Optional.of("Example Town"),
                        OptionalDouble.of(51.5),
                        OptionalDouble.of(7.25))),
                List.of("ISKP"),
                Optional.of(false),
                Outcome.COMPLETED,
                Evidence.OFFICIAL,
                Optional.empty(),
                List.of(new Perpetrators(Nationality.UNKNOWN, Optional.of(Estimate.atLeast(arrested)))),
                List.of(),
                Optional.of(new Casualties(Optional.of(Estimate.exactly(0)), Optional.empty(), Optional.empty())),
                Optional.of(Estimate.exactly(arrested)),
                List.of(),
                List.of("firearms"),
                List.of(new Source(
                        Optional.empty(),
                        Optional.of("Example News"),
                        "Report",
                        Optional.empty(),
                        Optional.of(EventDate.parse("2023-07-19")),
                        Optional.of("en"))),
                List.of(relations),
                Optional.empty());
    }

    public static Relation duplicateOf(String event) {
        return new Relation(RelationKind.DUPLICATE_OF, event);
    }
}
