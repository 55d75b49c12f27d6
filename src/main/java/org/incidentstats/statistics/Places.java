package org.incidentstats.statistics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A set of places in the record, as the ranges that it is made of: {@code 1-120,122-130}.
 *
 * @param ranges ascending, with at least one place missing between each two
 */
record Places(List<Range> ranges) {

    static final Places NONE = new Places(List.of());

    /** From one place to another, inclusive. */
    record Range(long first, long last) {

        @Override
        public String toString() {
            return first + "-" + last;
        }
    }

    /** The first places of the record. */
    static Places upTo(long last) {
        return last == 0 ? NONE : new Places(List.of(new Range(1, last)));
    }

    static Places parse(String text) {
        return new Places(Stream.of(text.split(","))
                .filter(range -> !range.isEmpty())
                .map(range -> range.split("-"))
                .map(ends -> new Range(Long.parseLong(ends[0]), Long.parseLong(ends[1])))
                .toList());
    }

    /** These places and some others. */
    Places with(Collection<Long> others) {
        List<Range> all = new ArrayList<>(ranges);
        others.forEach(place -> all.add(new Range(place, place)));
        all.sort(Comparator.comparingLong(Range::first));
        List<Range> joined = new ArrayList<>();
        for (Range range : all) {
            Range before = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (before != null && range.first() <= before.last() + 1) {
                joined.set(joined.size() - 1, new Range(before.first(), Math.max(before.last(), range.last())));
            } else {
                joined.add(range);
            }
        }
        return new Places(List.copyOf(joined));
    }

    boolean contains(long place) {
        return ranges.stream().anyMatch(range -> range.first() <= place && place <= range.last());
    }

    /** Whether all of some places are among these. */
    boolean containsAll(Places others) {
        return others.ranges.stream().allMatch(other -> ranges.stream()
                .anyMatch(range -> range.first() <= other.first() && other.last() <= range.last()));
    }

    /** The last place before the first that is missing; 0 where the first of all is. */
    long complete() {
        return ranges.isEmpty() || ranges.get(0).first() > 1 ? 0 : ranges.get(0).last();
    }

    /** The last place of all; 0 where there is none. */
    long last() {
        return ranges.isEmpty() ? 0 : ranges.get(ranges.size() - 1).last();
    }

    /** How many of the first places of the record are missing. */
    long missing(long upTo) {
        return upTo
                - ranges.stream()
                        .mapToLong(range -> Math.min(range.last(), upTo) - range.first() + 1)
                        .filter(places -> places > 0)
                        .sum();
    }

    @Override
    public String toString() {
        return ranges.stream().map(Range::toString).collect(Collectors.joining(","));
    }
}
