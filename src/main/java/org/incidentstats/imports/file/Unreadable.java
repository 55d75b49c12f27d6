package org.incidentstats.imports.file;

/** A file cannot be read, or not beyond a certain line. */
public final class Unreadable extends RuntimeException {

    public Unreadable(String message) {
        super(message);
    }

    public Unreadable(String message, Throwable cause) {
        super(message, cause);
    }
}
