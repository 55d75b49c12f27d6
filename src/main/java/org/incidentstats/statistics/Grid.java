package org.incidentstats.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.incidentstats.platform.CsvText;

/**
 * Codes and figures in columns: what a CSV document, a worksheet and a JSON-stat dataset have in common.
 *
 * @param dimensions the columns of codes
 * @param metrics    the columns of figures
 * @param lines      in each a value for every column
 */
record Grid(List<Dimension> dimensions, List<Metric> metrics, List<Line> lines) {

    /**
     * One line.
     *
     * @param values  a code for each dimension
     * @param figures a number for each metric, where there is one
     */
    record Line(List<String> values, List<Optional<? extends Number>> figures) {}

    List<String> header() {
        List<String> header = new ArrayList<>();
        dimensions.forEach(dimension -> header.add(dimension.code()));
        metrics.forEach(metric -> header.add(metric.code()));
        return header;
    }

    /** As CSV, where a figure that is absent is an empty field. */
    String csv() {
        CsvText csv = new CsvText(header());
        for (Line line : lines) {
            List<Object> fields = new ArrayList<>(line.values());
            line.figures()
                    .forEach(figure -> fields.add(figure.map(Object.class::cast).orElse("")));
            csv.line(fields);
        }
        return csv.toString();
    }
}
