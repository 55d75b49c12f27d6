package org.incidentstats.imports.mapping;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.incidentstats.imports.mapping.Mapping.GroupRule;
import org.incidentstats.imports.mapping.Mapping.PerpetratorRule;
import org.incidentstats.imports.mapping.Mapping.TargetRule;
import org.incidentstats.imports.mapping.Mapping.WeaponRule;
import org.incidentstats.platform.Fault;
import org.incidentstats.vocabulary.CodeLists;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Who did it, to whom and with what: groups, perpetrators, targets and weapons of a row. */
final class RowActors {

    private final Mapping mapping;
    private final RowCells cells;
    private final Draft draft;
    private final SourceNames names;
    private final CodeLists codes;
    private final RowCodes rowCodes;
    private final RowFigures rowFigures;

    RowActors(
            Mapping mapping,
            RowCells cells,
            Draft draft,
            SourceNames names,
            CodeLists codes,
            RowCodes rowCodes,
            RowFigures rowFigures) {
        this.mapping = mapping;
        this.cells = cells;
        this.draft = draft;
        this.names = names;
        this.codes = codes;
        this.rowCodes = rowCodes;
        this.rowFigures = rowFigures;
    }

    void groups(GroupRule rule) {
        ArrayNode found = JsonNodeFactory.instance.arrayNode();
        Set<String> seen = new LinkedHashSet<>();
        for (String column : rule.columns()) {
            for (String name : RowCells.split(cells.known(column).orElse(""), rule.separator())) {
                if (rule.ignore().stream().anyMatch(pattern -> RowCells.matches(pattern, name))) {
                    continue;
                }
                Optional<String> code = names.group(name, mapping.organisations());
                code.filter(seen::add).ifPresent(found::add);
                if (code.isEmpty()) {
                    draft.unknownGroup(Fault.shortened(RowCells.line(name), 200));
                }
            }
        }
        if (!found.isEmpty()) {
            draft.document().set("groups", found);
            draft.origin("/groups", String.join(" + ", rule.columns()));
        }
    }

    void perpetrators(PerpetratorRule rule) {
        ArrayNode all = draft.document().withArray("perpetrators");
        String pointer = "/perpetrators/" + all.size();
        Optional<ObjectNode> count = rule.count().flatMap(figures -> rowFigures.figures(figures, pointer + "/count"));
        List<String> nationalities = rule.nationality()
                .map(column -> nationalities(column, rule.separator()))
                .orElse(List.of());
        if (nationalities.size() > 1 && count.isPresent()) {
            draft.fault(
                    rule.nationality().orElseThrow(),
                    String.join("; ", nationalities),
                    "several nationalities share one number; leave the number out, or send NDJSON with one for each");
            return;
        }
        for (String nationality : nationalities) {
            all.addObject().put("nationality", nationality);
        }
        if (count.isPresent()) {
            ObjectNode one = nationalities.isEmpty()
                    ? all.addObject().put("nationality", "unknown")
                    : (ObjectNode) all.get(all.size() - 1);
            one.set("count", count.get());
        }
        if (all.isEmpty()) {
            draft.document().remove("perpetrators");
        }
    }

    void targets(TargetRule rule) {
        Optional<String> type = rule.type().flatMap(one -> rowCodes.code(List.of(one)));
        List<String> nationalities = rule.nationality()
                .map(column -> nationalities(column, rule.separator()))
                .orElse(List.of());
        if (type.isEmpty() && nationalities.isEmpty()) {
            return;
        }
        ObjectNode target = JsonNodeFactory.instance.objectNode();
        type.ifPresent(code -> target.put("type", code));
        nationalities.forEach(code -> target.withArray("nationalities").add(code));
        ArrayNode targets = draft.document().withArray("targets");
        for (int i = 0; i < targets.size(); i++) {
            if (targets.get(i).equals(target)) {
                return;
            }
        }
        targets.add(target);
    }

    private List<String> nationalities(String column, Optional<String> separator) {
        List<String> found = new ArrayList<>();
        for (String name : RowCells.split(cells.known(column).orElse(""), separator)) {
            if (RowCells.contains(mapping.unknown().nationalities(), name)) {
                continue;
            }
            Optional<String> code =
                    codes.nationalities().contains(name) ? Optional.of(name) : names.country(name, mapping.countries());
            if (code.isEmpty()) {
                draft.fault(
                        column,
                        name,
                        "no country is known under this name; give its ISO 3166-1 alpha-3 code, unknown or stateless");
            } else if (!found.contains(code.get())) {
                found.add(code.get());
            }
        }
        return found;
    }

    void weapons(WeaponRule rule) {
        ArrayNode found = JsonNodeFactory.instance.arrayNode();
        Set<String> seen = new LinkedHashSet<>();
        for (String column : rule.columns()) {
            for (String value : RowCells.split(cells.cell(column), rule.separator())) {
                Map<String, String> table = rule.values();
                if (rule.values().isEmpty()) {
                    found.add(value);
                } else if (table.containsKey(value)) {
                    Optional.ofNullable(table.get(value)).filter(seen::add).ifPresent(found::add);
                } else if (!rule.ignoreOthers()
                        && !RowCells.contains(mapping.unknown().texts(), value)) {
                    rowCodes.unknownValue(column, value, rule.values());
                }
            }
        }
        if (!found.isEmpty()) {
            draft.document().set("weapons", found);
            draft.origin("/weapons", String.join(" + ", rule.columns()));
        }
    }
}
