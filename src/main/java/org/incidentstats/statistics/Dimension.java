package org.incidentstats.statistics;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** What counts are grouped and filtered by. */
public enum Dimension {
    COUNTRY("country", "Country", "Where it happened; an event in two countries counts in each", Fact::countries),
    NATIONALITY(
            "nationality",
            "Nationality",
            "Nationality of the perpetrators; unknown where none is stated",
            fact -> fact.perpetrators().keySet()),
    GROUP("group", "Group", "Organisation held responsible; unknown where none is named", Fact::groups),
    YEAR("year", "Year", "Year that contains the event's whole date", fact -> period(Grain.YEAR, fact)),
    QUARTER("quarter", "Quarter", "Quarter that contains the event's whole date", fact -> period(Grain.QUARTER, fact)),
    MONTH("month", "Month", "Month that contains the event's whole date", fact -> period(Grain.MONTH, fact)),
    CATEGORY("category", "Category", "Attack, plot, enforcement or cooperation", fact -> List.of(fact.category())),
    TYPE("type", "Type", "What it was within its category", fact -> List.of(fact.type())),
    OUTCOME("outcome", "Outcome", "How it ended", fact -> List.of(fact.outcome())),
    EVIDENCE("evidence", "Evidence", "What the attribution rests on", fact -> List.of(fact.evidence()));

    /** The value of a several-valued dimension, for an event of which no value is known. */
    public static final String UNKNOWN = "unknown";

    private final String code;
    private final String label;
    private final String description;
    private final Function<Fact, Collection<String>> values;

    Dimension(String code, String label, String description, Function<Fact, Collection<String>> values) {
        this.code = code;
        this.label = label;
        this.description = description;
        this.values = values;
    }

    public String code() {
        return code;
    }

    public String label() {
        return label;
    }

    public String description() {
        return description;
    }

    /** Whether one event can have several values, so that counts over it do not add up to the total. */
    public boolean severalValued() {
        return this == COUNTRY || this == NATIONALITY || this == GROUP;
    }

    /** Whether its values are periods of time. */
    public boolean time() {
        return this == YEAR || this == QUARTER || this == MONTH;
    }

    /** The event's values, at least one. */
    Collection<String> of(Fact fact) {
        return values.apply(fact);
    }

    private static List<String> period(Grain grain, Fact fact) {
        return List.of(grain.of(fact.date()));
    }
}
