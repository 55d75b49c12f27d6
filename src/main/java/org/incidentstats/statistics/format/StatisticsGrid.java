package org.incidentstats.statistics.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.incidentstats.statistics.AnswerRow;
import org.incidentstats.statistics.AnswerTable;
import org.incidentstats.statistics.FigureChange;
import org.incidentstats.statistics.model.Measure;
import org.incidentstats.statistics.model.Tally;

/** A table as columns: the dimensions, then the measures, an estimate in five columns, then what was asked beside. */
public final class StatisticsGrid {

    private StatisticsGrid() {}

    public static Grid of(AnswerTable table) {
        List<Measure> measures = table.query().measures();
        List<Metric> metrics = new ArrayList<>();
        measures.forEach(measure -> metrics.addAll(figures(measure, List.of())));
        if (table.presentation().shares()) {
            measures.forEach(measure -> metrics.add(Metric.of(measure, Part.SHARE_PERCENT)));
        }
        if (table.presentation().comparison().isPresent()) {
            for (Measure measure : measures) {
                metrics.addAll(figures(measure, List.of(Part.BEFORE)));
                metrics.add(Metric.of(measure, Part.CHANGE));
                metrics.add(Metric.of(measure, Part.CHANGE_PERCENT));
            }
        }
        return new Grid(
                table.query().by(),
                metrics,
                table.lines().stream()
                        .map(line -> new Grid.Line(line.row().values(), figures(table, line)))
                        .toList());
    }

    static List<Metric> figures(Measure measure, List<Part> prefix) {
        return measure.estimated()
                ? Part.ESTIMATE.stream()
                        .map(part -> new Metric(
                                measure,
                                Stream.concat(prefix.stream(), Stream.of(part)).toList()))
                        .toList()
                : List.of(new Metric(measure, prefix));
    }

    private static List<Optional<? extends Number>> figures(AnswerTable table, AnswerTable.Line line) {
        List<Measure> measures = table.query().measures();
        List<Optional<? extends Number>> figures = new ArrayList<>();
        measures.forEach(measure -> figures.addAll(figures(measure, Optional.of(line.row()))));
        if (table.presentation().shares()) {
            measures.forEach(measure -> figures.add(table.share(line, measure)));
        }
        if (table.presentation().comparison().isPresent()) {
            for (Measure measure : measures) {
                figures.addAll(figures(measure, line.earlier().map(AnswerTable.Earlier::row)));
                Optional<FigureChange> change =
                        line.earlier().map(earlier -> FigureChange.of(measure, earlier.row(), line.row()));
                figures.add(change.map(FigureChange::difference));
                figures.add(change.flatMap(FigureChange::percent));
            }
        }
        return figures;
    }

    static List<Optional<? extends Number>> figures(Measure measure, Optional<AnswerRow> row) {
        if (!measure.estimated()) {
            return List.of(row.map(AnswerRow::events));
        }
        Optional<Tally> tally = row.map(one -> one.tally(measure));
        return List.of(
                tally.map(Tally::low),
                tally.map(Tally::best),
                tally.map(Tally::high),
                tally.map(Tally::unknown),
                tally.map(Tally::atLeast));
    }
}
