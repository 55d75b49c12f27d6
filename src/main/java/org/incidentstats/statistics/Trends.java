package org.incidentstats.statistics;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The course of a measure over the periods of a grain.
 *
 * @param series        one for each value of the dimension that occurs, ascending by code
 * @param tested        which periods are compared to find the movers; none where the last period is not over or its
 *                      counterpart is not on record
 * @param withoutPeriod events from the first period to the last whose date no single period contains; in no series
 * @param possible      events that may belong to these periods, because their date is not known well enough
 */
public record Trends(
        TrendQuery query, List<Series> series, Optional<Tested> tested, Counted withoutPeriod, Counted possible) {

    /** Series whose change has an adjusted p-value of at most this are movers. */
    public static final double LEVEL = 0.05;

    /** A number of events, and exactly which. */
    public record Counted(long events, Selection selection) {}

    /** The two periods compared. */
    public record Tested(String period, String with, int series) {}

    /**
     * One series.
     *
     * @param value its value of the dimension; none where there is one series of everything
     * @param move  how the number of incidents changed in the last period, where that is tested
     */
    public record Series(Optional<String> value, List<Point> points, Optional<Move> move) {}

    /**
     * One period of a series.
     *
     * @param selection     exactly the events that it counts
     * @param movingAverage the mean of the last periods, this one included; none before there are so many on record
     */
    public record Point(
            String period,
            AnswerRow row,
            Selection selection,
            Optional<Average> movingAverage,
            Optional<Before> previous,
            Optional<Before> yearBefore) {}

    /** The mean of several periods, rounded half up to two decimal places, and exactly the events in them. */
    public record Average(BigDecimal value, Selection selection) {}

    /** An earlier period of the same series, and exactly the events in it. */
    public record Before(String period, AnswerRow row, Selection selection) {}

    /**
     * A change of the number of incidents, and whether chance explains it.
     *
     * @param pValue         that of the series alone
     * @param adjustedPValue that of the series among all that are tested
     */
    public record Move(
            AnswerRow before, AnswerRow now, Selection was, Selection is, double pValue, double adjustedPValue) {

        public boolean beyondChance() {
            return adjustedPValue <= LEVEL;
        }
    }

    /** The series whose change is larger than chance explains, the surest first. */
    public List<Series> movers() {
        return series.stream()
                .filter(one -> one.move().filter(Move::beyondChance).isPresent())
                .sorted(Comparator.comparingDouble(
                        one -> one.move().orElseThrow().pValue()))
                .toList();
    }
}
