package org.incidentstats.imports;

import java.util.List;
import java.util.Set;

import org.incidentstats.event.Event;

/** What a row says: an event with its id, or what is wrong with it. */
sealed interface MappedRow {

    /**
     * @param unknownGroups names of organisations that have no code; they stand in the event's note
     */
    record Readable(String id, Event event, Set<String> unknownGroups) implements MappedRow {}

    /** At least one fault. */
    record Faulty(List<CellFault> faults) implements MappedRow {}

    static Faulty faulty(String column, String value, String reason) {
        return new Faulty(List.of(new CellFault(column, value, reason)));
    }
}
