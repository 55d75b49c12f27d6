package org.incidentstats.imports.mapping;

import java.util.List;
import java.util.Set;

import org.incidentstats.event.Event;
import org.incidentstats.imports.file.CellFault;

/** What a row says: an event with its id, or what is wrong with it. */
public sealed interface MappedRow {

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
