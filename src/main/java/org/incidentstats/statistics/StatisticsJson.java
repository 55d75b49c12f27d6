package org.incidentstats.statistics;

import java.util.function.UnaryOperator;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** An answer as JSON. */
@Singleton
final class StatisticsJson {

    private final ObjectMapper mapper;

    StatisticsJson(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * @param snapshot what it was computed from
     * @param absolute makes an address of this service, given as a path, a whole one
     */
    ObjectNode of(Answer answer, Snapshot snapshot, UnaryOperator<String> absolute) {
        ObjectNode document = mapper.createObjectNode();
        document.set("query", query(answer.query()));
        ArrayNode rows = document.putArray("rows");
        for (Row row : answer.rows()) {
            ObjectNode json = rows.addObject();
            for (int i = 0; i < row.values().size(); i++) {
                json.put(answer.query().by().get(i).code(), row.values().get(i));
            }
            measures(json, answer.query(), row);
            json.putObject("links")
                    .put("events", absolute.apply(EventLinks.ofRow(answer.query(), row, snapshot.asOf())));
        }
        ObjectNode total = document.putObject("total");
        measures(total, answer.query(), answer.total());
        total.putObject("links")
                .put("events", absolute.apply(EventLinks.of(answer.query().selection(), snapshot.asOf())));
        document.set("meta", meta(answer, snapshot, absolute));
        return document;
    }

    private ObjectNode query(Query query) {
        ObjectNode json = mapper.createObjectNode();
        ArrayNode by = json.putArray("by");
        query.by().forEach(dimension -> by.add(dimension.code()));
        ArrayNode measures = json.putArray("measure");
        query.measures().forEach(measure -> measures.add(measure.code()));
        query.selection().filters().forEach((dimension, codes) -> codes.forEach(json.withArray(dimension.code())::add));
        query.selection()
                .excluded()
                .forEach((dimension, codes) ->
                        codes.forEach(code -> json.withArray(dimension.code()).add(QueryParameters.NOT + code)));
        query.selection().period().from().ifPresent(from -> json.put("from", from));
        query.selection().period().to().ifPresent(to -> json.put("to", to));
        return json;
    }

    private void measures(ObjectNode json, Query query, Row row) {
        for (Measure measure : query.measures()) {
            if (measure.estimated()) {
                json.set(measure.code(), mapper.valueToTree(row.tally(measure)));
            } else {
                json.put(measure.code(), row.events());
            }
        }
    }

    private static ObjectNode meta(Answer answer, Snapshot snapshot, UnaryOperator<String> absolute) {
        ObjectNode meta = JsonNodeFactory.instance.objectNode();
        meta.put("computedFrom", snapshot.computedFrom());
        snapshot.asOf().ifPresent(moment -> meta.put("asOf", moment.toString()));
        meta.put("changedAt", snapshot.changedAt().toString());
        meta.put("possibleEvents", answer.possible());
        meta.putObject("links")
                .put(
                        "possibleEvents",
                        absolute.apply(EventLinks.ofPossible(answer.query().selection(), snapshot.asOf())));
        return meta;
    }
}
