package org.incidentstats.store;

/** What stands behind the door. */
public enum Engine {
    SQLITE("SQLite", 1),
    POSTGRESQL("PostgreSQL", 3),
    DYNAMODB_LOCAL("DynamoDB Local", 5);

    private final String label;
    private final int stride;

    Engine(String label, int stride) {
        this.label = label;
        this.stride = stride;
    }

    /**
     * How far it is from one step at which a test kills a process to the next: on an engine that takes long not each is
     * tried, but those before a call as well as those after one. With the system property {@code steps=all} it is 1.
     */
    public int stride() {
        return "all".equals(System.getProperty("steps")) ? 1 : stride;
    }

    @Override
    public String toString() {
        return label;
    }
}
