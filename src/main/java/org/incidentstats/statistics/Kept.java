package org.incidentstats.statistics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a warm process knows of facts and cells, as of one state: for all that has not changed since, it is right.
 *
 * @param slices the cells of each slice by their blocks, those used last standing last
 * @param facts  every fact by its event, where they were needed
 */
record Kept(
        StatisticsState state, Map<Slice, SortedMap<BlockKey, List<Cell>>> slices, Optional<Map<String, Fact>> facts) {

    /** Above so many cells those used longest ago are forgotten: about 100 MB. */
    private static final int MOST_CELLS = 200_000;

    private static final int MOST_FACTS = 100_000;

    static Kept nothing(StatisticsState state) {
        return new Kept(state, Map.of(), Optional.empty());
    }

    /** What is known after reading again what has changed up to a later state. */
    Kept at(StatisticsState later, CubeStore store, ReadCost cost) {
        if (later.equals(state)) {
            return this;
        }
        Optional<List<ChangeItem>> changes = later.generation() == state.generation() && !isNothing()
                ? store.changes(state.generation(), state.revision(), later.revision(), cost)
                : Optional.empty();
        return changes.map(all -> after(all, later, store, cost)).orElseGet(() -> nothing(later));
    }

    private boolean isNothing() {
        return slices.isEmpty() && facts.isEmpty();
    }

    private Kept after(List<ChangeItem> changes, StatisticsState later, CubeStore store, ReadCost cost) {
        Set<BlockKey> changed = changes.stream()
                .flatMap(change -> change.blocks().stream())
                .filter(key -> slices.keySet().stream().anyMatch(slice -> slice.contains(key)))
                .collect(Collectors.toSet());
        Map<BlockKey, Block> blocks = store.blocks(later.generation(), changed, cost);
        Map<Slice, SortedMap<BlockKey, List<Cell>>> newSlices = new LinkedHashMap<>(slices);
        newSlices.replaceAll((slice, known) -> {
            if (changed.stream().noneMatch(slice::contains)) {
                return known;
            }
            SortedMap<BlockKey, List<Cell>> cells = new TreeMap<>(known);
            changed.stream().filter(slice::contains).forEach(key -> {
                if (blocks.containsKey(key)) {
                    cells.put(key, key.layout().cells(blocks.get(key)));
                } else {
                    cells.remove(key);
                }
            });
            return cells;
        });
        return new Kept(later, newSlices, facts.map(known -> {
            Set<String> events =
                    changes.stream().flatMap(change -> change.facts().stream()).collect(Collectors.toSet());
            if (events.isEmpty()) {
                return known;
            }
            Map<String, Fact> newFacts = new HashMap<>(known);
            newFacts.putAll(store.facts(later.generation(), events, cost));
            return newFacts;
        }));
    }

    /** As much of it as is worth its memory. */
    Kept trimmed() {
        List<Slice> oldestFirst = new ArrayList<>(slices.keySet());
        long cells = 0;
        Map<Slice, SortedMap<BlockKey, List<Cell>>> newest = new LinkedHashMap<>();
        for (int i = oldestFirst.size() - 1; i >= 0; i--) {
            SortedMap<BlockKey, List<Cell>> some = slices.get(oldestFirst.get(i));
            cells += some.values().stream().mapToInt(List::size).sum() + 1L;
            if (cells > MOST_CELLS) {
                break;
            }
            newest.put(oldestFirst.get(i), some);
        }
        Map<Slice, SortedMap<BlockKey, List<Cell>>> inOrder = new LinkedHashMap<>();
        oldestFirst.stream().filter(newest::containsKey).forEach(slice -> inOrder.put(slice, newest.get(slice)));
        return new Kept(state, inOrder, facts.filter(all -> all.size() <= MOST_FACTS));
    }
}
