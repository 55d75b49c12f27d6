package org.incidentstats.statistics.columns.encoding;

/**
 * The dates of the rows of a segment.
 *
 * @param codes     of each row, a place in the following
 * @param dates     each date once, as the dictionary numbers it, ascending by first day, then by last day
 * @param firstDays of each date, in days since 1970
 * @param lastDays  likewise
 */
public record DateColumn(RowCodes codes, int[] dates, int[] firstDays, int[] lastDays) {

    public int size() {
        return dates.length;
    }

    public long bytes() {
        return codes.bytes() + 12L * dates.length;
    }
}
