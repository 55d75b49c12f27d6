package org.incidentstats.store;

/** What stands behind the door. */
public enum Engine {
    SQLITE("SQLite"),
    POSTGRESQL("PostgreSQL"),
    DYNAMODB_LOCAL("DynamoDB Local");

    private final String label;

    Engine(String label) {
        this.label = label;
    }

    @Override
    public String toString() {
        return label;
    }
}
