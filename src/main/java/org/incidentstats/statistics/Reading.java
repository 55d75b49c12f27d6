package org.incidentstats.statistics;

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
        return Answer.of(query, kept, facts());
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
