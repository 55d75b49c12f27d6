package org.incidentstats.brief.revision;

import java.net.URI;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.incidentstats.brief.content.Briefs;
import org.incidentstats.brief.content.Briefs.Subject;
import org.incidentstats.brief.content.Figures;
import org.incidentstats.brief.content.Quantity;
import org.incidentstats.brief.content.Revisions;
import org.incidentstats.brief.content.Revisions.Cause;
import org.incidentstats.brief.content.Revisions.How;
import org.incidentstats.brief.content.Revisions.Revision;
import org.incidentstats.brief.content.Scope;
import org.incidentstats.event.store.EventStore;
import org.incidentstats.statistics.Changed;
import org.incidentstats.statistics.Snapshot;
import org.incidentstats.statistics.Statistics;
import org.incidentstats.vocabulary.Language;

/**
 * Finds the numbers of earlier briefs that are others today, and what explains each difference: the incidents whose
 * contribution to the statistics is not what it was, and nothing else is looked at.
 */
public final class RevisionFinder {

    private final Briefs briefs;
    private final EventStore events;
    private final Statistics statistics;
    private final Snapshot today;
    private final Function<String, URI> address;

    /**
     * @param today what the numbers are today
     */
    public RevisionFinder(
            Briefs briefs, EventStore events, Statistics statistics, Snapshot today, Function<String, URI> address) {
        this.briefs = briefs;
        this.events = events;
        this.statistics = statistics;
        this.today = today;
        this.address = address;
    }

    /** What an earlier brief said, and of which position. */
    public record Earlier(YearMonth month, long position, Figures figures) {}

    /** One number that is another today, and why; the same for several briefs that said it. */
    private record Difference(Quantity quantity, long then, long now, List<Cause> causes) {}

    public Revisions find(List<Earlier> earlier, Scope scope) {
        Map<YearMonth, List<Difference>> found = new TreeMap<>();
        // What changed since a position is found once for all briefs of it, and held for them alone
        earlier.stream()
                .collect(Collectors.groupingBy(Earlier::position, TreeMap::new, Collectors.toList()))
                .forEach((position, some) -> {
                    Snapshot then = statistics.at(position);
                    List<Changed> changed = today.changedSince(position);
                    Causes causes = new Causes(events, today, position, address);
                    some.forEach(brief -> found.put(
                            brief.month(),
                            differences(
                                    brief,
                                    scope,
                                    new Contributions(
                                            briefs, new Subject(brief.month(), scope, Language.EN), then, today),
                                    changed,
                                    causes)));
                });
        Map<Difference, List<YearMonth>> differences = new LinkedHashMap<>();
        found.forEach((month, ofBrief) -> ofBrief.forEach(difference -> differences
                .computeIfAbsent(difference, key -> new ArrayList<>())
                .add(month)));
        List<Revision> revisions = new ArrayList<>();
        differences.forEach((difference, months) -> revisions.add(new Revision(
                difference.quantity(), List.copyOf(months), difference.then(), difference.now(), difference.causes())));
        revisions.sort(Comparator.comparing(Revision::quantity)
                .thenComparing(one -> one.published().get(0)));
        return new Revisions(earlier.size(), List.copyOf(revisions));
    }

    private List<Difference> differences(
            Earlier brief, Scope scope, Contributions contributions, List<Changed> changed, Causes causes) {
        Map<Quantity, Long> then = PublishedNumbers.of(brief.month(), brief.figures());
        Map<Quantity, Long> now = PublishedNumbers.of(
                brief.month(), briefs.figures(new Subject(brief.month(), scope, Language.EN), today));
        Map<Quantity, List<Causes.Part>> parts = new TreeMap<>();
        for (Changed one : changed) {
            contributions.difference(one).forEach((quantity, number) -> parts.computeIfAbsent(
                            quantity, key -> new ArrayList<>())
                    .add(new Causes.Part(one, number)));
        }
        TreeSet<Quantity> quantities = new TreeSet<>(then.keySet());
        quantities.addAll(now.keySet());
        List<Difference> differences = new ArrayList<>();
        for (Quantity quantity : quantities) {
            long before = then.getOrDefault(quantity, 0L);
            long after = now.getOrDefault(quantity, 0L);
            if (before != after) {
                differences.add(new Difference(
                        quantity,
                        before,
                        after,
                        complete(causes.of(parts.getOrDefault(quantity, List.of())), after - before)));
            }
        }
        return differences;
    }

    /** The causes, and one more where they do not explain all of the difference. */
    private static List<Cause> complete(List<Cause> causes, long difference) {
        long rest = difference - causes.stream().mapToLong(Cause::difference).sum();
        if (rest == 0) {
            return List.copyOf(causes);
        }
        List<Cause> all = new ArrayList<>(causes);
        all.add(new Cause(Optional.empty(), Optional.empty(), How.RULES, Optional.empty(), rest, Optional.empty()));
        return List.copyOf(all);
    }
}
