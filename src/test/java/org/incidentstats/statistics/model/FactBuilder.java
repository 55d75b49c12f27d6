package org.incidentstats.statistics.model;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.incidentstats.time.EventDate;

/** Makes facts for tests: of an attack of which nothing else is known, unless it is said. */
public final class FactBuilder {

    private final String event;
    private int version = 1;
    private boolean counts = true;
    private EventDate date = EventDate.parse("2022");
    private final Map<Dimension, List<String>> codes = new EnumMap<>(Dimension.class);
    private final Map<Measure, Tally> figures = new EnumMap<>(Measure.class);
    private final Map<Measure, SortedMap<String, Tally>> people = new EnumMap<>(Measure.class);

    private FactBuilder(String event) {
        this.event = event;
    }

    public static FactBuilder fact(String event) {
        return new FactBuilder(event)
                .with(Dimension.COUNTRY, "AFG")
                .with(Dimension.CATEGORY, "attack")
                .with(Dimension.TYPE, "bombing")
                .with(Dimension.OUTCOME, "completed")
                .with(Dimension.EVIDENCE, "official")
                .with(Dimension.CERTAINTY, "confirmed");
    }

    /** One that differs from another in what is said then. */
    public static FactBuilder like(Fact fact) {
        FactBuilder builder =
                new FactBuilder(fact.event()).version(fact.version()).on(fact.date());
        builder.counts = fact.counts();
        builder.codes.putAll(fact.codes());
        builder.figures.putAll(fact.figures());
        builder.people.putAll(fact.people());
        return builder;
    }

    public FactBuilder version(int number) {
        version = number;
        return this;
    }

    public FactBuilder retracted() {
        counts = false;
        return this;
    }

    public FactBuilder on(String day) {
        return on(EventDate.parse(day));
    }

    public FactBuilder on(EventDate when) {
        date = when;
        return this;
    }

    public FactBuilder with(Dimension dimension, String... values) {
        codes.put(dimension, Arrays.stream(values).distinct().sorted().toList());
        return this;
    }

    public FactBuilder with(Measure measure, Tally tally) {
        figures.put(measure, tally);
        return this;
    }

    public FactBuilder people(Measure measure, Map<String, Tally> ofNationalities) {
        people.put(measure, new TreeMap<>(ofNationalities));
        return this;
    }

    public Fact build() {
        return new Fact(event, version, counts, date, codes, figures, people);
    }
}
