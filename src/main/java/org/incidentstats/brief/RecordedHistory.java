package org.incidentstats.brief;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.incidentstats.event.EventStore;
import org.incidentstats.event.EventVersion;
import org.incidentstats.event.RecordHead;
import org.incidentstats.statistics.Fact;
import org.incidentstats.statistics.Snapshot;

/** The whole record up to a place, with every version that an incident had. */
final class RecordedHistory {

    private static final int PAGE = 1_000;

    private final RecordHead head;
    private final Map<String, List<EventVersion>> versions = new LinkedHashMap<>();

    private RecordedHistory(RecordHead head) {
        this.head = head;
    }

    /** The record as far as it goes now. */
    static RecordedHistory of(EventStore events) {
        RecordedHistory history = new RecordedHistory(events.head());
        for (long place = 0; place < history.head.position(); ) {
            List<EventVersion> some = events.changes(place, PAGE);
            some.stream()
                    .filter(version -> version.sequence() <= history.head.position())
                    .forEach(history::add);
            place = some.isEmpty() ? history.head.position() : some.get(some.size() - 1).sequence();
        }
        return history;
    }

    private void add(EventVersion version) {
        versions.computeIfAbsent(version.id(), id -> new ArrayList<>()).add(version);
    }

    RecordHead head() {
        return head;
    }

    /**
     * The facts at the end of the history.
     *
     * @param known until when the record can know of incidents
     */
    Snapshot snapshot(Instant known) {
        return snapshot(at(head.position()), known);
    }

    /** The facts at a place in the record. */
    Snapshot snapshot(long position) {
        return of(at(position));
    }

    /** The facts of these versions alone. */
    static Snapshot of(List<EventVersion> versions) {
        return snapshot(versions, Instant.EPOCH);
    }

    private static Snapshot snapshot(List<EventVersion> versions, Instant known) {
        List<Fact> facts = versions.stream().map(Fact::of).toList();
        return new Snapshot("", known, Optional.empty(), () -> facts);
    }

    private List<EventVersion> at(long position) {
        return versions.values().stream()
                .flatMap(all -> at(all, position).stream())
                .toList();
    }

    private static Optional<EventVersion> at(List<EventVersion> all, long position) {
        return all.stream().filter(version -> version.sequence() <= position).reduce((one, next) -> next);
    }

    /** An incident that changed: its state at a place in the record, where it was there, and now. */
    record Changed(Optional<EventVersion> then, EventVersion now) {}

    /** The incidents that changed after a place, in the order of their newest change. */
    List<Changed> since(long position) {
        return versions.values().stream()
                .filter(all -> all.get(all.size() - 1).sequence() > position)
                .map(all -> new Changed(at(all, position), all.get(all.size() - 1)))
                .sorted(Comparator.comparing(changed -> changed.now().sequence()))
                .toList();
    }
}
