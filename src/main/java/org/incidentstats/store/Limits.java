package org.incidentstats.store;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What every engine refuses, before it is asked: the limits are the same on all of them. */
public final class Limits {

    private static final int BYTES_OF_A_UNIT = 4_096;

    private Limits() {}

    /**
     * @throws IllegalArgumentException if these writes cannot be done together
     */
    public static void check(List<Write> writes) {
        if (writes.size() > Door.MOST_WRITES) {
            throw new IllegalArgumentException(
                    "%,d writes together, and at most %,d can be".formatted(writes.size(), Door.MOST_WRITES));
        }
        Set<Place> places = new HashSet<>();
        long bytes = 0;
        for (Write write : writes) {
            if (!places.add(write.place())) {
                throw new IllegalArgumentException("Two writes at %s".formatted(write.place()));
            }
            bytes += check(write);
        }
        if (bytes > Door.LARGEST_WRITE) {
            throw new IllegalArgumentException(
                    "%,d bytes together, and at most %,d can be written".formatted(bytes, Door.LARGEST_WRITE));
        }
    }

    private static int check(Write write) {
        int bytes = write instanceof Write.Put put ? bytes(put.item()) : bytes(write.place());
        if (bytes > Door.LARGEST_ITEM) {
            throw new IllegalArgumentException(
                    "%,d bytes at %s, and an item has at most %,d".formatted(bytes, write.place(), Door.LARGEST_ITEM));
        }
        return bytes;
    }

    /**
     * @throws IllegalArgumentException if a page cannot hold as many items
     */
    public static void check(int limit) {
        if (limit < 1 || limit > Door.LARGEST_PAGE) {
            throw new IllegalArgumentException(
                    "A page of %,d items, and it has 1 to %,d".formatted(limit, Door.LARGEST_PAGE));
        }
    }

    /** What an item takes, in bytes. */
    public static int bytes(Item item) {
        return bytes(item.place()) + item.body().length;
    }

    private static int bytes(Place place) {
        return utf8(place.part()) + utf8(place.key()) + Door.OVERHEAD;
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** What it costs to read as many bytes at once: one unit at the least. */
    public static double units(long bytes) {
        return Math.max(1, (bytes + BYTES_OF_A_UNIT - 1) / BYTES_OF_A_UNIT);
    }
}
