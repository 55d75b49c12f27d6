package org.incidentstats.statistics;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongFunction;

import org.incidentstats.event.store.EventStore.VersionKey;
import org.incidentstats.statistics.EventPage.Listed;
import org.incidentstats.statistics.model.Fact;
import org.incidentstats.vocabulary.GroupRegister;

/**
 * A snapshot that is a plain collection of facts: of a few, or as the definition of what another should answer.
 *
 * @param facts   those that count, under the register, one for each event
 * @param earlier the facts at an earlier position
 */
public record FactSnapshot(
        long position,
        Instant recordedAt,
        Optional<Instant> asOf,
        GroupRegister register,
        Collection<Fact> facts,
        LongFunction<Collection<Fact>> earlier)
        implements Snapshot {

    /** These facts, of no moment in particular, where each group counts under its own code. */
    public static FactSnapshot of(Collection<Fact> facts) {
        return of(facts, GroupRegister.EMPTY);
    }

    /** These facts, which are under this register, of no moment in particular. */
    public static FactSnapshot of(Collection<Fact> facts, GroupRegister register) {
        return new FactSnapshot(0, Instant.EPOCH, Optional.empty(), register, facts, position -> List.of());
    }

    @Override
    public Answer answer(Query query, Optional<Set<String>> kept) {
        return Answer.of(query.under(register), kept, facts);
    }

    @Override
    public EventPage events(EventList list) {
        Selection selection = list.selection().under(register);
        List<Listed> all = facts.stream()
                .filter(fact -> list.within().selects(selection, fact))
                .map(fact -> new Listed(new VersionKey(fact.event(), fact.version()), fact.date()))
                .sorted(Listed.NEWEST_FIRST)
                .toList();
        List<Listed> rest = list.after()
                .map(after -> all.stream()
                        .filter(listed ->
                                after.isBefore(listed.date(), listed.key().id()))
                        .toList())
                .orElse(all);
        int shown = Math.min(list.limit(), rest.size());
        return new EventPage(all.size(), rest.subList(0, shown), shown < rest.size());
    }

    @Override
    public List<Changed> changedSince(long position) {
        Map<String, Fact> then = byEvent(earlier.apply(position));
        Map<String, Fact> now = byEvent(facts);
        Set<String> events = new TreeSet<>(then.keySet());
        events.addAll(now.keySet());
        return events.stream()
                .map(event ->
                        new Changed(event, Optional.ofNullable(then.get(event)), Optional.ofNullable(now.get(event))))
                .filter(changed -> !changed.then().equals(changed.now()))
                .toList();
    }

    private static Map<String, Fact> byEvent(Collection<Fact> facts) {
        Map<String, Fact> byEvent = new HashMap<>();
        facts.stream().filter(Fact::counts).forEach(fact -> byEvent.put(fact.event(), fact));
        return byEvent;
    }

    @Override
    public Cost cost() {
        return Cost.NONE;
    }
}
