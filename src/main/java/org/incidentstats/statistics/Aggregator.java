package org.incidentstats.statistics;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.incidentstats.event.EventVersion;
import org.incidentstats.platform.Patience;
import org.incidentstats.statistics.StatisticsState.Which;
import org.jboss.logging.Logger;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Carries changes of the record into facts and cells, each exactly once. A fact says which version it reflects and only
 * ever moves to a later one, and the cells that an event is in change in the transaction of its fact: so a change that
 * arrives twice, late or out of order does nothing. The differences that several events make to one block are added up
 * before they are written.
 *
 * <p>Every transaction holds only if the state is what was read, so writers cannot mix; the slower of two begins anew.
 * An event whose change is too large for one transaction takes several steps: its new fact is laid down first, then its
 * blocks change part by part in the order of their keys, and the fact comes last. Whoever finds steps under way finishes
 * them before anything else, and until then answers come from the facts.
 */
@Singleton
public final class Aggregator {

    private static final Logger LOG = Logger.getLogger(Aggregator.class);
    private static final Duration BUDGET = Duration.ofSeconds(20);
    private static final int FIRST_GUESS = 16;
    private static final int MOST_REMEMBERED = 20_000;

    private final CubeStore store;
    private final Clock clock;
    private final Which which;
    private final Duration budget;
    private Optional<Known> known = Optional.empty();
    private int guess = FIRST_GUESS;

    @Inject
    public Aggregator(CubeStore store, Clock clock) {
        this(store, clock, Which.LIVE, BUDGET);
    }

    Aggregator(CubeStore store, Clock clock, Which which, Duration budget) {
        this.store = store;
        this.clock = clock;
        this.which = which;
        this.budget = budget;
    }

    /** What this aggregator has left behind, of use as long as nobody else has changed it. */
    private record Known(StatisticsState state, Map<BlockKey, Block> blocks) {}

    /**
     * An item of the table {@code events}, as the stream shows it after a change.
     *
     * @param id what the stream calls the change
     */
    public record StreamRecord(String id, Map<String, AttributeValue> item) {}

    /**
     * What became of records of the stream.
     *
     * @param failed   the ids of those that could not be taken in for now, and are to be delivered again
     * @param setAside how many cannot be read
     */
    public record Taken(Set<String> failed, int setAside) {}

    /** The newest version of an event among some, and the places in the record of all of them. */
    private record Waiting(EventVersion newest, Set<Long> places) {

        Waiting and(Waiting other) {
            Set<Long> all = new LinkedHashSet<>(places);
            all.addAll(other.places);
            return new Waiting(newest.version() >= other.newest.version() ? newest : other.newest, all);
        }
    }

    /** Events that share cells stand together, so that more of them fit into one transaction. */
    private static final Comparator<Waiting> BY_CELLS = Comparator.comparing(
                    (Waiting one) -> Fact.of(one.newest()).countries().toString())
            .thenComparing(one -> Fact.of(one.newest()).perpetrators().keySet().toString())
            .thenComparing(one -> one.newest().event().date().firstDay());

    /**
     * Takes in records of the stream, in any order. What cannot be read is set aside.
     *
     * @return what became of them
     */
    public Taken take(List<StreamRecord> records) {
        Map<String, List<String>> ids = new HashMap<>();
        List<EventVersion> versions = new ArrayList<>();
        Set<String> failed = new LinkedHashSet<>();
        int setAside = 0;
        for (StreamRecord record : records) {
            try {
                throw new IllegalStateException("No version can be read from the stream any more");
            } catch (RuntimeException e) {
                if (setAside(record, e)) {
                    setAside++;
                } else {
                    failed.add(record.id());
                }
            }
        }
        for (EventVersion version : leaveOut(versions)) {
            failed.addAll(ids.get(version.id()));
        }
        return new Taken(failed, setAside);
    }

    private boolean setAside(StreamRecord record, RuntimeException unreadable) {
        String item = text(record.item().get("id")) + " " + text(record.item().get("item"));
        try {
            store.setAside(new SetAside(item, unreadable.toString(), clock.instant()));
            LOG.errorf("A change is in no statistics, because it cannot be read: %s", item);
            return true;
        } catch (SdkException e) {
            LOG.error("A change that cannot be read could not be set aside either; trying again", e);
            return false;
        }
    }

    private static String text(AttributeValue value) {
        return value == null ? "?" : value.s();
    }

    /**
     * Takes in current versions of events, in any order.
     *
     * @throws SdkException if some could not be taken in within the budget of time
     */
    public void apply(Collection<EventVersion> versions) {
        List<Waiting> waiting = inOrder(versions);
        while (!waiting.isEmpty()) {
            applySome(waiting);
        }
    }

    /** Takes in what can be taken in, and gives the rest. */
    private List<EventVersion> leaveOut(List<EventVersion> versions) {
        List<Waiting> waiting = inOrder(versions);
        try {
            while (!waiting.isEmpty()) {
                applySome(waiting);
            }
        } catch (SdkException e) {
            LOG.warn("Changes did not reach the statistics for now; they are to be delivered again", e);
        }
        return waiting.stream().map(Waiting::newest).toList();
    }

    private static List<Waiting> inOrder(Collection<EventVersion> versions) {
        Map<String, Waiting> byEvent = new LinkedHashMap<>();
        versions.forEach(
                version -> byEvent.merge(version.id(), new Waiting(version, Set.of(version.sequence())), Waiting::and));
        List<Waiting> waiting = new ArrayList<>(byEvent.values());
        waiting.sort(BY_CELLS);
        return waiting;
    }

    /** Takes in the first of those who wait, as many as one transaction holds. */
    private synchronized void applySome(List<Waiting> waiting) {
        Patience patience = new Patience(budget);
        while (true) {
            List<Waiting> some = waiting.subList(0, Math.min(guess, waiting.size()));
            try {
                if (applied(some)) {
                    guess = some.size() < guess ? guess : guess + 1 + guess / 8;
                    some.clear();
                    return;
                }
                guess = Math.max(1, some.size() * 3 / 4);
            } catch (SdkException e) {
                known = Optional.empty();
                patience.after(e);
            }
        }
    }

    /** Whether all of them are taken in; not if they are too many for one transaction. */
    private boolean applied(List<Waiting> some) {
        Known before = known.orElseGet(this::read);
        if (before.state().step() > 0) {
            finish(before);
            return false;
        }
        Map<String, Fact> old = store.facts(
                before.state().generation(),
                some.stream().map(one -> one.newest().id()).toList(),
                new ReadCost());
        List<Fact> changed = new ArrayList<>();
        Set<Long> places = new LinkedHashSet<>();
        Cube difference = new Cube();
        for (Waiting one : some) {
            places.addAll(one.places());
            Fact fact = old.get(one.newest().id());
            if (fact == null || fact.version() < one.newest().version()) {
                Fact next = Fact.of(one.newest());
                changed.add(next);
                difference.add(next);
                Optional.ofNullable(fact).ifPresent(difference::remove);
            }
        }
        Places reflected = before.state().reflected().with(places);
        if (changed.isEmpty() && reflected.equals(before.state().reflected())) {
            return true;
        }
        if (changed.size() + difference.blocks().size() <= CubeStore.MOST_AT_ONCE) {
            commit(
                    before,
                    before.state()
                            .next(reflected, changed.isEmpty() ? before.state().changedAt() : clock.instant()),
                    changed,
                    difference.blocks(),
                    Optional.empty(),
                    Optional.empty());
            return true;
        }
        if (some.size() == 1) {
            commit(
                    before,
                    before.state().nextStep(clock.instant()),
                    List.of(),
                    new TreeMap<>(),
                    Optional.of(changed.get(0)),
                    Optional.empty());
            finish(known.orElseThrow());
        }
        return false;
    }

    /** Finishes a change of several steps, from the one it has come to. */
    private void finish(Known begun) {
        Known now = begun;
        int generation = now.state().generation();
        Fact next = store.pending(generation).get(0);
        Cube difference = new Cube();
        difference.add(next);
        store.facts(generation, List.of(next.event()), new ReadCost()).values().forEach(difference::remove);
        List<BlockKey> keys = List.copyOf(difference.blocks().keySet());
        for (int from = (now.state().step() - 1) * CubeStore.MOST_AT_ONCE;
                from < keys.size();
                from += CubeStore.MOST_AT_ONCE) {
            SortedMap<BlockKey, SortedMap<String, Sums>> part = new TreeMap<>();
            keys.subList(from, Math.min(keys.size(), from + CubeStore.MOST_AT_ONCE))
                    .forEach(key -> part.put(key, difference.blocks().get(key)));
            commit(now, now.state().nextStep(clock.instant()), List.of(), part, Optional.empty(), Optional.empty());
            now = known.orElseThrow();
        }
        StatisticsState done = now.state().next(now.state().reflected(), clock.instant());
        commit(now, done, List.of(next), new TreeMap<>(), Optional.empty(), Optional.of(next));
    }

    private Known read() {
        StatisticsState state = which == Which.LIVE
                ? store.live(new ReadCost())
                : store.state(which, new ReadCost()).orElseThrow();
        return new Known(state, Map.of());
    }

    private void commit(
            Known before,
            StatisticsState after,
            List<Fact> facts,
            SortedMap<BlockKey, SortedMap<String, Sums>> differences,
            Optional<Fact> pending,
            Optional<Fact> settled) {
        Map<BlockKey, Block> blocks = new HashMap<>(before.blocks());
        List<BlockKey> unread = differences.keySet().stream()
                .filter(key -> !blocks.containsKey(key))
                .toList();
        blocks.putAll(store.blocks(after.generation(), unread, new ReadCost()));
        List<Block> changed = new ArrayList<>();
        differences.forEach((key, difference) ->
                changed.add(blocks.getOrDefault(key, Block.empty(key)).changed(difference)));
        store.commit(new CubeStore.Change(before.state(), after, facts, changed, pending, settled));
        changed.forEach(block -> blocks.put(block.key(), block));
        known = Optional.of(new Known(after, blocks.size() > MOST_REMEMBERED ? Map.of() : blocks));
    }
}
