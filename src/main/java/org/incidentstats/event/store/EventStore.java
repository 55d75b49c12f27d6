package org.incidentstats.event.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;

import org.incidentstats.event.EventVersion;
import org.incidentstats.event.store.ChangeEntry.Kind;
import org.incidentstats.platform.NotOnRecord;
import org.incidentstats.store.Door;

/**
 * The record of events, and of the register of groups that they name. Every change adds a version, and writes it together with the event's current item, the delta of
 * the change and the record's head: either all of it is on record or nothing. The write holds only if the head is still
 * the one that the writer read first, so what a writer checks before it writes is true when it has written.
 *
 * <p>Every read sees what was acknowledged before. Calls end with a {@link Door.Failure} if the database does not do
 * what is asked within some seconds.
 */
@Singleton
public final class EventStore {

    /**
     * Changes in one write: each writes a version, a current item and at most two marks of duplicates; with the head,
     * the delta, the beginning of an hour and the first answer they stay within {@link Door#MOST_WRITES}.
     */
    public static final int MOST_AT_ONCE = 24;

    /** The most bytes that are kept of an event, as JSON in UTF-8, with what the record adds to it. */
    public static final int LARGEST_EVENT = 350_000;

    /** How long a request can be repeated under its idempotency key. */
    public static final Duration REPEATABLE = Duration.ofDays(1);

    /** The bytes of events that are written at once: each stands twice, beside what else is written. */
    private static final int EVENTS_AT_ONCE = Door.LARGEST_WRITE * 2 / 5;

    private final Door door;
    private final Clock clock;
    private final ContributionFormat contributions;
    private final EventItems events;
    private final Deltas deltas;
    private final Moments moments;
    private final RecordWriter writer;
    private final Register register;

    public EventStore(Door door, Clock clock, ContributionFormat contributions) {
        this.door = door;
        this.clock = clock;
        this.contributions = contributions;
        this.events = new EventItems(door);
        this.deltas = new Deltas(door);
        this.moments = new Moments(door, deltas);
        this.writer = new RecordWriter(door, clock);
        this.register = new Register(door);
    }

    /** The same record, telling a meter what each of its reads costs. */
    public EventStore measuredBy(Door.Meter meter) {
        return new EventStore(door.measuredBy(meter), clock, contributions);
    }

    /**
     * Puts changes on record, all of them or none.
     *
     * @param changes at most {@value #MOST_AT_ONCE}, of different events
     * @return the versions that they made, in the same order
     * @throws AlreadyOnRecord if the id of a new event is taken
     * @throws NotOnRecord     if an event to be corrected or retracted is not there
     * @throws StaleVersion    if a change starts from a version that is not the newest
     * @throws HasDuplicates   if an event to be retracted is the original of others
     * @throws org.incidentstats.platform.InvalidRequest if an event is said to be a duplicate of one that does not
     *                         count, or is larger than {@value #LARGEST_EVENT} bytes, or all are too large together
     */
    public List<EventVersion> record(List<? extends Change> changes, String recordedBy) {
        return record(changes, recordedBy, Map.of());
    }

    /**
     * Puts changes on record that an import has asked for, all of them or none.
     *
     * @param imported of each event what its source says, by the event's id
     * @see #record(List, String)
     */
    public List<EventVersion> record(
            List<? extends Change> changes, String recordedBy, Map<String, Imported> imported) {
        if (changes.size() > MOST_AT_ONCE) {
            throw new IllegalArgumentException(
                    "%d changes; at most %d at once".formatted(changes.size(), MOST_AT_ONCE));
        }
        return writer.write(intent(changes, recordedBy, imported, Optional.empty()))
                .versions();
    }

    /**
     * Puts one change on record, and answers a repetition of the request with the first answer.
     *
     * @throws KeyReused if the key came with another request before
     */
    public Recorded record(Change change, String recordedBy, RequestKey key) {
        EventChanges.Result result = writer.write(intent(List.of(change), recordedBy, Map.of(), Optional.of(key)));
        return new Recorded(result.versions().get(0), result.remarks());
    }

    private EventChanges intent(
            List<? extends Change> changes,
            String recordedBy,
            Map<String, Imported> imported,
            Optional<RequestKey> requestKey) {
        return new EventChanges(door, contributions, clock, changes, recordedBy, imported, requestKey);
    }

    /**
     * How many of these changes, from the first one on, are to be put on record at once: as many as fit by number and by
     * size, and at least one. What else is written with them is small as a rule; where it is not, {@link #record} says so
     * and they fit one by one.
     */
    public int fitting(List<? extends Change> changes) {
        int bytes = 0;
        int most = Math.min(changes.size(), MOST_AT_ONCE);
        for (int fit = 0; fit < most; fit++) {
            bytes += EventChanges.size(changes.get(fit));
            if (fit > 0 && bytes > EVENTS_AT_ONCE) {
                return fit;
            }
        }
        return most;
    }

    /**
     * Puts a change of the register of groups on record.
     *
     * @throws StaleVersion if it starts from a version that is not the newest
     * @throws org.incidentstats.platform.InvalidRequest if the group would be merged into, or part of, itself
     */
    public GroupVersion recordGroup(GroupChange change, String recordedBy) {
        return writer.write(register.intent(change, recordedBy));
    }

    /** The current version of an entry of the register of groups. */
    public Optional<GroupVersion> group(String code) {
        return register.find(code);
    }

    /** One version of an entry of the register of groups. */
    public Optional<GroupVersion> group(String code, int version) {
        return register.find(code, version);
    }

    /** Every version of an entry of the register of groups, ascending; none if it is not in the register. */
    public List<GroupVersion> groupVersions(String code) {
        return register.versions(code);
    }

    /** The current version of an event, retracted or not. */
    public Optional<EventVersion> find(String id) {
        return events.find(id);
    }

    /** One version of an event. */
    public Optional<EventVersion> find(String id, int version) {
        return events.find(id, version).map(EventItem::version);
    }

    /** Every version of an event, ascending; none if the event is not on record. */
    public List<EventVersion> versions(String id) {
        return events.versions(id);
    }

    /** One version of one event. */
    public record VersionKey(String id, int version) {}

    /** The current versions of events, by id; an id that is not on record is absent. */
    public Map<String, EventVersion> current(Collection<String> ids) {
        Map<String, EventVersion> found = new HashMap<>();
        onRecord(ids).forEach((id, event) -> found.put(id, event.version()));
        return found;
    }

    /**
     * An event as it is on record now.
     *
     * @param version  its current version
     * @param imported what was last imported for it; empty if it was only ever entered by hand
     */
    public record OnRecord(EventVersion version, Optional<Imported> imported) {}

    /** Events as they are on record now, by id; an id that is not on record is absent. */
    public Map<String, OnRecord> onRecord(Collection<String> ids) {
        return events.onRecord(ids);
    }

    /** These versions, in this order; every one must be on record. */
    public List<EventVersion> findAll(List<VersionKey> versions) {
        return events.findAll(versions);
    }

    /** How far the record goes: one small item. */
    public RecordHead head() {
        return Head.read(door).state();
    }

    /**
     * The changes behind a position, in order and without a gap.
     *
     * @param after the position; 0 for the beginning
     * @param limit how many at the most, at least 1
     * @return perhaps fewer than there are, and none only if there are none
     */
    public List<ChangeEntry> entries(long after, int limit) {
        return deltas.entries(after, limit);
    }

    /**
     * The versions of events that were recorded behind a position, in the order of the record. Changes of the register of
     * groups, which have positions of their own, are passed over.
     *
     * @param after the position; 0 for the beginning
     * @param limit how many at the most, at least 1
     * @return perhaps fewer than there are, and none only if there are none
     */
    public List<EventVersion> changes(long after, int limit) {
        long passed = after;
        while (true) {
            List<ChangeEntry> some = entries(passed, limit);
            List<VersionKey> versions = some.stream()
                    .filter(entry -> entry.kind() == Kind.EVENT)
                    .map(entry -> new VersionKey(entry.id(), entry.version()))
                    .toList();
            if (some.isEmpty() || !versions.isEmpty()) {
                return findAll(versions);
            }
            passed = some.get(some.size() - 1).position();
        }
    }

    /**
     * Closes a moment: no change can be recorded any more as of it or an earlier one, whatever a writer's clock says or
     * how long ago it has read it. What the record was at the moment never changes from then on. That takes no write if a
     * later moment is closed already, or a change was recorded later.
     *
     * @param moment not after now: changes that follow are recorded after it
     * @return a head for which it is closed
     */
    public RecordHead close(Instant moment) {
        return writer.close(moment);
    }

    /** The position of the newest change recorded at a moment or before it, which is closed; 0 if there is none. */
    public long position(Instant moment) {
        return position(moment, close(moment));
    }

    /**
     * The position of the newest change recorded at a moment or before it; 0 if there is none.
     *
     * @param head one for which the moment is closed
     */
    public long position(Instant moment, RecordHead head) {
        return moments.position(moment, head);
    }
}
