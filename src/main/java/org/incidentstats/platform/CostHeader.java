package org.incidentstats.platform;

/** Headers in which answers say what they cost, for the log of requests. */
public final class CostHeader {

    /** In answers of statistics: what reading took, in the units of DynamoDB, whatever the database. */
    public static final String READ_UNITS = "Read-Units";

    private CostHeader() {}
}
