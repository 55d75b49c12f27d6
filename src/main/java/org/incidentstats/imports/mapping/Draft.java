package org.incidentstats.imports.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.incidentstats.event.EventReader;
import org.incidentstats.imports.file.CellFault;
import org.incidentstats.platform.Fault;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** An event's JSON while a row is made into it, with the columns that each part came from and what is wrong with them. */
final class Draft {

    private final ObjectNode document = JsonNodeFactory.instance.objectNode();
    private final Map<String, String> origins = new HashMap<>();
    private final List<CellFault> faults = new ArrayList<>();
    private final Set<String> unknownGroups = new LinkedHashSet<>();
    private final List<String> inFull = new ArrayList<>();

    ObjectNode document() {
        return document;
    }

    /** The columns by JSON pointers into the document. */
    Map<String, String> origins() {
        return origins;
    }

    void origin(String pointer, String columns) {
        origins.put(pointer, columns);
    }

    List<CellFault> faults() {
        return faults;
    }

    void fault(String column, String value, String reason) {
        faults.add(new CellFault(column, value, reason));
    }

    /** Names of organisations that have no code. */
    Set<String> unknownGroups() {
        return unknownGroups;
    }

    void unknownGroup(String name) {
        unknownGroups.add(name);
    }

    /** What the note says because it was cut, or left out, in its own place. */
    List<String> inFull() {
        return inFull;
    }

    void inFull(String text) {
        inFull.add(text);
    }

    /** A line that is too long is cut, and its whole text kept for the note. */
    String cut(String text) {
        if (text.length() <= EventReader.LONGEST_LINE) {
            return text;
        }
        inFull(text);
        return Fault.shortened(text, EventReader.LONGEST_LINE - 1);
    }
}
