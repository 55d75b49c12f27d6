package org.incidentstats.store;

import java.util.Optional;

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

    /**
     * @param revision of what stands there; empty if nothing does
     */
    boolean isMetBy(Optional<Long> revision);

    record Any() implements Condition {
        @Override
        public boolean isMetBy(Optional<Long> found) {
            return true;
        }
    }

    record Absent() implements Condition {
        @Override
        public boolean isMetBy(Optional<Long> found) {
            return found.isEmpty();
        }
    }

    record Revision(long revision) implements Condition {
        @Override
        public boolean isMetBy(Optional<Long> found) {
            return found.isPresent() && found.get() == revision;
        }
    }
}
