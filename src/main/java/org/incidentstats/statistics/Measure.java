package org.incidentstats.statistics;

/** What is counted. */
public enum Measure {
    EVENTS("events", "Events", "Distinct incidents"),
    PERPETRATORS(
            "perpetrators",
            "Perpetrators",
            "Perpetrators or suspects, estimated; a listed nationality without a number is at least one"),
    KILLED("killed", "Killed", "People killed, the perpetrators among them, estimated"),
    WOUNDED("wounded", "Wounded", "People wounded, estimated"),
    ARRESTED("arrested", "Arrested", "People arrested, estimated");

    private final String code;
    private final String label;
    private final String description;

    Measure(String code, String label, String description) {
        this.code = code;
        this.label = label;
        this.description = description;
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

    /** Whether it is a sum of estimates, and not a count of events. */
    public boolean estimated() {
        return this != EVENTS;
    }
}
