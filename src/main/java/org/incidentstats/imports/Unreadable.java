package org.incidentstats.imports;

/** A file cannot be read, or not beyond a certain line. */
final class Unreadable extends RuntimeException {

    Unreadable(String message) {
        super(message);
    }

    Unreadable(String message, Throwable cause) {
        super(message, cause);
    }
}
