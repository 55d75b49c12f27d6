package org.incidentstats.statistics.columns.segment;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.incidentstats.statistics.columns.encoding.BytesReader;
import org.incidentstats.statistics.columns.encoding.DateColumn;
import org.incidentstats.statistics.columns.encoding.DimensionColumn;
import org.incidentstats.statistics.columns.encoding.MeasureColumn;
import org.incidentstats.statistics.columns.encoding.Packed;
import org.incidentstats.statistics.columns.encoding.Positions;
import org.incidentstats.statistics.columns.encoding.RowCodes;
import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.time.EventDate;

/** Reads what {@link ColumnWriter} has written. */
final class ColumnReader {

    private final int[] rows;
    private final Dictionaries dictionaries;

    /** @param rows of each kind how many */
    ColumnReader(int[] rows, Dictionaries dictionaries) {
        this.rows = rows;
        this.dictionaries = dictionaries;
    }

    private int all() {
        return IntStream.of(rows).sum();
    }

    DateColumn dates(BytesReader bytes) {
        int size = bytes.count();
        int[] dates = new int[size];
        int[] firstDays = new int[size];
        int[] lastDays = new int[size];
        for (int i = 0; i < size; i++) {
            EventDate date = EventDate.parse(bytes.text());
            dates[i] = dictionaries.dates().code(date);
            firstDays[i] = (int) date.firstDay().toEpochDay();
            lastDays[i] = (int) date.lastDay().toEpochDay();
        }
        int[] codes = new int[all()];
        int row = 0;
        for (int ofKind : rows) {
            if (ofKind > 0) {
                int[] counts = bytes.codes(size);
                for (int date = 0; date < size; date++) {
                    Arrays.fill(codes, row, row + counts[date], date);
                    row += counts[date];
                }
            }
        }
        return new DateColumn(RowCodes.of(codes), dates, firstDays, lastDays);
    }

    Positions positions(BytesReader bytes) {
        return new Positions(bytes.number(), bytes.codes(all()), bytes.codes(rows[Section.Kind.CLOSED.ordinal()]));
    }

    DimensionColumn dimension(Dimension dimension, BytesReader bytes) {
        int[] local = codes(dimension, bytes);
        int sets = bytes.count();
        int single = bytes.count();
        int[] offsets = offsets(sets, bytes);
        int[] values = new int[offsets[sets]];
        for (int i = 0; i < values.length; i++) {
            values[i] = local[bytes.count()];
        }
        return new DimensionColumn(RowCodes.of(bytes.codes(all())), single, offsets, values);
    }

    /** @param named gives the measure of a name, where this one is that in full */
    MeasureColumn measure(BytesReader bytes, Function<String, MeasureColumn> named) {
        String same = bytes.text();
        if (!same.isEmpty()) {
            return named.apply(same).inFull();
        }
        long[] tallies = new long[bytes.count() * Packed.FIELDS];
        for (int at = 0; at < tallies.length; at += Packed.FIELDS) {
            tallies[at] = bytes.signed();
            tallies[at + 1] = tallies[at] + bytes.signed();
            tallies[at + 2] = tallies[at + 1] + bytes.signed();
            tallies[at + 3] = bytes.signed();
            tallies[at + 4] = bytes.signed();
        }
        int[] figures = new int[bytes.count()];
        int simple = bytes.count();
        int[] offsets = new int[figures.length + 1];
        for (int figure = 0; figure < figures.length; figure++) {
            figures[figure] = bytes.count();
            offsets[figure + 1] = offsets[figure] + bytes.count();
        }
        int[] local = codes(Dimension.NATIONALITY, bytes);
        int[] nationalities = new int[offsets[figures.length]];
        int[] partTallies = new int[nationalities.length];
        for (int part = 0; part < nationalities.length; part++) {
            nationalities[part] = local[bytes.count()];
            partTallies[part] = bytes.count();
        }
        return MeasureColumn.of(
                tallies, figures, simple, offsets, nationalities, partTallies, RowCodes.of(bytes.codes(all())));
    }

    private static int[] offsets(int size, BytesReader bytes) {
        int[] offsets = new int[size + 1];
        for (int i = 0; i < size; i++) {
            offsets[i + 1] = offsets[i] + bytes.count();
        }
        return offsets;
    }

    private int[] codes(Dimension dimension, BytesReader bytes) {
        int[] codes = new int[bytes.count()];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = dictionaries.of(dimension).code(bytes.text());
        }
        return codes;
    }
}
