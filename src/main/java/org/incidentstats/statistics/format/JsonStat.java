package org.incidentstats.statistics.format;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.vocabulary.Label;
import org.incidentstats.vocabulary.Language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Columns as a JSON-stat 2.0 dataset (json-stat.org/full): the dimensions, and {@code measure} last, whose categories
 * are the columns of figures by the names that CSV has for them. A combination of values that has no row counts no
 * incident, so its counts and sums are 0; where the cube is too large to write all of them, {@code value} is an object
 * that holds the others only.
 */
public final class JsonStat {

    /** The dimension of the columns of figures. */
    static final String METRIC = "measure";

    private static final int MOST_DENSE = 100_000;

    private static final Label SOURCE = new Label("Incident Statistics", "Incident Statistics");
    private static final Label MEASURE = new Label("Measure", "Показатель");
    private static final Label BY = new Label(" by ", " по измерениям: ");
    private static final Label COUNTED_ONCE = new Label(
            "An incident counts once in every row that it belongs to, and once in the total: rows over country,"
                    + " nationality or group do not add up.",
            "Инцидент учитывается один раз в каждой строке, к которой относится, и один раз в итоге: строки по странам,"
                    + " гражданству и группировкам не складываются.");
    private static final Label SPARSE =
            new Label("A count or sum that is not given is 0.", "Непоказанные количества и суммы равны 0.");
    private static final Label UNKNOWN =
            new Label("nobody gave a figure for some of the incidents", "по части инцидентов данных нет");
    private static final Label AT_LEAST =
            new Label("a lower bound for some of the incidents", "по части инцидентов известна только нижняя граница");
    private static final Label BOTH = new Label(
            "a lower bound for some of the incidents, and no figure for others",
            "по части инцидентов известна только нижняя граница, по другой части данных нет");

    private final Grid grid;
    private final Labels labels;
    private final Language language;
    private final List<Map<String, Integer>> categories;

    private JsonStat(Grid grid, Labels labels) {
        this.grid = grid;
        this.labels = labels;
        this.language = labels.language();
        this.categories = new ArrayList<>();
        for (int i = 0; i < grid.dimensions().size(); i++) {
            categories.add(categories(i));
        }
    }

    /** The values of the first dimension in the order that was asked for, those of the others by code; with places. */
    private Map<String, Integer> categories(int dimension) {
        Stream<String> values =
                grid.lines().stream().map(line -> line.values().get(dimension)).distinct();
        Map<String, Integer> places = new LinkedHashMap<>();
        (dimension == 0 ? values : values.sorted()).forEach(value -> places.put(value, places.size()));
        return places;
    }

    /**
     * @param extension what the standard has no place for: the question, the total, what it was computed from
     * @param updated   when the newest change was taken in; none for a moment before the first
     */
    public static ObjectNode of(Grid grid, ObjectNode extension, Labels labels, Optional<Instant> updated) {
        return new JsonStat(grid, labels).dataset(extension, updated);
    }

    private ObjectNode dataset(ObjectNode extension, Optional<Instant> updated) {
        ObjectNode dataset = JsonNodeFactory.instance.objectNode();
        dataset.put("version", "2.0");
        dataset.put("class", "dataset");
        dataset.put("label", title());
        dataset.put("source", SOURCE.in(language));
        updated.ifPresent(moment -> dataset.put("updated", moment.toString()));
        ArrayNode notes = dataset.putArray("note").add(COUNTED_ONCE.in(language));
        ArrayNode id = dataset.putArray("id");
        ArrayNode size = dataset.putArray("size");
        ObjectNode role = dataset.putObject("role");
        ObjectNode dimensions = dataset.putObject("dimension");
        for (int i = 0; i < categories.size(); i++) {
            Dimension dimension = grid.dimensions().get(i);
            id.add(dimension.code());
            size.add(categories.get(i).size());
            if (dimension.time()) {
                role.withArray("time").add(dimension.code());
            } else if (dimension == Dimension.COUNTRY) {
                role.withArray("geo").add(dimension.code());
            }
            dimension(
                    dimensions.putObject(dimension.code()),
                    dimension,
                    categories.get(i).keySet());
        }
        id.add(METRIC);
        size.add(grid.metrics().size());
        role.putArray("metric").add(METRIC);
        metrics(dimensions.putObject(METRIC));
        values(dataset, notes);
        ObjectNode status = extension.putObject("status").putObject("label");
        status.put("u", UNKNOWN.in(language));
        status.put("l", AT_LEAST.in(language));
        status.put("ul", BOTH.in(language));
        dataset.set("extension", extension);
        return dataset;
    }

    private String title() {
        String measures = grid.metrics().stream()
                .map(metric -> metric.measure().label().in(language))
                .distinct()
                .collect(Collectors.joining(", "));
        return grid.dimensions().isEmpty()
                ? measures
                : measures
                        + BY.in(language)
                        + grid.dimensions().stream()
                                .map(dimension -> dimension.label().in(language))
                                .collect(Collectors.joining(", "));
    }

    private void dimension(ObjectNode json, Dimension dimension, Collection<String> codes) {
        json.put("label", dimension.label().in(language));
        json.putArray("note").add(dimension.description().in(language));
        ObjectNode category = json.putObject("category");
        ArrayNode index = category.putArray("index");
        ObjectNode names = category.putObject("label");
        for (String code : codes) {
            index.add(code);
            names.put(code, labels.of(dimension, code));
        }
    }

    private void metrics(ObjectNode json) {
        json.put("label", MEASURE.in(language));
        ObjectNode category = json.putObject("category");
        ArrayNode index = category.putArray("index");
        ObjectNode names = category.putObject("label");
        ObjectNode units = category.putObject("unit");
        for (Metric metric : grid.metrics()) {
            index.add(metric.code());
            names.put(metric.code(), metric.label(language));
            units.putObject(metric.code())
                    .put("decimals", metric.decimals())
                    .put("label", metric.unit().in(language));
        }
    }

    private void values(ObjectNode dataset, ArrayNode notes) {
        int columns = grid.metrics().size();
        Map<Long, Grid.Line> lines = new TreeMap<>();
        grid.lines().forEach(line -> lines.put(place(line.values()), line));
        long cells = categories.stream().mapToLong(Map::size).reduce(1, Math::multiplyExact);
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        if (cells * columns <= MOST_DENSE) {
            ArrayNode values = dataset.putArray("value");
            for (long cell = 0; cell < cells; cell++) {
                Optional<Grid.Line> line = Optional.ofNullable(lines.get(cell));
                for (int i = 0; i < columns; i++) {
                    values.add(number(
                            line.isPresent()
                                    ? line.get().figures().get(i)
                                    : ofNothing(grid.metrics().get(i))));
                }
            }
        } else {
            notes.add(SPARSE.in(language));
            ObjectNode values = dataset.putObject("value");
            lines.forEach((cell, line) -> {
                for (int i = 0; i < columns; i++) {
                    values.set(
                            Long.toString(cell * columns + i),
                            number(line.figures().get(i)));
                }
            });
        }
        lines.forEach((cell, line) -> status(status, cell * columns, line));
        if (!status.isEmpty()) {
            dataset.set("status", status);
        }
    }

    /** Where a combination of values stands in the cube, the last dimension changing first. */
    private long place(List<String> values) {
        long place = 0;
        for (int i = 0; i < categories.size(); i++) {
            place = place * categories.get(i).size()
                    + Objects.requireNonNull(categories.get(i).get(values.get(i)));
        }
        return place;
    }

    /** A column of a combination of values that no incident has. */
    private static Optional<Integer> ofNothing(Metric metric) {
        return metric.adds() ? Optional.of(0) : Optional.empty();
    }

    private static JsonNode number(Optional<? extends Number> number) {
        return number.<JsonNode>map(JsonNodeFactory.instance::pojoNode).orElse(JsonNodeFactory.instance.nullNode());
    }

    /** Says of each figure of people whether it leaves out incidents, or is a lower bound. */
    private void status(ObjectNode status, long first, Grid.Line line) {
        for (int i = 0; i < grid.metrics().size(); i++) {
            Metric metric = grid.metrics().get(i);
            if (metric.people()) {
                String flags = (counts(line, metric.beside(Part.UNKNOWN)) ? "u" : "")
                        + (counts(line, metric.beside(Part.AT_LEAST)) ? "l" : "");
                if (!flags.isEmpty()) {
                    status.put(Long.toString(first + i), flags);
                }
            }
        }
    }

    private boolean counts(Grid.Line line, Metric metric) {
        return line.figures()
                .get(grid.metrics().indexOf(metric))
                .filter(number -> number.longValue() > 0)
                .isPresent();
    }
}
