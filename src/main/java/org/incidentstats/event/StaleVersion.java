package org.incidentstats.event;

/** A change starts from a version that is not the newest any more: somebody else has changed the event since. */
public final class StaleVersion extends RuntimeException {

    private final int newest;

    public StaleVersion(String id, int before, int newest) {
        super("The event %s is at version %d; the change starts from version %d. Read it again and decide anew."
                .formatted(id, newest, before));
        this.newest = newest;
    }

    /** The version that is the newest. */
    public int newest() {
        return newest;
    }
}
