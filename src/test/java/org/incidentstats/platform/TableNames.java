package org.incidentstats.platform;

/** Tables under names that a test gives them. */
public record TableNames(String events, String statistics, String operations) implements Tables {

    /** As they are called where no deployment names them. */
    public static final Tables DEFAULT = new TableNames("events", "statistics", "operations");
}
