package org.incidentstats.statistics;

import java.util.SortedMap;
import java.util.TreeMap;

/** Blocks in memory: a whole cube, or the difference that some changes make. */
final class Cube {

    private final SortedMap<BlockKey, SortedMap<String, CellSums>> blocks = new TreeMap<>();

    /** Takes in an event. */
    void add(Fact fact) {
        for (Layout layout : Layout.values()) {
            add(fact, layout);
        }
    }

    /** Takes an event into one cuboid. */
    void add(Fact fact, Layout layout) {
        layout.place(fact, this::add);
    }

    /** Takes an event out. */
    void remove(Fact fact) {
        for (Layout layout : Layout.values()) {
            layout.place(fact, (block, cell, sums) -> add(block, cell, sums.negated()));
        }
    }

    /** Adds to one cell; a cell or block that is left with nothing is gone. */
    private void add(BlockKey block, String cell, CellSums sums) {
        SortedMap<String, CellSums> cells = blocks.computeIfAbsent(block, key -> new TreeMap<>());
        CellSums sum = cells.getOrDefault(cell, CellSums.NONE).plus(sums);
        if (!sum.isNothing()) {
            cells.put(cell, sum);
            return;
        }
        cells.remove(cell);
        if (cells.isEmpty()) {
            blocks.remove(block);
        }
    }

    /** What each block adds up to, by the cells in it. */
    SortedMap<BlockKey, SortedMap<String, CellSums>> blocks() {
        return blocks;
    }
}
