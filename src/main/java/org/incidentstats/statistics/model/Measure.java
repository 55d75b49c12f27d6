package org.incidentstats.statistics.model;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

import org.incidentstats.event.Estimate;
import org.incidentstats.event.Event;
import org.incidentstats.event.Event.Casualties;
import org.incidentstats.event.Event.Perpetrators;
import org.incidentstats.vocabulary.Label;

/**
 * What is counted. To add a measure is to add an entry here.
 *
 * <p>A measure of people whose nationality the record knows is, in a row of a nationality and under a filter by
 * nationality, of the people of these nationalities only.
 */
public enum Measure {
    EVENTS(
            "events",
            new Label("Events", "Инциденты"),
            new Label("Distinct incidents", "Каждый инцидент один раз"),
            Figures.NONE,
            People.NONE),
    PERPETRATORS(
            "perpetrators",
            new Label("Perpetrators", "Исполнители"),
            new Label(
                    "Perpetrators or suspects, estimated; a listed nationality without a number is at least one. By"
                            + " nationality, those of the nationality",
                    "Исполнители или подозреваемые, оценка; гражданство без указания числа означает не менее одного. По"
                            + " гражданству — только исполнители этого гражданства"),
            Figures.OF_PEOPLE,
            new People(
                    23,
                    event -> ofNationalities(
                            event, some -> Tally.of(some.count().or(() -> Optional.of(Estimate.atLeast(1))))))),
    KILLED(
            "killed",
            new Label("Killed", "Убитые"),
            new Label("People killed, the perpetrators among them, estimated", "Убитые, включая исполнителей, оценка"),
            new Figures(20, event -> Tally.of(event.casualties().flatMap(Casualties::killed))),
            People.NONE),
    WOUNDED(
            "wounded",
            new Label("Wounded", "Раненые"),
            new Label("People wounded, estimated", "Раненые, оценка"),
            new Figures(21, event -> Tally.of(event.casualties().flatMap(Casualties::wounded))),
            People.NONE),
    ARRESTED(
            "arrested",
            new Label("Arrested", "Задержанные"),
            new Label(
                    "People arrested, estimated. By nationality, those of the nationality where it is known of them",
                    "Задержанные, оценка. По гражданству — только этого гражданства, если оно о них известно"),
            new Figures(22, event -> event.arrested()
                    .map(all -> Tally.of(Optional.of(all)))
                    .orElseGet(() ->
                            Tally.ofOneEvent(arrestedOfNationalities(event).values()))),
            new People(24, event -> arrestedOfNationalities(event))),
    PERPETRATORS_OF_INCIDENTS(
            "perpetrators-of-incidents",
            new Label("All perpetrators of these incidents", "Все исполнители этих инцидентов"),
            new Label(
                    "Perpetrators or suspects of whatever nationality, also where it is asked for by nationality,"
                            + " estimated",
                    "Исполнители или подозреваемые любого гражданства, в том числе при вопросе по гражданству, оценка"),
            Figures.OF_PEOPLE,
            People.NONE);

    /**
     * What an event gives in full.
     *
     * @param number in stored facts: never changed, and never given to another measure or dimension; 0 where a fact
     *               keeps no figure
     */
    private record Figures(int number, Function<Event, Tally> of) {

        /** Nothing but events. */
        static final Figures NONE = new Figures(0, event -> Tally.NONE);

        /** The perpetrators of all nationalities. */
        static final Figures OF_PEOPLE = new Figures(0, event -> Tally.UNKNOWN);
    }

    /**
     * What an event gives by nationality.
     *
     * @param number in stored facts: never changed, and never given to another measure or dimension; 0 where nothing is
     *               known by nationality
     */
    private record People(int number, Function<Event, SortedMap<String, Tally>> of) {

        static final People NONE = new People(0, event -> new TreeMap<>());
    }

    private final String code;
    private final Label label;
    private final Label description;
    private final Figures figures;
    private final People people;

    Measure(String code, Label label, Label description, Figures figures, People people) {
        this.code = code;
        this.label = label;
        this.description = description;
        this.figures = figures;
        this.people = people;
    }

    public String code() {
        return code;
    }

    public Label label() {
        return label;
    }

    public Label description() {
        return description;
    }

    /** Whether it is a sum of estimates, and not a count of events. */
    public boolean estimated() {
        return !figures.equals(Figures.NONE);
    }

    /** Whether a fact keeps a figure for it; else, if it is estimated, it is the perpetrators of all nationalities. */
    public boolean kept() {
        return figures.number() > 0;
    }

    /** Whether it is of the people of some nationalities only, where it is asked for by nationality. */
    public boolean byNationality() {
        return people.number() > 0;
    }

    /** The number of the figure that is kept, in stored facts. */
    int number() {
        return figures.number();
    }

    /** The number of what is kept by nationality, in stored facts. */
    int peopleNumber() {
        return people.number();
    }

    /** What an event gives in full, of a measure that is kept. */
    Tally of(Event event) {
        return figures.of().apply(event);
    }

    /** What an event gives by nationality; empty where it is not known. */
    SortedMap<String, Tally> ofNationalities(Event event) {
        return people.of().apply(event);
    }

    private static SortedMap<String, Tally> ofNationalities(Event event, Function<Perpetrators, Tally> figure) {
        SortedMap<String, Tally> tallies = new TreeMap<>();
        event.perpetrators()
                .forEach(some -> tallies.merge(
                        some.nationality().code(),
                        figure.apply(some),
                        (one, other) -> Tally.ofOneEvent(List.of(one, other))));
        return tallies;
    }

    /** Empty if it is known of no nationality; else those of which it is not known are. */
    private static SortedMap<String, Tally> arrestedOfNationalities(Event event) {
        return event.perpetrators().stream().noneMatch(some -> some.arrested().isPresent())
                ? new TreeMap<>()
                : ofNationalities(event, some -> Tally.of(some.arrested()));
    }
}
