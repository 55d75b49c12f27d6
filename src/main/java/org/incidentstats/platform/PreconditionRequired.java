package org.incidentstats.platform;

/** A change must say which version it starts from, and this one does not. Answered with 428 (RFC 6585). */
public final class PreconditionRequired extends RuntimeException {

    public PreconditionRequired(String message) {
        super(message);
    }
}
