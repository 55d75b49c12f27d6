package org.incidentstats.statistics.columns;

import org.incidentstats.event.EventStore.VersionKey;

/** Of which version of which event each row of a segment is, in the order of its rows. */
final class References {

    private final String[] events;
    private final int[] versions;

    References(String[] events, int[] versions) {
        this.events = events;
        this.versions = versions;
    }

    int rows() {
        return events.length;
    }

    String event(int row) {
        return events[row];
    }

    int version(int row) {
        return versions[row];
    }

    VersionKey key(int row) {
        return new VersionKey(events[row], versions[row]);
    }
}
