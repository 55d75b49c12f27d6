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
        Table table,
        String part,
        Optional<String> from,
        Optional<String> to,
        boolean descending,
        Optional<String> after) {

    /**
     * @throws IllegalArgumentException if no item could stand in the part, or at an end
     */
    public Range {
        requirePossible(table, part, "-");
        from = from.filter(key -> !key.isEmpty());
        from.ifPresent(key -> requirePossible(table, "-", key));
        to.ifPresent(key -> requirePossible(table, "-", key));
        after.ifPresent(key -> requirePossible(table, "-", key));
    }

    private static void requirePossible(Table table, String part, String key) {
        if (!Place.isPossible(part, key)) {
            throw new IllegalArgumentException("No range of %s has a part or an end of %d characters"
                    .formatted(table, Math.max(part.length(), key.length())));
        }
    }

    /** A whole part. */
    public static Range of(Table table, String part) {
        return new Range(table, part, Optional.empty(), Optional.empty(), false, Optional.empty());
    }

    /** The keys of a part that begin with a prefix. */
    public static Range startingWith(Table table, String part, String prefix) {
        return new Range(table, part, Optional.of(prefix), behind(prefix), false, Optional.empty());
    }

    /** The first text, by the order of code points, that comes behind all that begin with a prefix. */
    private static Optional<String> behind(String prefix) {
        if (prefix.isEmpty()) {
            return Optional.empty();
        }
        int last = prefix.codePointBefore(prefix.length());
        String before = prefix.substring(0, prefix.length() - Character.charCount(last));
        if (last == Character.MAX_CODE_POINT) {
            return behind(before);
        }
        int next = last + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : last + 1;
        return Optional.of(before + Character.toString(next));
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
