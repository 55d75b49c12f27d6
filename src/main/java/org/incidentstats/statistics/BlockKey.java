package org.incidentstats.statistics;

import java.util.Comparator;

/** Where a block stands: its cuboid, and its place within. */
record BlockKey(Layout layout, String sort) implements Comparable<BlockKey> {

    private static final Comparator<BlockKey> ORDER =
            Comparator.comparing(BlockKey::layout).thenComparing(BlockKey::sort);

    @Override
    public int compareTo(BlockKey other) {
        return ORDER.compare(this, other);
    }

    /** The two in one text: {@code CY TJK|2022}. */
    @Override
    public String toString() {
        return layout + " " + sort;
    }

    static BlockKey parse(String text) {
        int space = text.indexOf(' ');
        return new BlockKey(Layout.valueOf(text.substring(0, space)), text.substring(space + 1));
    }
}
