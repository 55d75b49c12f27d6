package org.incidentstats.brief;

import java.net.URI;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

import org.incidentstats.brief.Briefs.Subject;
import org.incidentstats.brief.Quantity.Part;
import org.incidentstats.brief.Quantity.What;
import org.incidentstats.brief.RecordedHistory.Changed;
import org.incidentstats.brief.Revisions.Cause;
import org.incidentstats.brief.Revisions.How;
import org.incidentstats.brief.Revisions.Revision;
import org.incidentstats.event.EventVersion;
import org.incidentstats.event.Status;
import org.incidentstats.statistics.EventLinks;
import org.incidentstats.statistics.Language;
import org.incidentstats.statistics.Snapshot;

/**
 * Finds the numbers of earlier briefs that are others today, and the incidents that explain each difference. What an
 * incident adds to a number is the number itself, counted over the incident alone, so that no rule of counting is
 * written twice.
 */
final class RevisionFinder {

    private final Briefs briefs;
    private final RecordedHistory history;
    private final Function<String, URI> address;

    RevisionFinder(Briefs briefs, RecordedHistory history, Function<String, URI> address) {
        this.briefs = briefs;
        this.history = history;
        this.address = address;
    }

    /** What an earlier brief said, and of which place in the record. */
    record Earlier(YearMonth month, long position, Figures figures) {}

    /** One number that is another today, and why; the same for several briefs that said it. */
    private record Difference(Quantity quantity, long then, long now, List<Cause> causes) {}

    Revisions find(List<Earlier> earlier, Scope scope) {
        Map<Difference, List<YearMonth>> differences = new LinkedHashMap<>();
        earlier.stream().sorted(Comparator.comparing(Earlier::month)).forEach(brief -> differences(brief, scope)
                .forEach(difference -> differences
                        .computeIfAbsent(difference, key -> new ArrayList<>())
                        .add(brief.month())));
        List<Revision> revisions = new ArrayList<>();
        differences.forEach((difference, months) -> revisions.add(new Revision(
                difference.quantity(), List.copyOf(months), difference.then(), difference.now(), difference.causes())));
        revisions.sort(Comparator.comparing(Revision::quantity)
                .thenComparing(one -> one.published().get(0)));
        return new Revisions(earlier.size(), List.copyOf(revisions));
    }

    private List<Difference> differences(Earlier brief, Scope scope) {
        Subject subject = new Subject(brief.month(), scope, Language.EN);
        Map<Quantity, Long> then = PublishedNumbers.of(brief.month(), brief.figures());
        Map<Quantity, Long> now = PublishedNumbers.of(
                brief.month(),
                briefs.figures(subject, history.snapshot(history.head().position())));
        Map<Quantity, List<Cause>> causes = causes(brief, subject);
        TreeSet<Quantity> quantities = new TreeSet<>(then.keySet());
        quantities.addAll(now.keySet());
        List<Difference> differences = new ArrayList<>();
        for (Quantity quantity : quantities) {
            long before = then.getOrDefault(quantity, 0L);
            long after = now.getOrDefault(quantity, 0L);
            if (before != after) {
                differences.add(new Difference(
                        quantity, before, after, complete(causes.getOrDefault(quantity, List.of()), after - before)));
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

    private Map<Quantity, List<Cause>> causes(Earlier brief, Subject subject) {
        Map<Quantity, List<Cause>> causes = new TreeMap<>();
        Map<Quantity, Countries> countries = countries(brief, subject.scope());
        for (Changed changed : history.since(brief.position())) {
            Snapshot before = RecordedHistory.of(changed.then().stream().toList());
            Snapshot after = RecordedHistory.of(List.of(changed.now()));
            Map<Quantity, Long> difference =
                    new TreeMap<>(PublishedNumbers.of(brief.month(), briefs.figures(subject, after)));
            PublishedNumbers.of(brief.month(), briefs.figures(subject, before))
                    .forEach((quantity, number) -> difference.merge(quantity, -number, Long::sum));
            // How many countries there are is no sum over incidents: each adds what it changes when its turn comes
            countries.forEach((quantity, counted) -> difference.put(quantity, counted.replace(before, after)));
            difference.forEach((quantity, number) -> {
                if (number != 0) {
                    causes.computeIfAbsent(quantity, key -> new ArrayList<>()).add(cause(changed, number));
                }
            });
        }
        return causes;
    }

    /** The countries of each month of which a brief says how many they are. */
    private Map<Quantity, Countries> countries(Earlier brief, Scope scope) {
        Snapshot then = history.snapshot(brief.position());
        Map<Quantity, Countries> countries = new HashMap<>();
        for (YearMonth month : List.of(
                brief.month(), brief.month().minusMonths(1), brief.month().minusYears(1))) {
            Quantity quantity = new Quantity(
                    What.COUNTRIES, Part.COUNT, month.toString(), Optional.empty(), Optional.empty(), Optional.empty());
            countries.put(quantity, new Countries(snapshot -> Briefs.countries(snapshot, scope, month), then));
        }
        return countries;
    }

    /** How many incidents each country has in a month, while one incident after the other changes. */
    private static final class Countries {

        private final Function<Snapshot, Map<String, Long>> counting;
        private final Map<String, Long> counts;

        Countries(Function<Snapshot, Map<String, Long>> counting, Snapshot then) {
            this.counting = counting;
            this.counts = new HashMap<>(counting.apply(then));
        }

        private long distinct() {
            return counts.values().stream().filter(count -> count > 0).count();
        }

        long replace(Snapshot before, Snapshot after) {
            long distinct = distinct();
            counting.apply(before).forEach((country, incidents) -> counts.merge(country, -incidents, Long::sum));
            counting.apply(after).forEach((country, incidents) -> counts.merge(country, incidents, Long::sum));
            return distinct() - distinct;
        }
    }

    private Cause cause(Changed changed, long difference) {
        EventVersion now = changed.now();
        return new Cause(
                Optional.of(now.id()),
                Optional.of(now.event().title()),
                how(changed),
                now.reason(),
                difference,
                Optional.of(address.apply(EventLinks.ofEvent(now.id()) + "/versions")));
    }

    private static How how(Changed changed) {
        if (changed.then().isEmpty()) {
            return How.RECORDED;
        }
        boolean counted = changed.then().get().counts();
        if (counted && changed.now().counts()) {
            return How.CORRECTED;
        }
        if (!counted) {
            return How.RESTORED;
        }
        return changed.now().status() == Status.RETRACTED ? How.RETRACTED : How.DUPLICATE;
    }
}
