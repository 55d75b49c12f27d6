package org.incidentstats.imports.mapping;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.incidentstats.event.EventReader;
import org.incidentstats.imports.mapping.Mapping.NoteRule;
import org.incidentstats.imports.mapping.Mapping.RelatedRule;
import org.incidentstats.imports.mapping.Mapping.SourceRule;
import org.incidentstats.platform.Fault;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What it is known from: sources, related events and the note of a row. */
final class RowSources {

    private final Mapping mapping;
    private final RowCells cells;
    private final Draft draft;

    RowSources(Mapping mapping, RowCells cells, Draft draft) {
        this.mapping = mapping;
        this.cells = cells;
        this.draft = draft;
    }

    /** The id under which an event of this source is on record. */
    Optional<String> id(String cell, String column) {
        String id = mapping.source().map(source -> source + "-").orElse("") + cell;
        if (cell.isEmpty() || !EventReader.isId(id)) {
            draft.fault(column, cell, "the source's own id of the event: " + EventReader.ID_FORM);
            return Optional.empty();
        }
        return Optional.of(id);
    }

    void sources(SourceRule rule) {
        if (rule.separator().isPresent()) {
            separatedSources(rule);
            return;
        }
        Optional<String> title = cells.text(rule.title());
        if (title.isEmpty()) {
            return;
        }
        ObjectNode source = JsonNodeFactory.instance.objectNode();
        cells.text(rule.id()).ifPresent(id -> source.put("id", draft.cut(RowCells.line(id))));
        cells.text(rule.publisher())
                .ifPresent(publisher -> source.put("publisher", draft.cut(RowCells.line(publisher))));
        source.put("title", draft.cut(RowCells.line(title.get())));
        cells.text(rule.url()).ifPresent(url -> source.put("url", url));
        cells.text(rule.published()).ifPresent(published -> source.put("published", published));
        cells.text(rule.language()).ifPresent(language -> source.put("language", language));
        add(source, rule);
    }

    private void separatedSources(SourceRule rule) {
        List<String> titles = RowCells.split(cells.text(rule.title()).orElse(""), rule.separator());
        List<String> urls = RowCells.split(cells.text(rule.url()).orElse(""), rule.separator());
        if (!urls.isEmpty() && urls.size() != titles.size()) {
            draft.fault(
                    RowCells.columns(rule.url()),
                    String.join("; ", urls),
                    "%d addresses of %d sources: give one for each, in the same order, or none"
                            .formatted(urls.size(), titles.size()));
            return;
        }
        for (int i = 0; i < titles.size(); i++) {
            ObjectNode source =
                    JsonNodeFactory.instance.objectNode().put("title", draft.cut(RowCells.line(titles.get(i))));
            if (!urls.isEmpty()) {
                source.put("url", urls.get(i));
            }
            add(source, rule);
        }
    }

    private void add(ObjectNode source, SourceRule rule) {
        ArrayNode sources = draft.document().withArray("sources");
        for (int i = 0; i < sources.size(); i++) {
            if (sources.get(i).equals(source)) {
                return;
            }
        }
        String pointer = "/sources/" + sources.size();
        draft.origin(pointer, RowCells.columns(rule.title()));
        draft.origin(pointer + "/url", RowCells.columns(rule.url()));
        draft.origin(pointer + "/published", RowCells.columns(rule.published()));
        draft.origin(pointer + "/language", RowCells.columns(rule.language()));
        sources.add(source);
    }

    void related(RelatedRule rule, Optional<String> id) {
        Set<String> seen = new LinkedHashSet<>(id.stream().toList());
        for (String other : RowCells.split(cells.known(rule.column()).orElse(""), Optional.of(rule.separator()))) {
            Optional<String> event = id(other, rule.column());
            if (event.isPresent() && seen.add(event.get())) {
                if (seen.size() > EventReader.LONGEST_LIST + 1) {
                    draft.inFull("Related in the source: " + cells.cell(rule.column()));
                    break;
                }
                draft.document()
                        .withArray("relations")
                        .addObject()
                        .put("kind", "related-to")
                        .put("event", event.get());
            }
        }
        draft.origin("/relations", rule.column());
    }

    void note() {
        List<String> parts = new ArrayList<>();
        for (NoteRule rule : mapping.note()) {
            if (cells.holds(rule.when())) {
                cells.text(rule.text()).ifPresent(parts::add);
            }
        }
        if (!draft.unknownGroups().isEmpty()) {
            parts.add("Groups that the source names and the code list lacks: %s."
                    .formatted(String.join("; ", draft.unknownGroups())));
        }
        draft.inFull().forEach(text -> parts.add("In full: " + text));
        if (!parts.isEmpty()) {
            draft.document().put("note", Fault.shortened(String.join("\n", parts), EventReader.LONGEST_TEXT - 1));
        }
        draft.origin(
                "/note",
                mapping.note().stream()
                        .map(rule -> RowCells.columns(rule.text()))
                        .collect(Collectors.joining(" + ")));
    }
}
