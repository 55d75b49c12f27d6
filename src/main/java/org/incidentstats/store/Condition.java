package org.incidentstats.store;

/** What must stand at a place for a write to hold. */
public sealed interface Condition {

    /** Whatever stands there, or nothing. */
    Condition ANY = new Any();

    /** Nothing stands there. */
    Condition ABSENT = new Absent();

    /** The item there has this revision. */
    static Condition revision(long revision) {
        return new Revision(revision);
    }

    record Any() implements Condition {}

    record Absent() implements Condition {}

    record Revision(long revision) implements Condition {}
}
