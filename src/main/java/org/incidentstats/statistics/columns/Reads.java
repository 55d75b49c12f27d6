package org.incidentstats.statistics.columns;

import org.incidentstats.statistics.Cost;
import org.incidentstats.store.Door;

/** Adds up what the answers to one request have cost. */
final class Reads implements Door.Meter {

    private long rows;
    private double units;
    private int requests;

    @Override
    public synchronized void read(double someUnits, int someRequests) {
        units += someUnits;
        requests += someRequests;
    }

    synchronized void scanned(long someRows) {
        rows += someRows;
    }

    synchronized Cost cost() {
        return new Cost(rows, units, requests);
    }
}
