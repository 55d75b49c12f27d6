package org.incidentstats.brief.content;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.incidentstats.platform.Fault;
import org.incidentstats.platform.InvalidRequest;
import org.incidentstats.statistics.Codebook;
import org.incidentstats.statistics.Selection;
import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.time.Period;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Which incidents a brief is about: those that have, of each dimension named, one of the values.
 *
 * @param filters of countries, nationalities, groups and categories the values; none of them for everything on record
 */
public record Scope(Map<Dimension, Set<String>> filters) {

    public static final Scope EVERYTHING = new Scope(Map.of());

    /** What a scope can be made of, in this order. */
    public static final List<Dimension> DIMENSIONS =
            List.of(Dimension.COUNTRY, Dimension.NATIONALITY, Dimension.GROUP, Dimension.CATEGORY);

    /** The parameters that name it. */
    public static final List<String> PARAMETERS =
            DIMENSIONS.stream().map(Dimension::code).toList();

    /** A scope is part of a key in the database, which holds 2,048 bytes. */
    public static final int MOST_VALUES = 50;

    public Scope {
        Map<Dimension, Set<String>> sorted = new EnumMap<>(Dimension.class);
        filters.forEach(
                (dimension, values) -> sorted.put(dimension, Collections.unmodifiableSet(new TreeSet<>(values))));
        filters = Collections.unmodifiableMap(sorted);
    }

    /**
     * The scope that parameters name, each once or several times, with values behind commas.
     *
     * @throws InvalidRequest if a value is none of the dimension's, or there are more than {@value #MOST_VALUES}
     */
    public static Scope of(Map<String, List<String>> parameters, Codebook codebook) {
        Map<Dimension, Set<String>> filters = new EnumMap<>(Dimension.class);
        List<Fault> faults = new ArrayList<>();
        int values = 0;
        for (Dimension dimension : DIMENSIONS) {
            for (String parameter : parameters.getOrDefault(dimension.code(), List.of())) {
                for (String value : parameter.split(",", MOST_VALUES + 2)) {
                    values++;
                    if (values > MOST_VALUES) {
                        throw new InvalidRequest(Fault.inParameter(
                                dimension.code(),
                                value,
                                "more than %d values, which are the most that name a scope".formatted(MOST_VALUES)));
                    }
                    if (codebook.allows(dimension, value)) {
                        filters.computeIfAbsent(dimension, key -> new TreeSet<>())
                                .add(value);
                    } else {
                        faults.add(Fault.inParameter(
                                dimension.code(), value, codebook.form(dimension, value), codebook.codes(dimension)));
                    }
                }
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidRequest(faults);
        }
        return new Scope(filters);
    }

    @JsonCreator
    static Scope read(Map<String, List<String>> values) {
        Map<Dimension, Set<String>> filters = new EnumMap<>(Dimension.class);
        DIMENSIONS.stream()
                .filter(dimension -> values.containsKey(dimension.code()))
                .forEach(dimension -> filters.put(dimension, new TreeSet<>(values.get(dimension.code()))));
        return new Scope(filters);
    }

    /** The values by the names of their dimensions. */
    @JsonValue
    public Map<String, Collection<String>> values() {
        Map<String, Collection<String>> values = new TreeMap<>();
        filters.forEach((dimension, codes) -> values.put(dimension.code(), codes));
        return values;
    }

    public boolean everything() {
        return filters.isEmpty();
    }

    /** The scope as the query of an address; two scopes have the same one if, and only if, they are the same. */
    public String query() {
        return filters.entrySet().stream()
                .map(filter -> filter.getKey().code() + "="
                        + filter.getValue().stream()
                                .map(value -> URLEncoder.encode(value, StandardCharsets.UTF_8))
                                .collect(Collectors.joining(",")))
                .collect(Collectors.joining("&"));
    }

    Selection during(Period period) {
        return new Selection(filters, period);
    }

    /** The incidents of the scope that have, of one more dimension, one of these values too. */
    Selection during(Period period, Dimension dimension, Set<String> values) {
        Map<Dimension, Set<String>> narrower = new EnumMap<>(Dimension.class);
        narrower.putAll(filters);
        Set<String> both = new TreeSet<>(values);
        if (!dimension.severalValued() && filters.containsKey(dimension)) {
            both.retainAll(filters.get(dimension));
        }
        narrower.put(dimension, both);
        return new Selection(narrower, period);
    }
}
