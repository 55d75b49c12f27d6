package org.incidentstats.statistics.columns.segment;

import java.time.LocalDate;

import org.incidentstats.time.EventDate.Point;
import org.incidentstats.time.Period;

/**
 * What is known of a segment without reading it.
 *
 * @param format        in which it is written
 * @param rows          how many there are; a closed one counts once
 * @param minusRows     how many of them take away something that another segment has added
 * @param firstDay      the first day on which an event of it may have happened
 * @param lastDay       the last such day
 * @param firstPosition the least position of a change in it
 * @param lastPosition  the greatest
 */
public record SegmentOutline(
        int format,
        int rows,
        int minusRows,
        LocalDate firstDay,
        LocalDate lastDay,
        long firstPosition,
        long lastPosition) {

    /** Whether it may have to do with a question about a period at a position; else it need not be read for it. */
    public boolean concerns(Period period, long position) {
        return position >= firstPosition
                && period.from()
                        .map(Point::firstDay)
                        .map(day -> !lastDay.isBefore(day))
                        .orElse(true)
                && period.to()
                        .map(Point::lastDay)
                        .map(day -> !firstDay.isAfter(day))
                        .orElse(true);
    }
}
