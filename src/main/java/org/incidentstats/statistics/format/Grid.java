package org.incidentstats.statistics.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.incidentstats.platform.CsvText;
import org.incidentstats.statistics.model.Dimension;

/**
 * Codes and figures in columns: what a CSV document, a worksheet and a JSON-stat dataset have in common.
 *
 * @param dimensions the columns of codes
 * @param metrics    the columns of figures
 * @param lines      in each a value for every column
 */
public record Grid(List<Dimension> dimensions, List<Metric> metrics, List<Line> lines) {

    private static final String LABEL = "_label";

    /**
     * One line.
     *
     * @param values  a code for each dimension
     * @param figures a number for each metric, where there is one
     */
    record Line(List<String> values, List<Optional<? extends Number>> figures) {}

    /** The names of the columns. With labels, each column of codes has one of labels behind it, except periods. */
    List<String> header(Optional<Labels> labels) {
        List<String> header = new ArrayList<>();
        for (Dimension dimension : dimensions) {
            header.add(dimension.code());
            if (labels.isPresent() && !dimension.time()) {
                header.add(dimension.code() + LABEL);
            }
        }
        metrics.forEach(metric -> header.add(metric.code()));
        return header;
    }

    /** The texts of a line, which come before its figures. */
    List<String> texts(Line line, Optional<Labels> labels) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < dimensions.size(); i++) {
            Dimension dimension = dimensions.get(i);
            String code = line.values().get(i);
            texts.add(code);
            labels.filter(some -> !dimension.time()).ifPresent(some -> texts.add(some.of(dimension, code)));
        }
        return texts;
    }

    /** As CSV, where a figure that is absent is an empty field. */
    public String csv(Optional<Labels> labels) {
        CsvText csv = new CsvText(header(labels));
        for (Line line : lines) {
            List<Object> fields = new ArrayList<>(texts(line, labels));
            line.figures()
                    .forEach(figure -> fields.add(figure.map(Object.class::cast).orElse("")));
            csv.line(fields);
        }
        return csv.toString();
    }
}
