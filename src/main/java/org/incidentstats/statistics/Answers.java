package org.incidentstats.statistics;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;

import org.incidentstats.statistics.model.Fact;

/** Answers questions, all of one moment. */
public interface Answers {

    /**
     * @param kept the values of the first dimension that have rows of their own; all have, where it is empty
     */
    Answer answer(Query query, Optional<Set<String>> kept);

    default Answer answer(Query query) {
        return answer(query, Optional.empty());
    }

    /** Answers from the facts themselves. */
    static Answers from(Collection<Fact> facts) {
        return (query, kept) -> Answer.of(query, kept, facts);
    }
}
