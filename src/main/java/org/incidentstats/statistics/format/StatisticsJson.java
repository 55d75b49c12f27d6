package org.incidentstats.statistics.format;

import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

import jakarta.inject.Singleton;

import org.incidentstats.statistics.AnswerRow;
import org.incidentstats.statistics.AnswerTable;
import org.incidentstats.statistics.Cost;
import org.incidentstats.statistics.EventLinks;
import org.incidentstats.statistics.FigureChange;
import org.incidentstats.statistics.FilterValue;
import org.incidentstats.statistics.Presentation;
import org.incidentstats.statistics.Query;
import org.incidentstats.statistics.Selection;
import org.incidentstats.statistics.Snapshot;
import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.statistics.model.Measure;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A table as JSON. */
@Singleton
public final class StatisticsJson {

    private final ObjectMapper mapper;

    StatisticsJson(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * @param snapshot what it was computed from
     * @param absolute makes an address of this service, given as a path, a whole one
     */
    public ObjectNode of(AnswerTable table, Snapshot snapshot, UnaryOperator<String> absolute) {
        ObjectNode about = about(table, snapshot, absolute);
        ObjectNode document = mapper.createObjectNode();
        document.set("query", about.get("query"));
        rows(document.putArray("rows"), table, snapshot, absolute);
        return document.setAll(about);
    }

    /** What the document says beside its rows. */
    public ObjectNode about(AnswerTable table, Snapshot snapshot, UnaryOperator<String> absolute) {
        ObjectNode document = mapper.createObjectNode();
        document.set("query", query(table.query(), table.presentation()));
        line(document.putObject("total"), table, table.total(), snapshot.asOf(), absolute);
        document.set("meta", meta(table, snapshot, absolute));
        return document;
    }

    private void rows(ArrayNode rows, AnswerTable table, Snapshot snapshot, UnaryOperator<String> absolute) {
        for (AnswerTable.Line line : table.lines()) {
            ObjectNode json = rows.addObject();
            for (int i = 0; i < line.row().values().size(); i++) {
                json.put(table.query().by().get(i).code(), line.row().values().get(i));
            }
            line(json, table, line, snapshot.asOf(), absolute);
        }
    }

    /** The question, as it was understood. */
    ObjectNode query(Query query, Presentation presentation) {
        ObjectNode json = mapper.createObjectNode();
        ArrayNode by = json.putArray("by");
        query.by().forEach(dimension -> by.add(dimension.code()));
        ArrayNode measures = json.putArray("measure");
        query.measures().forEach(measure -> measures.add(measure.code()));
        selection(json, query.selection());
        presentation.order().ifPresent(order -> json.put("order", order.toString()));
        presentation.top().ifPresent(top -> json.put("top", top));
        if (presentation.zeroFilled()) {
            json.put("fill", "zero");
        }
        presentation.comparison().ifPresent(comparison -> json.put("compare", comparison.code()));
        if (presentation.shares()) {
            json.put("share", true);
        }
        return json;
    }

    /** Adds the filters and the period. */
    static void selection(ObjectNode json, Selection selection) {
        for (Dimension dimension : Dimension.values()) {
            if (selection.filters().containsKey(dimension)
                    || selection.excluded().containsKey(dimension)) {
                ArrayNode values = json.putArray(dimension.code());
                Optional.ofNullable(selection.filters().get(dimension)).ifPresent(codes -> codes.forEach(values::add));
                Optional.ofNullable(selection.excluded().get(dimension))
                        .ifPresent(codes -> codes.forEach(code -> values.add(FilterValue.NOT + code)));
            }
        }
        selection.period().from().ifPresent(from -> json.put("from", from.toString()));
        selection.period().to().ifPresent(to -> json.put("to", to.toString()));
    }

    private void line(
            ObjectNode json,
            AnswerTable table,
            AnswerTable.Line line,
            Optional<Instant> asOf,
            UnaryOperator<String> absolute) {
        for (Measure measure : table.query().measures()) {
            figure(json, measure.code(), measure, line.row());
        }
        if (table.presentation().shares()) {
            ObjectNode shares = json.putObject("sharePercent");
            for (Measure measure : table.query().measures()) {
                table.share(line, measure).ifPresent(share -> shares.put(measure.code(), share));
            }
        }
        line.earlier().ifPresent(earlier -> {
            ObjectNode compared = json.putObject("compared");
            compared.put("with", earlier.period());
            for (Measure measure : table.query().measures()) {
                ObjectNode change = compared.putObject(measure.code());
                figure(change, "before", measure, earlier.row());
                change(change, FigureChange.of(measure, earlier.row(), line.row()));
            }
            compared.putObject("links").put("events", absolute.apply(EventLinks.of(earlier.selection(), asOf)));
        });
        json.putObject("links").put("events", absolute.apply(EventLinks.of(line.selection(), asOf)));
    }

    /** Adds the figure of a measure: a number of events, or an estimate. */
    void figure(ObjectNode json, String name, Measure measure, AnswerRow row) {
        if (measure.estimated()) {
            json.set(name, mapper.valueToTree(row.tally(measure)));
        } else {
            json.put(name, row.events());
        }
    }

    /** Adds a change. */
    static void change(ObjectNode json, FigureChange change) {
        json.put("change", change.difference());
        change.percent().ifPresent(percent -> json.put("changePercent", percent));
    }

    private ObjectNode meta(AnswerTable table, Snapshot snapshot, UnaryOperator<String> absolute) {
        ObjectNode meta = mapper.createObjectNode();
        state(meta, snapshot);
        meta.put("possibleEvents", table.possible());
        if (!table.others().isEmpty()) {
            ArrayNode others = meta.putObject(Presentation.OTHER)
                    .putArray(table.query().by().get(0).code());
            table.others().stream().sorted().forEach(others::add);
        }
        meta.putObject("links")
                .put(
                        "possibleEvents",
                        absolute.apply(EventLinks.ofPossible(table.query().selection(), snapshot.asOf())));
        return meta;
    }

    /** Adds the position that an answer is of. */
    static void state(ObjectNode meta, Snapshot snapshot) {
        meta.put("position", snapshot.position());
        if (snapshot.recordedAt().isAfter(Instant.EPOCH)) {
            meta.put("recordedAt", snapshot.recordedAt().toString());
        }
        snapshot.asOf().ifPresent(moment -> meta.put("asOf", moment.toString()));
    }

    /** Adds what an answer has cost. */
    public static void cost(ObjectNode meta, Cost cost) {
        meta.put("rowsScanned", cost.rowsScanned());
        meta.put("readUnits", cost.readUnits());
        meta.put("requests", cost.requests());
    }
}
