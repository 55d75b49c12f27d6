package org.incidentstats.brief.revision;

import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

import org.incidentstats.brief.content.Briefs;
import org.incidentstats.brief.content.Briefs.Subject;
import org.incidentstats.brief.content.Quantity;
import org.incidentstats.brief.content.Quantity.Part;
import org.incidentstats.brief.content.Quantity.What;
import org.incidentstats.statistics.Changed;
import org.incidentstats.statistics.EventList.Within;
import org.incidentstats.statistics.FactSnapshot;
import org.incidentstats.statistics.Selection;
import org.incidentstats.statistics.Snapshot;
import org.incidentstats.statistics.model.Fact;
import org.incidentstats.vocabulary.GroupRegister;

/**
 * What incidents add to the numbers of a brief. What an incident adds to a number is the number itself, counted over the
 * incident alone, so that no rule of counting is written twice.
 */
final class Contributions {

    private final Briefs briefs;
    private final Subject subject;
    private final GroupRegister then;
    private final GroupRegister now;
    private final Map<Quantity, Countries> countries = new HashMap<>();

    /**
     * @param then what the brief was made from
     * @param now  what it would be made from now
     */
    Contributions(Briefs briefs, Subject subject, Snapshot then, Snapshot now) {
        this.briefs = briefs;
        this.subject = subject;
        this.then = then.register();
        this.now = now.register();
        YearMonth month = subject.month();
        for (YearMonth one : List.of(month, month.minusMonths(1), month.minusYears(1))) {
            Quantity quantity = new Quantity(
                    What.COUNTRIES, Part.COUNT, one.toString(), Optional.empty(), Optional.empty(), Optional.empty());
            countries.put(quantity, new Countries(snapshot -> Briefs.countries(snapshot, subject.scope(), one), then));
        }
    }

    /** What the change of an incident adds to each number; numbers that stay are absent. Each change is asked for once. */
    Map<Quantity, Long> difference(Changed changed) {
        Map<Quantity, Long> difference = new TreeMap<>();
        numbers(changed.now(), now).forEach((quantity, number) -> difference.merge(quantity, number, Long::sum));
        numbers(changed.then(), then).forEach((quantity, number) -> difference.merge(quantity, -number, Long::sum));
        if (tells(changed.then(), then) || tells(changed.now(), now)) {
            // How many countries there are is no sum over incidents: each adds what it changes when its turn comes
            Snapshot before = alone(changed.then(), then);
            Snapshot after = alone(changed.now(), now);
            countries.forEach((quantity, counted) -> difference.put(quantity, counted.replace(before, after)));
        }
        difference.values().removeIf(number -> number == 0);
        return difference;
    }

    private Map<Quantity, Long> numbers(Optional<Fact> fact, GroupRegister register) {
        if (tells(fact, register)) {
            return PublishedNumbers.of(subject.month(), briefs.figures(subject, alone(fact, register)));
        }
        return isAmong(fact, Briefs.atAll(subject), register)
                ? PublishedNumbers.ofYears(subject.month(), briefs.years(alone(fact, register), subject))
                : Map.of();
    }

    /** Whether the brief says more of the incident than which year it is of. */
    private boolean tells(Optional<Fact> fact, GroupRegister register) {
        return isAmong(fact, Briefs.closely(subject), register);
    }

    private static boolean isAmong(Optional<Fact> fact, Selection selection, GroupRegister register) {
        return fact.filter(one -> Within.EITHER.selects(selection.under(register), one))
                .isPresent();
    }

    private static Snapshot alone(Optional<Fact> fact, GroupRegister register) {
        return FactSnapshot.of(fact.stream().toList(), register);
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
}
