package org.incidentstats.statistics;

import java.util.Optional;

import org.incidentstats.statistics.model.Fact;
import org.incidentstats.vocabulary.GroupRegister;

/**
 * A question for a page of events, newest first.
 *
 * @param selection of which events
 * @param within    how certain it has to be that an event is of the selection's period
 * @param after     the last event of the page before; none for the first page
 * @param limit     how many at the most, 0 for their number alone
 */
public record EventList(Selection selection, Within within, Optional<EventCursor> after, int limit) {

    /** The same list, where groups count under the codes that a register says. */
    public EventList under(GroupRegister register) {
        return new EventList(selection.under(register), within, after, limit);
    }

    /** The page that follows one, which is not the last. */
    EventList after(EventPage page) {
        return new EventList(
                selection,
                within,
                Optional.of(EventCursor.of(page.events().get(page.events().size() - 1))),
                limit);
    }

    /** How certain it has to be that an event is of a period. */
    public enum Within {
        /** Its whole date lies in the period. */
        CERTAIN,
        /** Its date has days in the period and others outside. */
        POSSIBLE,
        /** Its date has a day in the period. */
        EITHER;

        /** Whether an event whose contribution is this belongs to the list of a selection. */
        public boolean selects(Selection selection, Fact fact) {
            return switch (this) {
                case CERTAIN -> selection.selects(fact);
                case POSSIBLE -> selection.maySelect(fact);
                case EITHER -> selection.selects(fact) || selection.maySelect(fact);
            };
        }
    }
}
