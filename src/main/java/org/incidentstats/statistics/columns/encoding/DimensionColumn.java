package org.incidentstats.statistics.columns.encoding;

/**
 * The values of one dimension in the rows of a segment. A row's code stands for the set of its values; of a dimension
 * that has one value of each event that is always a set of one.
 *
 * @param codes   of each row
 * @param single  so many codes, the first, stand for one value each, and may be looked up without asking any further;
 *                of nationalities only those of rows whose figures do not depend on nationalities
 * @param offsets of each code, where its values begin, and where the last one's end
 * @param values  the values of all codes, as the dictionary numbers them, those of one code ascending by text
 */
public record DimensionColumn(RowCodes codes, int single, int[] offsets, int[] values) {

    /** Every row has the same value. */
    public static DimensionColumn of(int value) {
        return new DimensionColumn(new OneCode(), 1, new int[] {0, 1}, new int[] {value});
    }

    public int sets() {
        return offsets.length - 1;
    }

    public long bytes() {
        return codes.bytes() + 4L * (offsets.length + values.length);
    }
}
