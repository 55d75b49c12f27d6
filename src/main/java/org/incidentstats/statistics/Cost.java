package org.incidentstats.statistics;

/**
 * What answers have cost.
 *
 * @param rowsScanned rows that were looked at
 * @param readUnits   what DynamoDB charges for reading, one for 4 KB read consistently
 * @param requests    how often the database was asked
 */
public record Cost(long rowsScanned, double readUnits, int requests) {

    public static final Cost NONE = new Cost(0, 0, 0);

    public Cost plus(Cost other) {
        return new Cost(rowsScanned + other.rowsScanned, readUnits + other.readUnits, requests + other.requests);
    }
}
