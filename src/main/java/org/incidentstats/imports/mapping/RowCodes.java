package org.incidentstats.imports.mapping;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.incidentstats.imports.mapping.Mapping.CodeRule;

/** Codes of the code lists for the values of a row. */
final class RowCodes {

    private static final int MOST_KNOWN_LISTED = 40;

    private final Mapping mapping;
    private final RowCells cells;
    private final Draft draft;

    RowCodes(Mapping mapping, RowCells cells, Draft draft) {
        this.mapping = mapping;
        this.cells = cells;
        this.draft = draft;
    }

    Optional<String> required(String member, List<CodeRule> rules) {
        int before = draft.faults().size();
        Optional<String> code = code(rules);
        if (code.isEmpty() && draft.faults().size() == before) {
            draft.fault(ruleColumns(rules), "", "missing: it does not say what the event's %s is".formatted(member));
        }
        draft.origin("/" + member, ruleColumns(rules));
        return code;
    }

    Optional<String> code(List<CodeRule> rules) {
        for (CodeRule rule : rules) {
            if (!cells.holds(rule.when())) {
                continue;
            }
            if (rule.use().isPresent()) {
                return rule.use();
            }
            String column = rule.column().orElseThrow();
            String value = cells.cell(column);
            if (value.isEmpty()) {
                continue;
            }
            if (RowCells.contains(rule.outside(), value)) {
                draft.fault(column, value, "outside of what is imported from this source");
                return Optional.empty();
            }
            Map<String, String> table = rule.table().map(mapping.tables()::get).orElse(rule.values());
            if (table.isEmpty()) {
                return Optional.of(value);
            }
            if (!table.containsKey(value)) {
                unknownValue(column, value, table);
                return Optional.empty();
            }
            if (table.get(value) != null) {
                return Optional.of(table.get(value));
            }
        }
        return Optional.empty();
    }

    void unknownValue(String column, String value, Map<String, String> table) {
        draft.fault(
                column,
                value,
                "the mapping does not know this value; it knows %s"
                        .formatted(table.keySet().stream()
                                .sorted()
                                .limit(MOST_KNOWN_LISTED)
                                .collect(Collectors.joining(" | "))));
    }

    static String ruleColumns(List<CodeRule> rules) {
        return rules.stream().flatMap(rule -> rule.column().stream()).distinct().collect(Collectors.joining(" + "));
    }
}
