package org.incidentstats.statistics.columns.encoding;

/**
 * A code of each row of a segment, in as few bytes as the largest needs. The loops over rows are here, one copy for each
 * width, so that each runs over arrays of one type.
 */
public sealed interface RowCodes permits ByteCodes, CharCodes, IntCodes, OneCode {

    int get(int row);

    /** Keeps, of the first so many rows chosen, those whose code passes (1, not 0); says how many. */
    int keep(int[] chosen, int count, byte[] passes);

    /** Finds what a table gives for the code of each row chosen. */
    void find(int[] chosen, int count, int[] table, int[] found);

    /** Adds to each sum what a table gives for the code of the row chosen. */
    void look(int[] chosen, int count, int[] table, int[] sums);

    /**
     * Adds the two packed numbers of the code of each row chosen to those of the row's group.
     *
     * @param groups of each row chosen, where the numbers of its group begin
     * @param offset from there
     */
    void add(int[] chosen, int count, int[] groups, long[] packed, long[] sums, int offset);

    /** Adds up the two packed numbers of the first so many rows chosen, at a place. */
    void addAll(int[] chosen, int count, long[] packed, long[] sums, int place);

    /** Adds up the two packed numbers of all rows from one to before another, at a place. */
    void addRange(int from, int to, long[] packed, long[] sums, int place);

    /** Bytes in memory. */
    long bytes();

    static RowCodes of(int[] codes) {
        int greatest = 0;
        for (int code : codes) {
            greatest = Math.max(greatest, code);
        }
        if (greatest == 0) {
            return new OneCode();
        }
        if (greatest <= 0xff) {
            byte[] bytes = new byte[codes.length];
            for (int i = 0; i < codes.length; i++) {
                bytes[i] = (byte) codes[i];
            }
            return new ByteCodes(bytes);
        }
        if (greatest <= Character.MAX_VALUE) {
            char[] chars = new char[codes.length];
            for (int i = 0; i < codes.length; i++) {
                chars[i] = (char) codes[i];
            }
            return new CharCodes(chars);
        }
        return new IntCodes(codes.clone());
    }
}
