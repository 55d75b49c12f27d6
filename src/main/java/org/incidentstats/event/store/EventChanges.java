package org.incidentstats.event.store;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.incidentstats.event.Event;
import org.incidentstats.event.EventReader;
import org.incidentstats.event.EventVersion;
import org.incidentstats.event.Status;
import org.incidentstats.event.store.Change.Correction;
import org.incidentstats.event.store.Change.Creation;
import org.incidentstats.event.store.Change.Retraction;
import org.incidentstats.event.store.ChangeEntry.Kind;
import org.incidentstats.event.store.RecordWriter.Decision;
import org.incidentstats.event.store.RecordWriter.Turn;
import org.incidentstats.platform.Fault;
import org.incidentstats.platform.InvalidRequest;
import org.incidentstats.platform.NotOnRecord;
import org.incidentstats.store.Condition;
import org.incidentstats.store.Door;
import org.incidentstats.store.Item;
import org.incidentstats.store.Write;
import org.jspecify.annotations.Nullable;

/** Changes of events that somebody wants to put on record, all of them or none. */
final class EventChanges implements RecordWriter.Intent<EventChanges.Result> {

    private static final int LONGEST_CHAIN = 100;

    private final Door door;
    private final EventItems events;
    private final ContributionFormat contributions;
    private final Clock clock;
    private final List<? extends Change> changes;
    private final String recordedBy;
    private final Map<String, Imported> imported;
    private final Optional<RequestKey> requestKey;
    private final String write = UUID.randomUUID().toString();

    /**
     * @param imported   of each event that an import asks to change what its source says, by the event's id
     * @param requestKey by which a repetition is known, of a single change
     */
    EventChanges(
            Door door,
            ContributionFormat contributions,
            Clock clock,
            List<? extends Change> changes,
            String recordedBy,
            Map<String, Imported> imported,
            Optional<RequestKey> requestKey) {
        this.door = door;
        this.events = new EventItems(door);
        this.contributions = contributions;
        this.clock = clock;
        this.changes = List.copyOf(changes);
        this.recordedBy = recordedBy;
        this.imported = imported;
        this.requestKey = requestKey;
    }

    /** What is on record then, and what was answered beside it. */
    record Result(List<EventVersion> versions, String remarks) {}

    @Override
    public Decision<Result> decide(Turn turn) {
        try {
            return decided(turn);
        } catch (AlreadyOnRecord | StaleVersion e) {
            // The same request may have come twice at once, and the other one was faster
            Optional<Item> answered = requestKey.flatMap(key -> door.get(FirstAnswer.place(key)));
            return Decision.nothing(firstAnswer(answered).orElseThrow(() -> e));
        }
    }

    private Decision<Result> decided(Turn turn) {
        Optional<Item> answered = requestKey.flatMap(key -> door.get(FirstAnswer.place(key)));
        Optional<Result> first = firstAnswer(answered);
        if (first.isPresent()) {
            return Decision.nothing(first.get());
        }
        Map<String, EventVersion> before = new HashMap<>();
        Map<String, Imported> sources = new HashMap<>();
        // The write holds only if the events to be new are; so they are only asked for to tell why it did not hold
        events.onRecord(changes.stream()
                        .filter(change -> turn.attempt() > 1 || !(change instanceof Creation))
                        .map(Change::id)
                        .toList())
                .forEach((id, event) -> {
                    before.put(id, event.version());
                    event.imported().ifPresent(source -> sources.put(id, source));
                });
        sources.putAll(imported);
        Map<String, EventVersion> after = new LinkedHashMap<>();
        for (Change change : changes) {
            EventVersion version = version(change, before.get(change.id()), turn, after.size());
            if (after.put(change.id(), version) != null) {
                throw new IllegalArgumentException("Two changes of the event " + change.id());
            }
        }
        List<DuplicateMark> marks =
                new DuplicateRules(before, after, events::find, events::duplicatesOf, LONGEST_CHAIN).check();
        List<EventVersion> versions = List.copyOf(after.values());
        List<Write> writes = new ArrayList<>();
        versions.forEach(version -> put(version, Optional.ofNullable(sources.get(version.id())), writes));
        marks.forEach(mark -> writes.add(mark.write()));
        requestKey.ifPresent(key -> writes.add(answer(key, versions.get(0), answered)));
        return new Decision<>(
                new Result(versions, remarks()),
                versions.stream()
                        .map(version -> entry(before.get(version.id()), version))
                        .toList(),
                writes);
    }

    private EventVersion version(Change change, @Nullable EventVersion before, Turn turn, int earlier) {
        if (change instanceof Creation) {
            if (before != null) {
                throw new AlreadyOnRecord(change.id());
            }
            if (!EventReader.isId(change.id())) {
                throw new InvalidRequest(Fault.inBody(
                        "/id", Optional.of(change.id()), "an event's id is " + EventReader.ID_FORM, List.of()));
            }
        } else if (before == null) {
            throw new NotOnRecord("No event '%s' is on record.".formatted(change.id()));
        } else if (before.version() != change.before()) {
            throw new StaleVersion(change.id(), change.before(), before.version());
        }
        Event content = change instanceof Creation creation
                ? creation.event()
                : change instanceof Correction correction
                        ? correction.event()
                        : Objects.requireNonNull(before).event();
        Optional<String> reason = change instanceof Retraction retraction
                ? Optional.of(retraction.reason())
                : change instanceof Correction correction ? correction.reason() : Optional.empty();
        return new EventVersion(
                change.id(),
                change.before() + 1,
                change instanceof Retraction ? Status.RETRACTED : Status.ACTIVE,
                turn.recordedAt(),
                recordedBy,
                reason,
                turn.position() + earlier,
                content);
    }

    private void put(EventVersion version, Optional<Imported> source, List<Write> writes) {
        EventItem event = new EventItem(version, source, write);
        Item numbered = event.numbered();
        // A retraction has the content of before, whose size was looked at
        if (version.status() == Status.ACTIVE && numbered.body().length > EventStore.LARGEST_EVENT) {
            throw new InvalidRequest(Fault.inBody(
                    "",
                    Optional.empty(),
                    "the event '%s' takes %,d bytes; at most %,d can be kept of one: shorten its texts or lists"
                            .formatted(version.id(), numbered.body().length, EventStore.LARGEST_EVENT),
                    List.of()));
        }
        writes.add(new Write.Put(
                event.current(),
                version.version() == 1 ? Condition.ABSENT : Condition.revision(version.version() - 1L)));
        writes.add(new Write.Put(numbered, Condition.ABSENT));
    }

    private ChangeEntry entry(@Nullable EventVersion before, EventVersion version) {
        return new ChangeEntry(
                version.sequence(),
                version.recordedAt(),
                Kind.EVENT,
                version.id(),
                version.version(),
                contribution(before),
                contribution(version));
    }

    private Optional<byte[]> contribution(@Nullable EventVersion version) {
        return Optional.ofNullable(version).filter(EventVersion::counts).map(contributions::write);
    }

    /** About how many bytes a change takes, without what it takes twice. */
    static int size(Change change) {
        if (change instanceof Creation creation) {
            return EventItem.size(creation.event());
        }
        // What is retracted is not known here
        return change instanceof Correction correction ? EventItem.size(correction.event()) : EventStore.LARGEST_EVENT;
    }

    private Write answer(RequestKey key, EventVersion version, Optional<Item> there) {
        return new FirstAnswer(key.content(), version.id(), version.version(), key.remarks())
                .write(key, there, clock.instant().plus(EventStore.REPEATABLE));
    }

    /** What was answered to the same request before, if it was made before. */
    private Optional<Result> firstAnswer(Optional<Item> answered) {
        return FirstAnswer.of(answered, clock.instant()).map(this::repeated);
    }

    private Result repeated(FirstAnswer answer) {
        RequestKey key = requestKey.orElseThrow();
        if (!answer.content().equals(key.content())) {
            throw new KeyReused(key.key());
        }
        EventVersion version =
                events.find(answer.event(), answer.version()).orElseThrow().version();
        return new Result(List.of(version), answer.remarks());
    }

    @Override
    public Optional<Result> done() {
        List<EventVersion> versions = new ArrayList<>();
        for (Change change : changes) {
            Optional<EventItem> item = events.find(change.id(), change.before() + 1);
            if (item.isEmpty() || !item.get().write().equals(write)) {
                return Optional.empty();
            }
            versions.add(item.get().version());
        }
        return Optional.of(new Result(versions, remarks()));
    }

    private String remarks() {
        return requestKey.map(RequestKey::remarks).orElse("");
    }
}
