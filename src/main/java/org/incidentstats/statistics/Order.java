package org.incidentstats.statistics;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.incidentstats.statistics.model.Measure;

/**
 * In which order rows stand: by the figure of a measure, for an estimated one the best; rows with equal figures ascend
 * by code.
 *
 * @param descending whether the largest come first
 */
public record Order(Measure measure, boolean descending) {

    private static final String DESCENDING = "-";

    /** Every order as it is written: {@code events}, {@code -events}, {@code perpetrators}, … */
    public static final List<String> NAMES = Stream.of(Measure.values())
            .flatMap(measure -> Stream.of(measure.code(), DESCENDING + measure.code()))
            .toList();

    public static Order of(String name) {
        return Stream.of(Measure.values())
                .flatMap(measure -> Stream.of(new Order(measure, false), new Order(measure, true)))
                .filter(order -> order.toString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The order of rows that ascend by code already, for a sort that is stable. */
    public Comparator<AnswerRow> ofRows() {
        Comparator<AnswerRow> ascending = Comparator.comparingLong(row -> row.figure(measure));
        return descending ? ascending.reversed() : ascending;
    }

    /** As it is written in a request. */
    @Override
    public String toString() {
        return (descending ? DESCENDING : "") + measure.code();
    }
}
