package org.incidentstats.statistics;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Answers questions from one state of the statistics, reading of it what is not known yet. */
final class Reading implements Answers {

    private final CubeStore store;
    private final Kept known;
    private final ReadCost cost;
    private final Map<Slice, SortedMap<BlockKey, List<Cell>>> used = new LinkedHashMap<>();
    private final Set<Layout> cuboids = EnumSet.noneOf(Layout.class);
    private Optional<Map<String, Fact>> facts = Optional.empty();
    private boolean hasRead;

    Reading(CubeStore store, Kept known, ReadCost cost) {
        this.store = store;
        this.known = known;
        this.cost = cost;
    }

    @Override
    public Answer answer(Query query, Optional<Set<String>> kept) {
        // In the midst of a change of several steps, cells do not agree with each other
        if (known.state().step() == 0) {
            Optional<Planner.Plan> plan = Planner.plan(query, kept.isPresent(), lastYear());
            if (plan.isPresent()) {
                if (plan.get().total(query)) {
                    return Answer.of(query, kept, cells(plan.get()));
                }
                Query everything = new Query(List.of(), query.measures(), query.selection());
                Optional<Planner.Plan> total = Planner.plan(everything, false, lastYear());
                if (total.isPresent()) {
                    Answer rows = Answer.of(query, kept, cells(plan.get()));
                    Answer all = Answer.of(everything, cells(total.get()));
                    return new Answer(query, rows.rows(), all.total(), all.possible(), rows.others());
                }
            }
        }
        return Answer.of(query, kept, facts());
    }

    /** No event is dated later than the moment in which it was put on record. */
    private int lastYear() {
        return known.state().changedAt().atOffset(ZoneOffset.UTC).getYear();
    }

    /** The state that it answers from. */
    StatisticsState state() {
        return known.state();
    }

    /** Every fact. */
    Collection<Fact> facts() {
        if (facts.isEmpty()) {
            facts = known.facts();
        }
        if (facts.isEmpty()) {
            Map<String, Fact> all = new HashMap<>();
            store.facts(known.state().generation(), fact -> all.put(fact.event(), fact), cost);
            hasRead = true;
            facts = Optional.of(all);
        }
        return facts.get().values();
    }

    private Collection<Cell> cells(Planner.Plan plan) {
        List<Cell> cells = new ArrayList<>();
        if (plan.sets().isEmpty()) {
            plan.slices().forEach(slice -> blocks(slice).values().forEach(cells::addAll));
            return cells;
        }
        return told(plan);
    }

    private SortedMap<BlockKey, List<Cell>> blocks(Slice slice) {
        cuboids.add(slice.layout());
        return used.computeIfAbsent(slice, key -> {
            SortedMap<BlockKey, List<Cell>> cells = known.slices().get(slice);
            if (cells != null) {
                return cells;
            }
            hasRead = true;
            SortedMap<BlockKey, List<Cell>> read = new TreeMap<>();
            store.blocks(known.state().generation(), slice, cost)
                    .forEach((place, block) -> read.put(place, slice.layout().cells(block)));
            return read;
        });
    }

    /** One cell of a cuboid: where it stands, and what it is told by within its block. */
    private record Address(String sort, List<String> details) {}

    /**
     * Tells each event once: those with one value of each dimension under this value, the others under their sets. A
     * cuboid counts an event with several values under each; what its sets have of it there is taken off, and the set is
     * kept once, whichever of its values it was found under.
     */
    private Collection<Cell> told(Planner.Plan plan) {
        Map<Address, Cell> ofOneValue = new LinkedHashMap<>();
        plan.slices().forEach(slice -> blocks(slice)
                .forEach((key, cells) -> cells.forEach(cell -> ofOneValue.put(address(key, cell), cell))));
        Map<Cell.Values, Cell> ofSets = new LinkedHashMap<>();
        for (Slice slice : plan.sets().orElseThrow()) {
            blocks(slice)
                    .forEach((key, cells) -> cells.forEach(cell -> {
                        ofOneValue.computeIfPresent(address(key, cell), (address, sum) -> sum.without(cell.sums()));
                        Cell found = ofSets.getOrDefault(cell.identity(), cell);
                        if (slice.layout().several().contains(Dimension.NATIONALITY)) {
                            found = found.with(
                                    slice.layout().value(key, Dimension.NATIONALITY),
                                    cell.sums().ofNationality());
                        }
                        ofSets.put(cell.identity(), found);
                    }));
        }
        List<Cell> told = new ArrayList<>(ofSets.values());
        ofOneValue.values().stream().filter(cell -> !cell.sums().isNothing()).forEach(told::add);
        return told;
    }

    private static Address address(BlockKey key, Cell cell) {
        return new Address(
                key.sort(),
                Arrays.stream(Dimension.values())
                        .filter(dimension -> !dimension.severalValued())
                        .map(cell.values()::get)
                        .filter(values -> values != null)
                        .flatMap(Collection::stream)
                        .toList());
    }

    /** Whether anything was read for it. */
    boolean hasRead() {
        return hasRead;
    }

    /** Which cuboids it has used. */
    Set<Layout> cuboids() {
        return cuboids;
    }

    /** Which slices it has used. */
    Set<Slice> slices() {
        return new LinkedHashSet<>(used.keySet());
    }

    boolean usedFacts() {
        return facts.isPresent();
    }

    /** What is known now. */
    Kept known() {
        Map<Slice, SortedMap<BlockKey, List<Cell>>> slices = new LinkedHashMap<>(known.slices());
        used.keySet().forEach(slices::remove);
        slices.putAll(used);
        return new Kept(known.state(), slices, facts.or(known::facts));
    }
}
