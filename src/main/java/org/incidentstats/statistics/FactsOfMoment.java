package org.incidentstats.statistics;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * All facts of one moment.
 *
 * @param tag       names the state of the facts: equal tags, equal answers
 * @param changedAt when the newest change was taken in; the epoch (1970) for a moment before the first
 * @param asOf      the past moment that was asked for; empty for the present
 * @param source    gives the facts when they are needed, the same each time
 */
public record FactsOfMoment(String tag, Instant changedAt, Optional<Instant> asOf, Supplier<Collection<Fact>> source) {

    /** Newest first; of one date, by id. */
    static final Comparator<Fact> NEWEST_FIRST = Comparator.comparing(
                    (Fact fact) -> fact.date().firstDay())
            .thenComparing(fact -> fact.date().lastDay())
            .reversed()
            .thenComparing(Fact::event);

    public Answer answer(Query query) {
        return Answer.of(query, source.get());
    }

    /** The course of a measure. */
    public Trends trends(TrendQuery query) {
        return new TrendComputation(query, Answers.from(source.get()), changedAt).trends();
    }

    /** The events of a selection, newest first. */
    public List<Fact> events(Selection selection) {
        return source.get().stream()
                .filter(selection::selects)
                .sorted(NEWEST_FIRST)
                .toList();
    }

    /** The events that may belong to a selection, because their date is not known well enough; newest first. */
    public List<Fact> possibleEvents(Selection selection) {
        return source.get().stream()
                .filter(selection::maySelect)
                .sorted(NEWEST_FIRST)
                .toList();
    }

    /** The entity tag of one representation of what is computed from it. */
    public String tag(String representation) {
        return representation + "-" + tag;
    }
}
