package org.incidentstats.platform;

/**
 * What the application tells Amazon CloudWatch about itself, in the namespace {@value #NAMESPACE}; alarms and the
 * dashboard name these.
 */
public enum Gauge {
    /** Requests answered, by route. */
    REQUESTS("Requests", "Count"),
    /** Read units that answers took, by route. */
    READ_UNITS("ReadUnits", "Count"),
    /** Changes of the record that are in no segment of the statistics yet, which every cold process reads one by one. */
    TAIL("Tail", "Count"),
    /** Briefs that are due and not done after a run. */
    BRIEFS_DUE("BriefsDue", "Count"),
    /** Messages of briefs that are not done, by the state that they are in. */
    MESSAGES("Messages", "Count"),
    /** Rows of the statistics that are not what the record says. */
    DIFFERENCES("Differences", "Count");

    public static final String NAMESPACE = "IncidentStatistics";

    private final String text;
    private final String unit;

    Gauge(String text, String unit) {
        this.text = text;
        this.unit = unit;
    }

    /** What CloudWatch calls it. */
    public String text() {
        return text;
    }

    /** In CloudWatch's words. */
    public String unit() {
        return unit;
    }
}
