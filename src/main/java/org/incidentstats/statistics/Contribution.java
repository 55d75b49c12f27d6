package org.incidentstats.statistics;

import java.util.Collection;
import java.util.Set;

import org.incidentstats.event.EventDate;

/** What is added up to an answer: the fact of one event, or a cell, which is the sum of events with the same values. */
interface Contribution {

    /** Whether it counts at all. */
    boolean counts();

    /** When it happened, at least as exact as the questions that it is added up for. */
    EventDate date();

    /**
     * Its values of a dimension, at least one.
     *
     * @throws IllegalStateException if it does not tell this dimension
     */
    Collection<String> values(Dimension dimension);

    /** Everything that it adds up to. */
    Sums sums();

    /**
     * Those of its perpetrators who are of these nationalities, some of its own.
     *
     * @throws IllegalStateException if it does not tell them apart
     */
    Tally perpetrators(Set<String> nationalities);
}
