package org.incidentstats.statistics;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.statistics.model.Measure;

/** Addresses at which the incidents behind a number, or the number itself, can be had. */
public final class EventLinks {

    private EventLinks() {}

    /** The events that are certainly meant. */
    public static String of(Selection selection, Optional<Instant> asOf) {
        return path("/v1/events", parameters(selection, asOf));
    }

    /** The events that may be meant, because their date is not known well enough. */
    public static String ofPossible(Selection selection, Optional<Instant> asOf) {
        StringJoiner parameters = parameters(selection, asOf);
        parameters.add("within=possible");
        return path("/v1/events", parameters);
    }

    /** One event. */
    public static String ofEvent(String id) {
        return "/v1/events/" + id;
    }

    /** The answer to a question. */
    public static String ofQuery(Query query, Optional<Instant> asOf) {
        StringJoiner parameters = new StringJoiner("&");
        if (!query.by().isEmpty()) {
            parameters.add("by=" + joined(query.by(), Dimension::code));
        }
        parameters.add("measure=" + joined(query.measures(), Measure::code));
        String selected = parameters(query.selection(), asOf).toString();
        if (!selected.isEmpty()) {
            parameters.add(selected);
        }
        return path("/v1/statistics", parameters);
    }

    private static StringJoiner parameters(Selection selection, Optional<Instant> asOf) {
        StringJoiner parameters = new StringJoiner("&");
        for (Dimension dimension : Dimension.values()) {
            filter(parameters, dimension, selection.filters(), false);
            filter(parameters, dimension, selection.excluded(), true);
        }
        selection.period().from().ifPresent(from -> parameters.add("from=" + from));
        selection.period().to().ifPresent(to -> parameters.add("to=" + to));
        asOf.ifPresent(moment -> parameters.add("asOf=" + moment));
        return parameters;
    }

    private static void filter(
            StringJoiner parameters, Dimension dimension, Map<Dimension, Set<String>> filters, boolean excluded) {
        Set<String> codes = filters.get(dimension);
        if (codes == null) {
            return;
        }
        StringJoiner values = new StringJoiner(",", dimension.code() + "=", "");
        for (String code : codes.size() == 1 ? codes : new TreeSet<>(codes)) {
            String value = encoded(new FilterValue(false, code).toString());
            values.add(excluded ? FilterValue.NOT + value : value);
        }
        parameters.add(values.toString());
    }

    private static <T> String joined(List<T> values, Function<T, String> text) {
        return values.stream().map(text).map(EventLinks::encoded).collect(Collectors.joining(","));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String path(String path, StringJoiner parameters) {
        return parameters.length() == 0 ? path : path + "?" + parameters;
    }
}
