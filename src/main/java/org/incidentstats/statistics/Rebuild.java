package org.incidentstats.statistics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.incidentstats.event.EventStore;
import org.incidentstats.event.EventVersion;
import org.incidentstats.platform.Patience;
import org.incidentstats.statistics.StatisticsState.Which;

import software.amazon.awssdk.core.exception.SdkException;

/**
 * Computes facts and cells anew from the record, while writes go on. {@link #compare} says where those that are answered
 * from differ; {@link #run} puts new ones in their place, at once and as a whole. A rebuild that breaks off changes
 * nothing that is answered from; the next one clears away what it left.
 */
@Singleton
public final class Rebuild {

    private static final Duration BUDGET = Duration.ofMinutes(10);
    private static final int FEED_PAGE = 500;
    private static final String FACT = "fact ";
    private static final int MOST_NAMED = 100;

    private final CubeStore store;
    private final EventStore events;
    private final Clock clock;
    private final Duration budget;

    @Inject
    public Rebuild(CubeStore store, EventStore events, Clock clock) {
        this(store, events, clock, BUDGET);
    }

    Rebuild(CubeStore store, EventStore events, Clock clock, Duration budget) {
        this.store = store;
        this.events = events;
        this.clock = clock;
        this.budget = budget;
    }

    /**
     * What a comparison has found.
     *
     * @param facts       facts that there should be
     * @param blocks      blocks of cells that there should be
     * @param differences how many facts and blocks are not what they should be
     * @param named       the first of them, at most {@value #MOST_NAMED}
     * @param switched    whether new ones have taken the place of those compared
     */
    public record Report(int facts, int blocks, int differences, List<String> named, boolean switched) {}

    /** What there should be, from the versions that are taken in. */
    private final class Expected {
        private final Map<String, Fact> facts = new HashMap<>();
        private final Cube cube = new Cube();
        private final Set<Long> seen = new HashSet<>();
        private long place;

        /** Follows the record, as far as the statistics do. */
        void follow(Places reflected) {
            // What was passed over before, because it was not taken in yet
            long from = seen.size() == place ? place : 0;
            while (from < reflected.last()) {
                // No farther than they do, or what was passed over would have to be read again each time
                List<EventVersion> some = events.changes(from, (int) Math.min(FEED_PAGE, reflected.last() - from));
                if (some.isEmpty()) {
                    Patience.pause(1);
                }
                for (EventVersion version : some) {
                    if (reflected.contains(version.sequence()) && seen.add(version.sequence())) {
                        take(Fact.of(version));
                    }
                    from = version.sequence();
                    place = Math.max(place, from);
                }
            }
        }

        private void take(Fact fact) {
            Fact before = facts.get(fact.event());
            if (before == null || before.version() < fact.version()) {
                facts.put(fact.event(), fact);
                cube.add(fact);
                Optional.ofNullable(before).ifPresent(cube::remove);
            }
        }
    }

    /** Compares what is answered from with what it should be. */
    public Report compare() {
        return compare(new Expected());
    }

    private Report compare(Expected expected) {
        Patience patience = new Patience(budget);
        StatisticsState state = settled(patience);
        expected.follow(state.reflected());
        Set<String> differing = differences(state, expected);
        while (true) {
            StatisticsState now = settled(patience);
            if (now.equals(state)) {
                return new Report(
                        expected.facts.size(),
                        expected.cube.blocks().size(),
                        differing.size(),
                        differing.stream().limit(MOST_NAMED).toList(),
                        false);
            }
            // While it was compared, something changed: what that was, and what differed, is compared again
            Optional<List<ChangeItem>> changes = now.generation() == state.generation()
                    ? store.changes(now.generation(), state.revision(), now.revision(), new ReadCost())
                    : Optional.empty();
            expected.follow(now.reflected());
            Set<String> again = new TreeSet<>(differing);
            differing = changes.map(some -> {
                        some.forEach(change -> {
                            change.blocks().forEach(key -> again.add(key.toString()));
                            change.facts().forEach(event -> again.add(FACT + event));
                        });
                        return differences(now, expected, again);
                    })
                    .orElseGet(() -> differences(now, expected));
            state = now;
        }
    }

    /** The state, when no change of several steps is under way. */
    private StatisticsState settled(Patience patience) {
        while (true) {
            StatisticsState state = store.live(new ReadCost());
            if (state.step() == 0) {
                return state;
            }
            patience.after(SdkException.create("A change of several steps is under way", null));
        }
    }

    private Set<String> differences(StatisticsState state, Expected expected) {
        Set<String> differing = new TreeSet<>();
        Map<String, Fact> facts = new HashMap<>();
        store.facts(state.generation(), fact -> facts.put(fact.event(), fact), new ReadCost());
        Stream.concat(facts.keySet().stream(), expected.facts.keySet().stream())
                .filter(event ->
                        !Optional.ofNullable(facts.get(event)).equals(Optional.ofNullable(expected.facts.get(event))))
                .forEach(event -> differing.add(FACT + event));
        for (Layout layout : Layout.values()) {
            SortedMap<BlockKey, Block> stored =
                    store.blocks(state.generation(), new Slice(layout, Slice.START, Slice.END), new ReadCost());
            SortedMap<BlockKey, SortedMap<String, CellSums>> wanted = new TreeMap<>(
                    expected.cube.blocks().subMap(new BlockKey(layout, Slice.START), new BlockKey(layout, Slice.END)));
            Set<BlockKey> keys = new TreeSet<>(stored.keySet());
            keys.addAll(wanted.keySet());
            keys.stream()
                    .filter(key -> !Optional.ofNullable(stored.get(key))
                            .map(Block::cells)
                            .equals(Optional.ofNullable(wanted.get(key))))
                    .forEach(key -> differing.add(key.toString()));
        }
        return differing;
    }

    /** Which of some facts and blocks differ. */
    private Set<String> differences(StatisticsState state, Expected expected, Collection<String> some) {
        Set<String> differing = new TreeSet<>();
        List<String> eventIds = new ArrayList<>();
        List<BlockKey> keys = new ArrayList<>();
        for (String name : some) {
            if (name.startsWith(FACT)) {
                eventIds.add(name.substring(FACT.length()));
            } else {
                keys.add(BlockKey.parse(name));
            }
        }
        Map<String, Fact> facts = store.facts(state.generation(), eventIds, new ReadCost());
        eventIds.stream()
                .filter(event ->
                        !Optional.ofNullable(facts.get(event)).equals(Optional.ofNullable(expected.facts.get(event))))
                .forEach(event -> differing.add(FACT + event));
        Map<BlockKey, Block> stored = store.blocks(state.generation(), keys, new ReadCost());
        keys.stream()
                .filter(key -> !Optional.ofNullable(stored.get(key))
                        .map(Block::cells)
                        .equals(Optional.ofNullable(expected.cube.blocks().get(key))))
                .forEach(key -> differing.add(key.toString()));
        return differing;
    }

    /**
     * Compares, and puts new facts and cells in the place of those compared.
     *
     * @throws SdkException if the record moved on faster than it could be followed
     */
    public Report run() {
        Expected expected = new Expected();
        Report report = compare(expected);
        int generation = begin();
        store.fill(
                new StatisticsState(
                        Which.BUILDING, generation, 1, new Places(List.of()).with(expected.seen), clock.instant(), 0),
                expected.facts.values(),
                expected.cube);
        Aggregator aggregator = new Aggregator(store, clock, Which.BUILDING, budget);
        Patience patience = new Patience(budget);
        while (true) {
            StatisticsState built = follow(aggregator);
            StatisticsState now = settled(patience);
            try {
                // What is set aside stays so; nothing that was answered from may be missing in the new ones
                if (built.reflected().containsAll(now.reflected())) {
                    store.replace(
                            now,
                            built,
                            new StatisticsState(
                                    Which.LIVE,
                                    built.generation(),
                                    Math.max(now.revision(), built.revision()) + 1,
                                    built.reflected(),
                                    built.reflected().equals(now.reflected()) ? now.changedAt() : built.changedAt(),
                                    0));
                    store.remove(now.generation());
                    return new Report(report.facts(), report.blocks(), report.differences(), report.named(), true);
                }
                Patience.pause(1);
            } catch (SdkException e) {
                patience.after(e);
            }
        }
    }

    /** Makes room for a generation of statistics that nobody else is building. */
    private int begin() {
        Optional<StatisticsState> left = store.state(Which.BUILDING, new ReadCost());
        left.ifPresent(other -> {
            Instant abandoned = other.changedAt().plus(budget);
            if (abandoned.isAfter(clock.instant())) {
                throw new IllegalStateException(
                        "Another rebuild is under way; if it has broken off, try again after " + abandoned);
            }
        });
        StatisticsState live = store.live(new ReadCost());
        StatisticsState building =
                new StatisticsState(Which.BUILDING, live.generation() + 1, 0, Places.NONE, clock.instant(), 0);
        store.announce(building, left);
        store.remove(live.generation() - 1);
        store.remove(building.generation());
        return building.generation();
    }

    /** Takes the rest of the record into the statistics that are being built. */
    private StatisticsState follow(Aggregator aggregator) {
        while (true) {
            StatisticsState built = store.state(Which.BUILDING, new ReadCost()).orElseThrow();
            List<EventVersion> some = events.changes(built.reflected().complete(), FEED_PAGE);
            List<EventVersion> missing = some.stream()
                    .filter(version -> !built.reflected().contains(version.sequence()))
                    .toList();
            if (missing.isEmpty()) {
                return built;
            }
            aggregator.apply(missing);
        }
    }
}
