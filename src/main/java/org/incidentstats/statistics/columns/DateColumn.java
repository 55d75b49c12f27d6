package org.incidentstats.statistics.columns;

/**
 * The dates of the rows of a segment.
 *
 * @param codes     of each row, a place in the following
 * @param dates     each date once, as the dictionary numbers it, ascending by first day, then by last day
 * @param firstDays of each date, in days since 1970
 * @param lastDays  likewise
 */
record DateColumn(RowCodes codes, int[] dates, int[] firstDays, int[] lastDays) {

    int size() {
        return dates.length;
    }

    long bytes() {
        return codes.bytes() + 12L * dates.length;
    }
}
