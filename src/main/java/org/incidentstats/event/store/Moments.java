package org.incidentstats.event.store;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import org.incidentstats.store.Condition;
import org.incidentstats.store.Door;
import org.incidentstats.store.Item;
import org.incidentstats.store.Json;
import org.incidentstats.store.Place;
import org.incidentstats.store.Range;
import org.incidentstats.store.Table;
import org.incidentstats.store.Write;

/**
 * The way from a moment to a position: of each hour in which something was recorded an item with the position of the
 * first change, written together with that change. Within the hour the deltas are searched.
 */
final class Moments {

    /** No event can have this id. */
    private static final String PART = "#hours";

    private static final int FORMAT = 1;
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH").withZone(ZoneOffset.UTC);

    private final Door door;
    private final Deltas deltas;

    Moments(Door door, Deltas deltas) {
        this.door = door;
        this.deltas = deltas;
    }

    /** The first change in an hour. */
    private record First(long position) {}

    /** What is to be written with a change that is the first in its hour. */
    static Optional<Write> beginning(RecordHead before, RecordHead after) {
        return before.position() > 0 && hour(before.recordedAt()).equals(hour(after.recordedAt()))
                ? Optional.empty()
                : Optional.of(new Write.Put(
                        new Item(
                                new Place(Table.EVENTS, PART, hour(after.recordedAt())),
                                1,
                                Json.write(FORMAT, new First(before.position() + 1))),
                        Condition.ABSENT));
    }

    /**
     * The position of the newest change that was recorded at a moment or before it; 0 if there is none.
     *
     * @param head one for which the moment is closed
     */
    long position(Instant moment, RecordHead head) {
        if (!head.isClosed(moment)) {
            throw new IllegalArgumentException("%s is not closed at %s".formatted(moment, head));
        }
        if (!head.recordedAt().isAfter(moment)) {
            return head.position();
        }
        if (moment.isBefore(Instant.EPOCH)) {
            return 0;
        }
        Range hours = Range.of(Table.EVENTS, PART);
        String next = hour(moment.plus(1, ChronoUnit.HOURS));
        long end = Deltas.first(door, hours.from(next)).map(Moments::before).orElse(head.position());
        Optional<Item> begun = Deltas.first(door, hours.to(next).backwards());
        if (begun.isEmpty()) {
            return 0;
        }
        return begun.get().place().key().equals(hour(moment)) ? search(before(begun.get()), end, moment) : end;
    }

    /**
     * @param low  a position that is not later than the moment, or 0
     * @param high behind which every change is later
     */
    private long search(long low, long high, Instant moment) {
        while (low < high) {
            Delta middle = deltas.holding(low + (high - low + 1) / 2).orElseThrow();
            if (middle.recordedAt().isAfter(moment)) {
                high = middle.first() - 1;
            } else {
                low = middle.last();
            }
        }
        return low;
    }

    private static long before(Item first) {
        return Json.read(first.body(), FORMAT, First.class).position() - 1;
    }

    private static String hour(Instant moment) {
        return HOUR.format(moment);
    }
}
