package org.incidentstats.statistics.format;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import jakarta.inject.Singleton;

import org.incidentstats.statistics.AnswerRow;
import org.incidentstats.statistics.EventLinks;
import org.incidentstats.statistics.FigureChange;
import org.incidentstats.statistics.RateComparison;
import org.incidentstats.statistics.Selection;
import org.incidentstats.statistics.Snapshot;
import org.incidentstats.statistics.TrendQuery;
import org.incidentstats.statistics.Trends;
import org.incidentstats.statistics.model.Measure;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Trends as JSON. */
@Singleton
public final class TrendsJson {

    private final ObjectMapper mapper;
    private final StatisticsJson json;

    TrendsJson(ObjectMapper mapper, StatisticsJson json) {
        this.mapper = mapper;
        this.json = json;
    }

    /**
     * @param snapshot what they were computed from
     * @param absolute makes an address of this service, given as a path, a whole one
     */
    public ObjectNode of(Trends trends, Snapshot snapshot, UnaryOperator<String> absolute) {
        TrendQuery query = trends.query();
        Links links = links(snapshot, absolute);
        ObjectNode about = about(trends, snapshot, absolute);
        ObjectNode document = mapper.createObjectNode();
        document.set("query", about.get("query"));
        ArrayNode all = document.putArray("series");
        for (Trends.Series series : trends.series()) {
            ObjectNode one = all.addObject();
            series.value().ifPresent(value -> one.put(query.by().orElseThrow().code(), value));
            ArrayNode points = one.putArray("points");
            series.points().forEach(point -> point(points.addObject(), query, point, links));
            series.move().ifPresent(move -> move(one.putObject("lastChange"), move, links));
        }
        ArrayNode movers = document.putArray("movers");
        for (Trends.Series series : trends.movers()) {
            ObjectNode mover = movers.addObject();
            series.value().ifPresent(value -> mover.put(query.by().orElseThrow().code(), value));
            move(mover, series.move().orElseThrow(), links);
        }
        return document.setAll(about);
    }

    /** What the document says beside its series. */
    public ObjectNode about(Trends trends, Snapshot snapshot, UnaryOperator<String> absolute) {
        ObjectNode document = mapper.createObjectNode();
        document.set("query", query(trends.query()));
        trends.tested().ifPresent(tested -> document.putObject("test")
                .put("period", tested.period())
                .put("with", tested.with())
                .put("series", tested.series())
                .put("level", Trends.LEVEL)
                .put("method", "exact conditional test of two Poisson counts (Przyborowski & Wilenski 1940)")
                .put("adjustment", "false discovery rate (Benjamini & Hochberg 1995)"));
        document.set("meta", meta(trends, snapshot, links(snapshot, absolute), absolute));
        return document;
    }

    private static Links links(Snapshot snapshot, UnaryOperator<String> absolute) {
        return selection -> absolute.apply(EventLinks.of(selection, snapshot.asOf()));
    }

    /** The address of the incidents of a selection. */
    private interface Links extends Function<Selection, String> {}

    private ObjectNode query(TrendQuery query) {
        ObjectNode asked = mapper.createObjectNode();
        query.by().ifPresent(by -> asked.put("by", by.code()));
        asked.put("grain", query.time().code());
        asked.put("measure", query.measure().code());
        asked.put("window", query.window());
        asked.put("compare", query.comparison().code());
        StatisticsJson.selection(asked, query.selection());
        return asked;
    }

    private void point(ObjectNode point, TrendQuery query, Trends.Point one, Links links) {
        point.put(query.time().code(), one.period());
        json.figure(point, query.measure().code(), query.measure(), one.row());
        ObjectNode addresses = mapper.createObjectNode();
        addresses.put("events", links.apply(one.selection()));
        one.movingAverage().ifPresent(average -> {
            point.put("movingAverage", average.value());
            addresses.put("movingAverage", links.apply(average.selection()));
        });
        before(point, addresses, "previous", query.measure(), one.row(), one.previous(), links);
        before(point, addresses, "yearBefore", query.measure(), one.row(), one.yearBefore(), links);
        point.set("links", addresses);
    }

    private static void before(
            ObjectNode point,
            ObjectNode addresses,
            String name,
            Measure measure,
            AnswerRow now,
            Optional<Trends.Before> before,
            Links links) {
        before.ifPresent(one -> {
            FigureChange change = FigureChange.of(measure, one.row(), now);
            ObjectNode compared = point.putObject(name);
            compared.put("period", one.period());
            compared.put("before", change.before());
            StatisticsJson.change(compared, change);
            addresses.put(name, links.apply(one.selection()));
        });
    }

    private static void move(ObjectNode json, Trends.Move move, Links links) {
        json.put("events", move.now().events());
        json.put("before", move.before().events());
        StatisticsJson.change(json, FigureChange.of(Measure.EVENTS, move.before(), move.now()));
        json.put("pValue", RateComparison.shown(move.pValue()));
        json.put("adjustedPValue", RateComparison.shown(move.adjustedPValue()));
        json.put("beyondChance", move.beyondChance());
        json.putObject("links").put("events", links.apply(move.is())).put("before", links.apply(move.was()));
    }

    private ObjectNode meta(Trends trends, Snapshot snapshot, Links links, UnaryOperator<String> absolute) {
        Optional<Instant> asOf = snapshot.asOf();
        ObjectNode meta = mapper.createObjectNode();
        StatisticsJson.state(meta, snapshot);
        meta.put("eventsWithoutPeriod", trends.withoutPeriod().events());
        meta.put("possibleEvents", trends.possible().events());
        ObjectNode addresses = meta.putObject("links");
        if (trends.withoutPeriod().events() > 0) {
            addresses.put(
                    "eventsWithoutPeriod", links.apply(trends.withoutPeriod().selection()));
        }
        addresses.put(
                "possibleEvents",
                absolute.apply(EventLinks.ofPossible(trends.possible().selection(), asOf)));
        return meta;
    }
}
