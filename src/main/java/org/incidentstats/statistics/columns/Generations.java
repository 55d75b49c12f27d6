package org.incidentstats.statistics.columns;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.incidentstats.statistics.columns.Manifests.Abandoned;
import org.incidentstats.store.Condition;
import org.incidentstats.store.Door;
import org.incidentstats.store.Item;
import org.incidentstats.store.Json;
import org.incidentstats.store.NewerFormat;
import org.incidentstats.store.Place;
import org.incidentstats.store.Range;
import org.incidentstats.store.Table;
import org.incidentstats.store.Write;
import org.jboss.logging.Logger;

/**
 * The generations of columns in the store. Whoever compacts for one says once a day that it is in use; one of which
 * nobody has said so for {@value #UNUSED_DAYS} days is deleted by those who use another. If it is asked or compacted
 * nevertheless, its columns are made anew: nothing that is answered depends on them.
 */
final class Generations {

    static final int UNUSED_DAYS = 30;

    private static final Logger LOG = Logger.getLogger(Generations.class);
    private static final Duration UNUSED = Duration.ofDays(UNUSED_DAYS);
    private static final Duration OFTEN = Duration.ofDays(1);
    private static final int FORMAT = 1;
    private static final String END = "#";
    private static final String USED = END + "used";

    private final Door door;
    private final Clock clock;
    private final Generation own;
    private volatile Instant nextLook = Instant.MIN;

    Generations(Door door, Clock clock, Generation own) {
        this.door = door;
        this.clock = clock;
        this.own = own;
    }

    /** When a generation was last said to be in use, or first found without that being said. */
    private record Mark(Instant at) {}

    /** Says that the own generation is in use, where nobody has for a day, and then deletes those that are not. */
    void use() {
        Instant now = clock.instant();
        if (now.isBefore(nextLook)) {
            return;
        }
        Optional<Item> mark = door.get(mark(own));
        if (mark.isEmpty() || !now.isBefore(at(mark.get()).plus(OFTEN))) {
            door.write(List.of(put(own, now, Condition.ANY)));
            others().forEach(other -> look(other, now));
        }
        nextLook = now.plus(OFTEN);
    }

    private Set<Generation> others() {
        return door.all(Range.of(Table.STATISTICS, Manifests.PART))
                .map(item -> item.place().key())
                .map(key -> new Generation(key.substring(0, key.indexOf(END))))
                .filter(generation -> !generation.equals(own))
                .collect(Collectors.toSet());
    }

    private void look(Generation other, Instant now) {
        try {
            Optional<Item> mark = door.get(mark(other));
            if (mark.isEmpty()) {
                door.write(List.of(put(other, now, Condition.ABSENT)));
            } else if (now.isAfter(at(mark.get()).plus(UNUSED))) {
                delete(other, mark.get());
            }
        } catch (Door.Conflict | NewerFormat e) {
            LOG.infof("The columns of generation %s stay: %s", other.key(), e.getMessage());
        }
    }

    private void delete(Generation unused, Item mark) {
        Manifests manifests = new Manifests(door, unused);
        Abandoned abandoned = manifests.abandon(new Write.Delete(mark.place(), Condition.revision(mark.revision())));
        Set<String> names = new TreeSet<>(abandoned.names());
        new SegmentStore(door).delete(names);
        door.write(List.of(new Write.Delete(RecordComparison.place(unused), Condition.ANY)));
        manifests.delete(abandoned);
        LOG.infof(
                "Deleted the columns of generation %s, which nobody has used since %s: up to %d segments",
                unused.key(), at(mark), names.size());
    }

    private static Place mark(Generation generation) {
        return new Place(Table.STATISTICS, Manifests.PART, generation.key() + USED);
    }

    private static Write put(Generation generation, Instant at, Condition condition) {
        return new Write.Put(
                new Item(mark(generation), Math.max(1, at.getEpochSecond()), Json.write(FORMAT, new Mark(at))),
                condition);
    }

    private static Instant at(Item mark) {
        return Json.read(mark.body(), FORMAT, Mark.class).at();
    }
}
