package org.incidentstats.imports;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The first row of a file about each event. A file tells of an event once, and what else it says of it is refused. */
final class FirstRows {

    private final Map<String, First> byEvent = new HashMap<>();

    /** Where a row stands, and what it says. */
    record First(long line, String digest) {}

    /** The first row about the same event, where this one is not it. */
    Optional<First> before(Candidate candidate) {
        return Optional.ofNullable(
                byEvent.putIfAbsent(candidate.id(), new First(candidate.row().line(), candidate.digest())));
    }
}
