package org.incidentstats.statistics.columns.scan;

import java.util.Optional;

import org.incidentstats.statistics.columns.encoding.MeasureColumn;
import org.incidentstats.statistics.columns.encoding.Packed;
import org.incidentstats.statistics.columns.encoding.RowCodes;
import org.incidentstats.statistics.columns.segment.Dictionaries;
import org.jspecify.annotations.Nullable;

/** The figures of one measure in one segment, as a question counts them. */
final class SegmentMeasure {

    private final int place;
    private final MeasureColumn column;
    private final Optional<byte[]> nationalities;
    private final long[] added;
    private long @Nullable [] removed;
    private long @Nullable [] numbers;

    /**
     * @param place         among {@link Dictionaries#ESTIMATED}
     * @param nationalities by code of a nationality whether its people are asked for (1); all are, where it is empty
     */
    SegmentMeasure(int place, MeasureColumn column, Optional<byte[]> nationalities) {
        this.place = place;
        this.column = column;
        this.nationalities = nationalities.filter(asked -> !column.isSimple());
        this.added = this.nationalities.isPresent() ? packed() : column.packed();
    }

    private long[] packed() {
        long[] packed = new long[column.packed().length];
        for (int figure = 0; figure < packed.length / 2; figure++) {
            Packed.pack(numbers(), figure, packed, figure);
        }
        return packed;
    }

    int place() {
        return place;
    }

    MeasureColumn column() {
        return column;
    }

    RowCodes codes() {
        return column.codes();
    }

    /** Of each figure its packed numbers, of the nationalities that are asked for, to be added or taken away. */
    long[] packed(int sign) {
        if (sign > 0) {
            return added;
        }
        if (removed == null) {
            removed = new long[added.length];
            for (int i = 0; i < removed.length; i++) {
                removed[i] = -added[i];
            }
        }
        return removed;
    }

    /** Of each figure its five numbers, of the nationalities that are asked for. */
    private long[] numbers() {
        if (numbers == null) {
            numbers = new long[column.figures().length * Packed.FIELDS];
            for (int figure = 0; figure < column.figures().length; figure++) {
                int at = figure * Packed.FIELDS;
                if (figure >= column.simple() && nationalities.isPresent()) {
                    column.ofNationalities(figure, nationalities.get(), numbers, at);
                } else {
                    System.arraycopy(
                            column.tallies(), column.figures()[figure] * Packed.FIELDS, numbers, at, Packed.FIELDS);
                }
            }
        }
        return numbers;
    }

    /** Adds a figure to wide numbers. */
    void addWide(int figure, int sign, long[] wide, int at) {
        add(numbers(), figure * Packed.FIELDS, sign, wide, at);
    }

    static void add(long[] numbers, int from, int sign, long[] wide, int at) {
        for (int i = 0; i < Packed.FIELDS; i++) {
            wide[at + i] += sign * numbers[from + i];
        }
    }
}
