package org.incidentstats.event.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.incidentstats.event.EventVersion;
import org.incidentstats.event.Status;
import org.incidentstats.platform.Fault;
import org.incidentstats.platform.InvalidRequest;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that an incident that was reported more than once counts exactly once: from each duplicate a chain of
 * relations leads to one event that counts.
 */
final class DuplicateRules {

    private final Map<String, EventVersion> before;
    private final Map<String, EventVersion> after;
    private final Function<String, Optional<EventVersion>> onRecord;
    private final Function<String, List<String>> duplicatesOf;
    private final int longestChain;

    /**
     * @param before       the changed events as they are on record
     * @param after        the changed events as they will be
     * @param onRecord     finds any other event
     * @param duplicatesOf finds the events on record as duplicates of one
     */
    DuplicateRules(
            Map<String, EventVersion> before,
            Map<String, EventVersion> after,
            Function<String, Optional<EventVersion>> onRecord,
            Function<String, List<String>> duplicatesOf,
            int longestChain) {
        this.before = before;
        this.after = after;
        this.onRecord = onRecord;
        this.duplicatesOf = duplicatesOf;
        this.longestChain = longestChain;
    }

    /**
     * @return the marks that change along with the events
     * @throws InvalidRequest if a chain does not end at an event that counts
     * @throws HasDuplicates  if an event ceases to count that others are duplicates of
     */
    List<DuplicateMark> check() {
        List<DuplicateMark> marks = new ArrayList<>();
        for (EventVersion version : after.values()) {
            Optional<String> was = original(before.get(version.id()));
            Optional<String> is = original(version);
            is.ifPresent(original -> checkChain(version.id(), original));
            if (version.status() == Status.RETRACTED) {
                checkNoDuplicates(version.id());
            }
            if (!was.equals(is)) {
                was.ifPresent(original -> marks.add(new DuplicateMark(original, version.id(), false)));
                is.ifPresent(original -> marks.add(new DuplicateMark(original, version.id(), true)));
            }
        }
        return marks;
    }

    private void checkChain(String duplicate, String original) {
        String next = original;
        for (int steps = 0; steps < longestChain; steps++) {
            if (next.equals(duplicate)) {
                throw fault(original, "the event would be a duplicate of itself");
            }
            String link = next;
            EventVersion version = Optional.ofNullable(after.get(link))
                    .or(() -> onRecord.apply(link))
                    .orElse(null);
            if (version == null) {
                throw fault(original, "no event '%s' is on record".formatted(next));
            }
            if (version.status() == Status.RETRACTED) {
                throw fault(original, "the event '%s' is retracted".formatted(next));
            }
            Optional<String> further = original(version);
            if (further.isEmpty()) {
                return;
            }
            next = further.get();
        }
        throw fault(original, "the chain of duplicates is longer than %d".formatted(longestChain));
    }

    private void checkNoDuplicates(String id) {
        List<String> duplicates = duplicatesOf.apply(id).stream()
                .filter(duplicate -> !after.containsKey(duplicate)
                        || original(after.get(duplicate)).equals(Optional.of(id)))
                .toList();
        if (!duplicates.isEmpty()) {
            throw new HasDuplicates(id, duplicates);
        }
    }

    /** Of which event a version is a duplicate; a retracted one is of none. */
    private static Optional<String> original(@Nullable EventVersion version) {
        return Optional.ofNullable(version)
                .filter(one -> one.status() == Status.ACTIVE)
                .flatMap(one -> one.event().duplicateOf());
    }

    private static InvalidRequest fault(String original, String detail) {
        return new InvalidRequest(Fault.inBody("/relations", Optional.of(original), detail, List.of()));
    }
}
