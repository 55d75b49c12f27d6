package org.incidentstats.event.store;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

import org.incidentstats.event.Event;
import org.incidentstats.event.EventVersion;
import org.incidentstats.event.Status;
import org.incidentstats.store.Item;
import org.incidentstats.store.Json;
import org.incidentstats.store.Place;
import org.incidentstats.store.Table;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What is kept of one version of an event. It stands twice: under its number, once and for ever, and as the event's
 * current state, so that it can be read without knowing which that is.
 *
 * @param version  the event's state
 * @param imported what was last imported for the event; only its current item tells
 * @param write    which call wrote it, by which a writer whose answer was lost knows its own
 */
record EventItem(EventVersion version, Optional<Imported> imported, String write) {

    /** How the key of every version begins. */
    static final String VERSIONS = "v";

    static final String CURRENT = "current";
    private static final int FORMAT = 1;

    /** What stands beside an event is hardly more. */
    private static final int BESIDE_THE_EVENT = 1_000;

    /** As it is stored. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private record Content(
            String id,
            int version,
            Status status,
            Instant recordedAt,
            String recordedBy,
            Optional<String> reason,
            long position,
            Event event,
            Optional<Imported> imported,
            String write) {}

    static Place current(String id) {
        return new Place(Table.EVENTS, id, CURRENT);
    }

    static Place version(String id, int version) {
        return new Place(Table.EVENTS, id, key(version));
    }

    static String key(int version) {
        return VERSIONS + String.format(Locale.ROOT, "%010d", version);
    }

    /** The event's current state; its revision is the version. */
    Item current() {
        return new Item(current(version.id()), version.version(), body(imported));
    }

    /** The version under its number. */
    Item numbered() {
        return new Item(version(version.id(), version.version()), 1, body(Optional.empty()));
    }

    private byte[] body(Optional<Imported> source) {
        return Json.write(
                FORMAT,
                new Content(
                        version.id(),
                        version.version(),
                        version.status(),
                        version.recordedAt(),
                        version.recordedBy(),
                        version.reason(),
                        version.sequence(),
                        version.event(),
                        source,
                        write));
    }

    /** About how many bytes a version with this content takes. */
    static int size(Event event) {
        return Json.write(FORMAT, event).length + BESIDE_THE_EVENT;
    }

    static EventItem of(Item item) {
        Content content = Json.read(item.body(), FORMAT, Content.class);
        return new EventItem(
                new EventVersion(
                        content.id(),
                        content.version(),
                        content.status(),
                        content.recordedAt(),
                        content.recordedBy(),
                        content.reason(),
                        content.position(),
                        content.event()),
                content.imported(),
                content.write());
    }
}
