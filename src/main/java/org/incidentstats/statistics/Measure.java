package org.incidentstats.statistics;

/** What is counted. */
public enum Measure {
    EVENTS("events", new Label("Events", "Инциденты"), new Label("Distinct incidents", "Каждый инцидент один раз")),
    PERPETRATORS(
            "perpetrators",
            new Label("Perpetrators", "Исполнители"),
            new Label(
                    "Perpetrators or suspects, estimated; a listed nationality without a number is at least one",
                    "Исполнители или подозреваемые, оценка; гражданство без указания числа означает не менее одного")),
    KILLED(
            "killed",
            new Label("Killed", "Убитые"),
            new Label("People killed, the perpetrators among them, estimated", "Убитые, включая исполнителей, оценка")),
    WOUNDED("wounded", new Label("Wounded", "Раненые"), new Label("People wounded, estimated", "Раненые, оценка")),
    ARRESTED(
            "arrested",
            new Label("Arrested", "Задержанные"),
            new Label("People arrested, estimated", "Задержанные, оценка"));

    private final String code;
    private final Label label;
    private final Label description;

    Measure(String code, Label label, Label description) {
        this.code = code;
        this.label = label;
        this.description = description;
    }

    public String code() {
        return code;
    }

    Label label() {
        return label;
    }

    Label description() {
        return description;
    }

    /** Whether it is a sum of estimates, and not a count of events. */
    public boolean estimated() {
        return this != EVENTS;
    }
}
