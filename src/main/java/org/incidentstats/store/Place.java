package org.incidentstats.store;

import java.nio.charset.StandardCharsets;

/**
 * Where an item stands: items of one part stand together, ordered by the bytes of their keys in UTF-8.
 *
 * @param part not empty, without NUL
 * @param key  not empty, without NUL; part and key together take at most {@value #LONGEST} bytes of UTF-8
 */
public record Place(Table table, String part, String key) {

    /** The most bytes of part and key together: what the strictest of the engines takes. */
    public static final int LONGEST = 2_500;

    /** The most bytes of a key: DynamoDB's limit of a sort key. */
    public static final int LONGEST_KEY = 1_024;

    /** The most bytes of a part: DynamoDB's limit of a partition key. */
    public static final int LONGEST_PART = 2_048;

    /**
     * @throws IllegalArgumentException if no engine could hold it. Where a part or key comes from outside, ask
     *                                  {@link #isPossible} first
     */
    public Place {
        if (!isPossible(part, key)) {
            throw new IllegalArgumentException("No item can stand at a part of %d and a key of %d characters"
                    .formatted(part.length(), key.length()));
        }
    }

    /** Whether an item can stand there: what cannot be held is on no record. */
    public static boolean isPossible(String part, String key) {
        int ofPart = bytes(part);
        int ofKey = bytes(key);
        return ofPart > 0
                && ofKey > 0
                && ofPart <= LONGEST_PART
                && ofKey <= LONGEST_KEY
                && ofPart + ofKey <= LONGEST
                && part.indexOf(0) < 0
                && key.indexOf(0) < 0
                && StandardCharsets.UTF_8.newEncoder().canEncode(part)
                && StandardCharsets.UTF_8.newEncoder().canEncode(key);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
