package org.incidentstats.platform;

/** What the path names does not exist. Answered with 404. */
public final class NotOnRecord extends RuntimeException {

    public NotOnRecord(String message) {
        super(message);
    }
}
