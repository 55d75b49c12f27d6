package org.incidentstats.event.store;

/** A change starts from a version that is not the newest any more: somebody else has changed it since. */
public final class StaleVersion extends RuntimeException {

    private final int newest;

    public StaleVersion(String id, int before, int newest) {
        this("event", id, before, newest);
    }

    private StaleVersion(String what, String id, int before, int newest) {
        super("The %s %s is at version %d; the change starts from version %d. Read it again and decide anew."
                .formatted(what, id, newest, before));
        this.newest = newest;
    }

    static StaleVersion ofGroup(String code, int before, int newest) {
        return new StaleVersion("group", code, before, newest);
    }

    /** The version that is the newest. */
    public int newest() {
        return newest;
    }
}
