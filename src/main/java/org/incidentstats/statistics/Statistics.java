package org.incidentstats.statistics;

import java.util.Comparator;
import java.util.List;

import jakarta.inject.Singleton;

/** Answers questions. */
@Singleton
public final class Statistics {

    /** Newest first; of one date, by id. */
    static final Comparator<Fact> NEWEST_FIRST = Comparator.comparing(
                    (Fact fact) -> fact.date().firstDay())
            .thenComparing(fact -> fact.date().lastDay())
            .reversed()
            .thenComparing(Fact::event);

    private final FactStore facts;

    public Statistics(FactStore facts) {
        this.facts = facts;
    }

    /** The state that an answer given now would be computed from. */
    public StatisticsState state() {
        return facts.state();
    }

    public Answer answer(Query query) {
        return Answer.of(query, facts.all().facts());
    }

    /** The events of a selection, newest first. */
    public List<Fact> events(Selection selection) {
        return facts.all().facts().stream()
                .filter(selection::selects)
                .sorted(NEWEST_FIRST)
                .toList();
    }

    /** The events that may belong to a selection, because their date is not known well enough; newest first. */
    public List<Fact> possibleEvents(Selection selection) {
        return facts.all().facts().stream()
                .filter(selection::maySelect)
                .sorted(NEWEST_FIRST)
                .toList();
    }
}
