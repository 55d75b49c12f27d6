package org.incidentstats.imports.file;

import org.jspecify.annotations.Nullable;

/** A file cannot be read, or not beyond a certain line. */
public final class Unreadable extends RuntimeException {

    public Unreadable(String message) {
        super(message);
    }

    public Unreadable(@Nullable String message, Throwable cause) {
        super(message, cause);
    }
}
