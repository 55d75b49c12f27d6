package org.incidentstats.event.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.incidentstats.store.Door;
import org.incidentstats.store.Item;
import org.incidentstats.store.Page;
import org.incidentstats.store.Patience;
import org.incidentstats.store.Range;
import org.incidentstats.store.Table;

/** The log of the record: the deltas of all writes, in order. */
final class Deltas {

    private final Door door;

    Deltas(Door door) {
        this.door = door;
    }

    /**
     * The changes behind a position, in order and without a gap.
     *
     * @param limit how many at the most, at least 1. They end with the end of a write, unless its changes alone are more
     * @return fewer than there are, perhaps; none only if there are none
     */
    List<ChangeEntry> entries(long after, int limit) {
        Patience patience = new Patience(Patience.OF_A_REQUEST);
        while (true) {
            Run run = from(after + 1, limit);
            if (run.deltas().isEmpty() && after > 0) {
                Optional<Delta> around = holding(after + 1).filter(delta -> delta.last() > after);
                if (around.isPresent()) {
                    run = new Run(List.of(around.get()), false);
                }
            }
            if (!run.deltas().isEmpty() || !run.gap()) {
                return cut(run.deltas(), after, limit);
            }
            // Another writer was done with the one and then the next while they were read, and only the next was seen
            patience.after(new Door.Busy("The change after position %d was not seen yet".formatted(after)));
        }
    }

    /**
     * @param deltas each begins where the one before ends
     * @param gap    whether behind them another one was seen that does not
     */
    private record Run(List<Delta> deltas, boolean gap) {}

    private Run from(long position, int limit) {
        List<Delta> found = new ArrayList<>();
        long next = position;
        Range range = Range.of(Table.EVENTS, Delta.PART).from(Delta.key(position));
        // A write of many changes is one item. Where writes were of single changes, the pages grow
        int ask = limit / EventStore.MOST_AT_ONCE + 1;
        while (true) {
            Page page = door.range(range, Math.min(ask, Door.LARGEST_PAGE));
            for (Item item : page.items()) {
                Delta delta = Delta.of(item);
                if (delta.first() != next) {
                    return new Run(found, true);
                }
                found.add(delta);
                next = delta.last() + 1;
                if (next - position >= limit) {
                    return new Run(found, false);
                }
            }
            if (page.next().isEmpty()) {
                return new Run(found, false);
            }
            range = range.after(page.next().get());
            ask = 2 * Math.min(ask, Door.LARGEST_PAGE);
        }
    }

    private static List<ChangeEntry> cut(List<Delta> deltas, long after, int limit) {
        List<ChangeEntry> entries = new ArrayList<>();
        for (Delta delta : deltas) {
            if (!entries.isEmpty() && entries.size() + delta.entries().size() > limit) {
                break;
            }
            delta.entries().stream().filter(entry -> entry.position() > after).forEach(entries::add);
        }
        return entries.size() > limit ? List.copyOf(entries.subList(0, limit)) : entries;
    }

    /** The newest delta that begins at a position or before it, and ends wherever it does. */
    Optional<Delta> holding(long position) {
        Range backwards =
                Range.of(Table.EVENTS, Delta.PART).to(Delta.key(position + 1)).backwards();
        return first(door, backwards).map(Delta::of);
    }

    static Optional<Item> first(Door door, Range range) {
        Range rest = range;
        while (true) {
            Page page = door.range(rest, 1);
            if (!page.items().isEmpty() || page.next().isEmpty()) {
                return page.items().stream().findFirst();
            }
            rest = rest.after(page.next().get());
        }
    }
}
