package org.incidentstats.statistics;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.incidentstats.statistics.model.Measure;

/**
 * An answer as it was asked to be shown.
 *
 * @param lines    the rows, in the order that was asked for; {@code other} comes last
 * @param total    everything selected, each event once
 * @param possible events that may belong to the period, because their date is not known well enough; in no row
 * @param others   the values of the first dimension that {@code other} stands for
 */
public record AnswerTable(
        Query query, Presentation presentation, List<Line> lines, Line total, long possible, Set<String> others) {

    /**
     * One row, or the total.
     *
     * @param selection exactly the events that it counts
     * @param earlier   what it is compared with, where there is such a period
     */
    public record Line(AnswerRow row, Selection selection, Optional<Earlier> earlier) {}

    /**
     * The same, counted over another period.
     *
     * @param period    which one: a value of the dimension of time, or else both its ends ({@code 2019/2021})
     * @param selection exactly the events that it counts
     */
    public record Earlier(String period, AnswerRow row, Selection selection) {}

    public static AnswerTable of(Query query, Presentation presentation, Answers answers) {
        return new Tabulation(query, presentation, answers).table();
    }

    /** The part of the total that a row has, in percent; none where the total is 0. Of an estimate, by the best. */
    public Optional<BigDecimal> share(Line line, Measure measure) {
        return Percent.of(line.row().figure(measure), total.row().figure(measure));
    }
}
