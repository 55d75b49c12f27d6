package org.incidentstats.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.incidentstats.platform.CsvText;

/** An answer as CSV: the dimensions, then the measures, an estimate in five columns. */
final class StatisticsCsv {

    private static final List<String> ESTIMATE = List.of("low", "best", "high", "unknown", "at_least");

    private StatisticsCsv() {}

    static String of(Answer answer) {
        List<Measure> measures = answer.query().measures();
        List<String> header = new ArrayList<>();
        answer.query().by().forEach(dimension -> header.add(dimension.code()));
        for (Measure measure : measures) {
            if (measure.estimated()) {
                ESTIMATE.forEach(part -> header.add(measure.code() + "_" + part));
            } else {
                header.add(measure.code());
            }
        }
        CsvText csv = new CsvText(header);
        for (Row row : answer.rows()) {
            List<Object> line = new ArrayList<>(row.values());
            for (Measure measure : measures) {
                if (measure.estimated()) {
                    Tally tally = row.tally(measure);
                    Stream.of(tally.low(), tally.best(), tally.high(), tally.unknown(), tally.atLeast())
                            .forEach(line::add);
                } else {
                    line.add(row.events());
                }
            }
            csv.line(line);
        }
        return csv.toString();
    }
}
