package org.incidentstats.store;

import java.util.Optional;

/**
 * Items of one part whose keys lie between two ends.
 *
 * @param from       the first key, inclusive; none for the beginning
 * @param to         the end, exclusive; none for the end
 * @param descending whether the last comes first
 * @param after      the key behind which to begin, as {@link Page#next} told it
 */
public record Range(
        Table table, String part, Optional<String> from, Optional<String> to, boolean descending, Optional<String> after) {

    /** A whole part. */
    public static Range of(Table table, String part) {
        return new Range(table, part, Optional.empty(), Optional.empty(), false, Optional.empty());
    }

    /** The keys of a part that begin with a prefix. */
    public static Range startingWith(Table table, String part, String prefix) {
        return new Range(table, part, Optional.of(prefix), Optional.of(prefix + '\uffff'), false, Optional.empty());
    }

    public Range from(String first) {
        return new Range(table, part, Optional.of(first), to, descending, after);
    }

    public Range to(String end) {
        return new Range(table, part, from, Optional.of(end), descending, after);
    }

    public Range backwards() {
        return new Range(table, part, from, to, true, after);
    }

    public Range after(String key) {
        return new Range(table, part, from, to, descending, Optional.of(key));
    }
}
