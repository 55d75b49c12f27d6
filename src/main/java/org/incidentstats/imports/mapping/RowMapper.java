package org.incidentstats.imports.mapping;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.incidentstats.event.Event;
import org.incidentstats.event.EventReader;
import org.incidentstats.imports.file.CellFault;
import org.incidentstats.imports.file.FileTable;
import org.incidentstats.imports.file.NdjsonRows;
import org.incidentstats.imports.file.SourceRow;
import org.incidentstats.imports.mapping.Mapping.CodeRule;
import org.incidentstats.imports.mapping.Mapping.DateRule;
import org.incidentstats.platform.CsvText;
import org.incidentstats.platform.Fault;
import org.incidentstats.platform.InvalidRequest;
import org.incidentstats.vocabulary.CodeLists;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * Turns rows of one table into events: the mapping makes the event's JSON, and the reader that reads every event
 * from outside reads it. What that finds is led back to the columns that it came from.
 */
public final class RowMapper {

    private static final int MOST_FAULTS = 20;

    /** Columns of {@code GET /v1/events?format=csv} that the record adds. */
    private static final List<String> ONLY_IN_A_LIST = List.of("version", "recorded_at");

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private final Mapping mapping;
    private final boolean own;
    private final List<String> header;
    private final Map<String, Integer> places = new HashMap<>();
    private final SourceNames names;
    private final CodeLists codes;
    private final EventReader reader;

    /**
     * @param own whether the table is one that the API wrote: events in JSON, or the columns of its CSV
     */
    public RowMapper(
            Mapping mapping, boolean own, List<String> header, SourceNames names, CodeLists codes, EventReader reader) {
        this.mapping = mapping;
        this.header = header;
        this.own = own;
        this.names = names;
        this.codes = codes;
        this.reader = reader;
        for (int i = 0; i < header.size(); i++) {
            places.put(header.get(i).toLowerCase(Locale.ROOT), i);
        }
    }

    /** Whether each row is one cell with a JSON object in it. */
    private boolean documents() {
        return header.equals(List.of(NdjsonRows.COLUMN));
    }

    /** The columns without which no row can become an event, and that the table does not have. */
    public Set<String> missing() {
        Set<String> missing = new TreeSet<>();
        if (!documents()) {
            DateRule date = mapping.date();
            Stream.of(
                            Stream.of(mapping.id(), mapping.places().get(0).country()),
                            Stream.of(date.edtf(), date.year(), date.month(), date.day(), date.from(), date.to())
                                    .flatMap(Optional::stream),
                            Stream.of(mapping.type(), mapping.outcome(), mapping.evidence())
                                    .flatMap(RowMapper::neededColumn))
                    .flatMap(columns -> columns)
                    .filter(column -> !places.containsKey(column.toLowerCase(Locale.ROOT)))
                    .forEach(missing::add);
        }
        return missing;
    }

    /** Whether it is this API's list of events: it lacks what fits into no table, and would take that from the events. */
    public boolean forReading() {
        return own && header.containsAll(ONLY_IN_A_LIST);
    }

    /** The columns that the mapping would read, and that the table does not have. */
    public Set<String> unread() {
        Set<String> unread = new TreeSet<>();
        if (!documents()) {
            mapping.columns()
                    .filter(column -> !places.containsKey(column.toLowerCase(Locale.ROOT)))
                    .forEach(unread::add);
        }
        return unread;
    }

    /** The columns of the table that the mapping does not read. */
    public Set<String> unused() {
        if (documents()) {
            return Set.of();
        }
        Set<String> read =
                mapping.columns().map(column -> column.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        return header.stream()
                .filter(column -> !read.contains(column.toLowerCase(Locale.ROOT)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Where only columns can give a code, the last of them is needed. */
    private static Stream<String> neededColumn(List<CodeRule> rules) {
        boolean always = rules.stream()
                .anyMatch(rule -> rule.use().isPresent() && rule.when().isEmpty());
        return always ? Stream.empty() : rules.get(rules.size() - 1).column().stream();
    }

    public MappedRow map(SourceRow row) {
        if (row.cells().size() != header.size()) {
            return ragged(row);
        }
        int longest = documents() ? FileTable.LONGEST_DOCUMENT : FileTable.LONGEST_CELL;
        for (int i = 0; i < row.cells().size(); i++) {
            String cell = row.cells().get(i);
            if (cell.length() > longest) {
                return MappedRow.faulty(
                        header.get(i),
                        Fault.shortened(cell, 100),
                        "%,d characters; at most %,d are taken. Is a quote not closed?"
                                .formatted(cell.length(), longest));
            }
        }
        return documents() ? document(row.cells().get(0)) : mapped(cells(row));
    }

    private MappedRow ragged(SourceRow row) {
        int found = row.cells().size();
        String value = found > header.size()
                ? String.join(" | ", row.cells().subList(header.size(), found))
                : found == 0 ? "" : row.cells().get(found - 1);
        String column = found > header.size() || found == 0 ? "" : header.get(found - 1);
        return MappedRow.faulty(
                column,
                value,
                "the row has %d cells and the header has %d. Is a quote or delimiter missing, or the file cut off?"
                        .formatted(found, header.size()));
    }

    private Map<String, String> cells(SourceRow row) {
        Map<String, String> cells = new HashMap<>();
        places.forEach((column, place) -> {
            String cell = row.cells().get(place);
            cells.put(column, own ? CsvText.plain(cell) : cell);
        });
        return cells;
    }

    private MappedRow document(String text) {
        JsonNode document;
        try {
            document = JSON.readValue(text);
        } catch (JsonProcessingException e) {
            return MappedRow.faulty(
                    NdjsonRows.COLUMN,
                    text,
                    "not JSON: " + e.getOriginalMessage().lines().findFirst().orElse(""));
        }
        if (!document.isObject()) {
            return MappedRow.faulty(NdjsonRows.COLUMN, text, "not a JSON object");
        }
        if (own) {
            return own(document);
        }
        Map<String, String> cells = new HashMap<>();
        document.properties()
                .forEach(member -> cells.put(
                        member.getKey().toLowerCase(Locale.ROOT),
                        member.getValue().isNull()
                                ? ""
                                : member.getValue().isValueNode()
                                        ? member.getValue().asText()
                                        : member.getValue().toString()));
        return mapped(cells);
    }

    private MappedRow own(JsonNode document) {
        String id = document.path("id").asText();
        if (!document.path("id").isTextual() || !EventReader.isId(id)) {
            return MappedRow.faulty("/id", id, "an event needs an id of " + EventReader.ID_FORM);
        }
        return read(id, document, Map.of(), Set.of());
    }

    private MappedRow mapped(Map<String, String> cells) {
        EventBuilder event = new EventBuilder(mapping, cells, names, codes);
        Optional<String> id = event.build();
        Draft draft = event.draft();
        if (!draft.faults().isEmpty() || id.isEmpty()) {
            return new MappedRow.Faulty(limited(draft.faults()));
        }
        return read(id.get(), draft.document(), draft.origins(), draft.unknownGroups());
    }

    private MappedRow read(String id, JsonNode document, Map<String, String> origins, Set<String> unknownGroups) {
        try {
            Event event = reader.read(document);
            return new MappedRow.Readable(id, event, unknownGroups);
        } catch (InvalidRequest e) {
            return new MappedRow.Faulty(limited(
                    e.faults().stream().map(fault -> fault(fault, origins)).toList()));
        }
    }

    private static CellFault fault(Fault fault, Map<String, String> origins) {
        String pointer = fault.pointer().orElse("");
        String column = pointer;
        for (String part = pointer; !part.isEmpty(); part = part.substring(0, part.lastIndexOf('/'))) {
            if (origins.containsKey(part)) {
                column = origins.get(part);
                break;
            }
        }
        String allowed = fault.allowed().isEmpty() ? "" : "; known are " + String.join(", ", fault.allowed());
        return new CellFault(column, fault.value().orElse(""), fault.detail() + allowed);
    }

    /** One fault for a cell: the first, of which others may only be the consequence. */
    private static List<CellFault> limited(List<CellFault> faults) {
        Set<List<String>> seen = new HashSet<>();
        return faults.stream()
                .filter(fault -> seen.add(List.of(fault.column(), fault.value())))
                .limit(MOST_FAULTS)
                .toList();
    }
}
