package org.incidentstats.statistics;

/** A contiguous part of a cuboid: the blocks from one key to another, both inclusive. */
record Slice(Layout layout, String from, String to) {

    /** Before everything. */
    static final String START = " ";

    /** Behind everything that begins alike. */
    static final String END = "\uffff";

    boolean contains(BlockKey key) {
        return key.layout() == layout
                && from.compareTo(key.sort()) <= 0
                && key.sort().compareTo(to) <= 0;
    }
}
