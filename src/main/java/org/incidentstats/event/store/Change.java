package org.incidentstats.event.store;

import java.util.Optional;

import org.incidentstats.event.Event;

/** A change of the record that somebody asks for. */
public sealed interface Change {

    /** The event's id. */
    String id();

    /** The version that the change starts from; 0 for a new event. */
    int before();

    /** A new event. */
    record Creation(String id, Event event) implements Change {
        @Override
        public int before() {
            return 0;
        }
    }

    /** New content for an event; a retracted one counts again. */
    record Correction(String id, int before, Event event, Optional<String> reason) implements Change {}

    /** The end of an event, which stays on record and counts no more. */
    record Retraction(String id, int before, String reason) implements Change {}
}
