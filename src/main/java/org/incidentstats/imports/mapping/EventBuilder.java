package org.incidentstats.imports.mapping;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.incidentstats.vocabulary.Category;
import org.incidentstats.vocabulary.CodeLists;

/** Makes one row into an event's JSON, part by part. */
final class EventBuilder {

    private final Mapping mapping;
    private final CodeLists codes;
    private final RowCells cells;
    private final Draft draft = new Draft();
    private final RowCodes rowCodes;
    private final RowFigures figures;
    private final RowActors actors;
    private final RowPlaces places;
    private final RowSources sources;

    /**
     * @param cells the row's cells by the names of their columns in small letters
     */
    EventBuilder(Mapping mapping, Map<String, String> cells, SourceNames names, CodeLists codes) {
        this.mapping = mapping;
        this.codes = codes;
        this.cells = new RowCells(mapping, cells);
        this.rowCodes = new RowCodes(mapping, this.cells, draft);
        this.figures = new RowFigures(mapping, this.cells, draft);
        this.actors = new RowActors(mapping, this.cells, draft, names, codes, rowCodes, figures);
        this.places = new RowPlaces(mapping, this.cells, draft, names);
        this.sources = new RowSources(mapping, this.cells, draft);
    }

    /** What became of the row so far. */
    Draft draft() {
        return draft;
    }

    /** Fills the document, and gives the event's id. */
    Optional<String> build() {
        Optional<String> id = sources.id(cells.cell(mapping.id()), mapping.id());
        Optional<String> title = cells.text(mapping.title());
        title.ifPresent(text -> draft.document().put("title", draft.cut(RowCells.line(text))));
        draft.origin("/title", RowCells.columns(mapping.title()));
        cells.text(mapping.summary()).ifPresent(summary -> draft.document().put("summary", summary));
        draft.origin("/summary", RowCells.columns(mapping.summary()));
        rowCodes.required("type", mapping.type()).ifPresent(this::type);
        new RowDate(mapping, cells, draft).date();
        mapping.places().forEach(places::places);
        mapping.groups().ifPresent(actors::groups);
        rowCodes.code(mapping.claimed())
                .ifPresent(claimed -> draft.document().put("claimed", Boolean.parseBoolean(claimed)));
        rowCodes.required("outcome", mapping.outcome())
                .ifPresent(outcome -> draft.document().put("outcome", outcome));
        rowCodes.required("evidence", mapping.evidence())
                .ifPresent(evidence -> draft.document().put("evidence", evidence));
        mapping.perpetrators().forEach(actors::perpetrators);
        mapping.targets().forEach(actors::targets);
        figures.figures(mapping.killed(), "killed", "/casualties/killed", "casualties");
        figures.figures(mapping.wounded(), "wounded", "/casualties/wounded", "casualties");
        figures.figures(
                mapping.perpetratorsKilled(), "perpetratorsKilled", "/casualties/perpetratorsKilled", "casualties");
        mapping.arrested().flatMap(rule -> figures.figures(rule, "/arrested")).ifPresent(arrested -> draft.document()
                .set("arrested", arrested));
        mapping.weapons().ifPresent(actors::weapons);
        mapping.sources().forEach(sources::sources);
        mapping.related().ifPresent(related -> sources.related(related, id));
        sources.note();
        if (title.isEmpty() && draft.faults().isEmpty()) {
            draft.fault(RowCells.columns(mapping.title()), "", "nothing to make a title of");
        }
        return id;
    }

    private void type(String type) {
        draft.document().put("type", type);
        // A code that no category has is left for the reader to refuse.
        Stream.of(Category.values())
                .filter(category -> codes.typesOf(category).contains(type))
                .findFirst()
                .ifPresentOrElse(category -> draft.document().put("category", category.code()), () -> {
                    draft.fault(
                            RowCodes.ruleColumns(mapping.type()),
                            type,
                            "not one of the codes allowed here; known are "
                                    + String.join(", ", codes.types().codes()));
                });
    }
}
