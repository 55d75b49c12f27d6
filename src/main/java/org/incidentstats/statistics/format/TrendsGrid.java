package org.incidentstats.statistics.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.incidentstats.statistics.FigureChange;
import org.incidentstats.statistics.RateComparison;
import org.incidentstats.statistics.Trends;
import org.incidentstats.statistics.model.Measure;

/** Trends as columns: a line for each period of each series; the p-values stand in the last line of a series. */
public final class TrendsGrid {

    private TrendsGrid() {}

    public static Grid of(Trends trends) {
        Measure measure = trends.query().measure();
        List<Metric> metrics = new ArrayList<>(StatisticsGrid.figures(measure, List.of()));
        for (Part part : List.of(
                Part.MOVING_AVERAGE,
                Part.BEFORE,
                Part.CHANGE,
                Part.CHANGE_PERCENT,
                Part.YEAR_BEFORE,
                Part.YEAR_CHANGE,
                Part.YEAR_CHANGE_PERCENT)) {
            metrics.add(Metric.of(measure, part));
        }
        metrics.add(Metric.of(Measure.EVENTS, Part.P_VALUE));
        metrics.add(Metric.of(Measure.EVENTS, Part.ADJUSTED_P_VALUE));
        List<Grid.Line> lines = new ArrayList<>();
        for (Trends.Series series : trends.series()) {
            int last = series.points().size() - 1;
            for (int i = 0; i <= last; i++) {
                lines.add(line(measure, series, series.points().get(i), i == last));
            }
        }
        return new Grid(trends.query().counts().by(), List.copyOf(metrics), List.copyOf(lines));
    }

    private static Grid.Line line(Measure measure, Trends.Series series, Trends.Point point, boolean last) {
        List<String> values = new ArrayList<>();
        series.value().ifPresent(values::add);
        values.add(point.period());
        List<Optional<? extends Number>> figures =
                new ArrayList<>(StatisticsGrid.figures(measure, Optional.of(point.row())));
        figures.add(point.movingAverage().map(Trends.Average::value));
        for (Optional<Trends.Before> before : List.of(point.previous(), point.yearBefore())) {
            Optional<FigureChange> change = before.map(one -> FigureChange.of(measure, one.row(), point.row()));
            figures.add(change.map(FigureChange::before));
            figures.add(change.map(FigureChange::difference));
            figures.add(change.flatMap(FigureChange::percent));
        }
        Optional<Trends.Move> move = series.move().filter(one -> last);
        figures.add(move.map(Trends.Move::pValue).map(RateComparison::shown));
        figures.add(move.map(Trends.Move::adjustedPValue).map(RateComparison::shown));
        return new Grid.Line(List.copyOf(values), figures);
    }
}
