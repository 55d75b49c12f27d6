package org.incidentstats.statistics;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.function.Function;

/** Addresses at which the incidents behind a number, or the number itself, can be had. */
public final class EventLinks {

    private EventLinks() {}

    /** The events behind a row: the selection, with each value of the row in place of the filter. */
    static String ofRow(Query query, Row row, Optional<Instant> asOf) {
        Map<Dimension, Set<String>> filters = new EnumMap<>(Dimension.class);
        filters.putAll(query.selection().filters());
        for (int i = 0; i < query.by().size(); i++) {
            filters.put(query.by().get(i), Set.of(row.values().get(i)));
        }
        return of(new Selection(filters, query.selection().period()), asOf);
    }

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
        selection
                .filters()
                .forEach((dimension, codes) -> parameters.add(
                        dimension.code() + "=" + joined(List.copyOf(new TreeSet<>(codes)), Function.identity())));
        selection.period().from().ifPresent(from -> parameters.add("from=" + from));
        selection.period().to().ifPresent(to -> parameters.add("to=" + to));
        asOf.ifPresent(moment -> parameters.add("asOf=" + moment));
        return parameters;
    }

    private static <T> String joined(List<T> values, Function<T, String> text) {
        StringJoiner joined = new StringJoiner(",");
        values.forEach(value -> joined.add(URLEncoder.encode(text.apply(value), StandardCharsets.UTF_8)));
        return joined.toString();
    }

    private static String path(String path, StringJoiner parameters) {
        return parameters.length() == 0
                ? path
                : URI.create(path + "?" + parameters).toString();
    }
}
