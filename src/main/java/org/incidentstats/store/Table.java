package org.incidentstats.store;

/** The three tables. */
public enum Table {
    /** The record, the only truth: versions, current states, the head, and the delta of every change. Nothing in it is deleted. */
    EVENTS,
    /** What is derived from the record and can be built again at any time: the columns. */
    STATISTICS,
    /** Briefs, subscriptions, deliveries, imports, sources, limits. */
    OPERATIONS
}
