package org.incidentstats.event.store;

/** The id of a new event is taken. */
public final class AlreadyOnRecord extends RuntimeException {

    AlreadyOnRecord(String id) {
        super("The event %s is on record already.".formatted(id));
    }
}
