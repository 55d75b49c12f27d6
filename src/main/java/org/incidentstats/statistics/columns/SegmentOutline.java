package org.incidentstats.statistics.columns;

import java.time.LocalDate;

/**
 * What is known of a segment without reading it.
 *
 * @param format           in which it is written
 * @param rows             how many there are; a closed one counts once
 * @param minusRows        how many of them take away something that another segment has added
 * @param firstDay         the first day on which an event of it may have happened
 * @param lastDay          the last such day
 * @param firstPosition    the least position of a change in it
 * @param lastPosition     the greatest
 */
record SegmentOutline(
        int format,
        int rows,
        int minusRows,
        LocalDate firstDay,
        LocalDate lastDay,
        long firstPosition,
        long lastPosition) {}
