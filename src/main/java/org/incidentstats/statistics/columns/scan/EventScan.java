package org.incidentstats.statistics.columns.scan;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.incidentstats.statistics.EventList;
import org.incidentstats.statistics.EventPage;
import org.incidentstats.statistics.EventPage.Listed;
import org.incidentstats.statistics.columns.encoding.DateColumn;
import org.incidentstats.statistics.columns.encoding.DateOrder;
import org.incidentstats.statistics.columns.segment.Dictionaries;
import org.incidentstats.statistics.columns.segment.ReferenceSource;
import org.incidentstats.statistics.columns.segment.References;
import org.incidentstats.statistics.columns.segment.Section;
import org.incidentstats.statistics.columns.segment.Segment;
import org.incidentstats.time.EventDate;
import org.incidentstats.vocabulary.GroupRegister;

/**
 * Finds a page of events, in two passes: the first counts the events of each date and so finds the dates of the page, the
 * second takes the events of these dates. Only they are sorted, and only their references are needed.
 */
final class EventScan {

    private final EventList list;
    private final Choice choice;
    private final Dictionaries dictionaries;
    private final ReferenceSource references;
    private final DateOrder order;
    private final int certainty;
    private long looked;

    EventScan(
            EventList list,
            long position,
            GroupRegister register,
            Dictionaries dictionaries,
            ReferenceSource references) {
        this.list = list;
        this.choice = new Choice(list.selection(), position, register, dictionaries);
        this.dictionaries = dictionaries;
        this.references = references;
        this.order = dictionaries.dates().order();
        this.certainty = switch (list.within()) {
            case CERTAIN -> SegmentChoice.CERTAIN;
            case POSSIBLE -> SegmentChoice.POSSIBLE;
            case EITHER -> SegmentChoice.CERTAIN | SegmentChoice.POSSIBLE;
        };
    }

    /** How many rows were looked at. */
    long looked() {
        return looked;
    }

    EventPage page(List<Segment> segments) {
        List<SegmentChoice> choices = segments.stream().map(choice::of).toList();
        long[] counts = new long[order.keys().length];
        long total = 0;
        for (int i = 0; i < choices.size(); i++) {
            count(segments.get(i), choices.get(i), counts);
        }
        for (long count : counts) {
            total += count;
        }
        BitSet dates = dates(counts);
        Map<Listed, Integer> found = new HashMap<>();
        for (int i = 0; i < choices.size() && !dates.isEmpty(); i++) {
            find(segments.get(i), choices.get(i).only(dates, order.ranks()), found);
        }
        List<Listed> inOrder = found.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(Map.Entry::getKey)
                .filter(this::isBehindCursor)
                .sorted(Listed.NEWEST_FIRST)
                .limit(list.limit() + 1L)
                .toList();
        int shown = Math.min(list.limit(), inOrder.size());
        return new EventPage(total, List.copyOf(inOrder.subList(0, shown)), shown < inOrder.size());
    }

    private boolean isBehindCursor(Listed listed) {
        return list.after()
                .map(after -> after.isBefore(listed.date(), listed.key().id()))
                .orElse(true);
    }

    /** Adds the rows of a segment to the counts, which are by rank of the date. */
    private void count(Segment segment, SegmentChoice chosen, long[] counts) {
        DateColumn dates = segment.dates();
        for (Section section : segment.sections()) {
            int sign = section.kind().sign();
            if (!chosen.concerns(section)) {
                continue;
            }
            if (chosen.isWhole(section)) {
                for (int date = 0; date < dates.size(); date++) {
                    if ((chosen.certainty(date) & certainty) != 0) {
                        counts[order.ranks()[dates.dates()[date]]] +=
                                (long) sign * (section.starts()[date + 1] - section.starts()[date]);
                    }
                }
            } else {
                int[] ofDates = new int[dates.size()];
                looked += chosen.choose(section, certainty, (rows, count) -> {
                    for (int i = 0; i < count; i++) {
                        ofDates[dates.codes().get(rows[i])]++;
                    }
                });
                for (int date = 0; date < ofDates.length; date++) {
                    counts[order.ranks()[dates.dates()[date]]] += (long) sign * ofDates[date];
                }
            }
        }
    }

    /** The ranks of dates that the page is made of, and one event more. */
    private BitSet dates(long[] counts) {
        BitSet dates = new BitSet();
        int newest = counts.length - 1;
        if (list.after().isPresent()) {
            long key = key(list.after().get().date());
            newest = order.floor(key);
            // Of the cursor's own date some events may be behind it, and nobody knows how many
            if (newest >= 0 && order.keys()[newest] == key && counts[newest] > 0) {
                dates.set(newest--);
            }
        }
        long events = 0;
        for (int rank = newest; rank >= 0 && events <= list.limit(); rank--) {
            if (counts[rank] > 0) {
                dates.set(rank);
                events += counts[rank];
            }
        }
        return dates;
    }

    private static long key(EventDate date) {
        return DateOrder.key(
                (int) date.firstDay().toEpochDay(), (int) date.lastDay().toEpochDay());
    }

    private void find(Segment segment, SegmentChoice chosen, Map<Listed, Integer> found) {
        for (Section section : segment.sections()) {
            if (chosen.concerns(section)) {
                looked += chosen.choose(section, certainty, (rows, count) -> {
                    References those = segment.references().orElseGet(() -> references.of(segment));
                    for (int i = 0; i < count; i++) {
                        int date =
                                segment.dates().dates()[segment.dates().codes().get(rows[i])];
                        found.merge(
                                new Listed(
                                        those.key(rows[i]), dictionaries.dates().date(date)),
                                section.kind().sign(),
                                Integer::sum);
                    }
                });
            }
        }
    }
}
