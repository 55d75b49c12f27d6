package org.incidentstats.statistics.columns.segment;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

import org.incidentstats.statistics.columns.encoding.Bytes;
import org.incidentstats.statistics.columns.encoding.DimensionColumn;
import org.incidentstats.statistics.columns.encoding.MeasureColumn;
import org.incidentstats.statistics.columns.encoding.Packed;
import org.incidentstats.statistics.columns.encoding.Positions;
import org.incidentstats.statistics.columns.encoding.RowCodes;
import org.incidentstats.statistics.model.Dimension;

/** Writes the columns of a segment, each by itself: codes as they are, and before them what the codes stand for. */
final class ColumnWriter {

    private final Segment segment;
    private final Dictionaries dictionaries;

    ColumnWriter(Segment segment, Dictionaries dictionaries) {
        this.segment = segment;
        this.dictionaries = dictionaries;
    }

    /** The distinct dates, and of each section how many rows each of them has. */
    byte[] dates() {
        Bytes bytes = new Bytes().number(segment.dates().size());
        for (int date : segment.dates().dates()) {
            bytes.text(dictionaries.dates().date(date).toString());
        }
        for (Section section : segment.sections()) {
            int[] counts = IntStream.range(0, segment.dates().size())
                    .map(date -> section.starts()[date + 1] - section.starts()[date])
                    .toArray();
            bytes.codes(counts);
        }
        return bytes.toBytes();
    }

    byte[] positions() {
        Positions positions = segment.positions();
        return new Bytes()
                .number(positions.base())
                .codes(positions.from())
                .codes(positions.until())
                .toBytes();
    }

    byte[] dimension(Dimension dimension) {
        DimensionColumn column = segment.column(dimension);
        Bytes bytes = new Bytes();
        int[] local = local(bytes, dimension, column.values());
        bytes.number(column.sets()).number(column.single());
        for (int set = 0; set < column.sets(); set++) {
            bytes.number(column.offsets()[set + 1] - column.offsets()[set]);
        }
        for (int value : local) {
            bytes.number(value);
        }
        return bytes.codes(codes(column.codes())).toBytes();
    }

    /** A measure; where it is an earlier one in full, only the name of that one. */
    byte[] measure(int place) {
        MeasureColumn column = segment.measure(place);
        for (int other = 0; other < place; other++) {
            if (segment.measure(other).isInFull(column)) {
                return new Bytes().text(Dictionaries.ESTIMATED[other].code()).toBytes();
            }
        }
        Bytes bytes = new Bytes().text("").number(column.tallies().length / Packed.FIELDS);
        for (int at = 0; at < column.tallies().length; at += Packed.FIELDS) {
            tally(bytes, column.tallies(), at);
        }
        bytes.number(column.figures().length).number(column.simple());
        for (int figure = 0; figure < column.figures().length; figure++) {
            bytes.number(column.figures()[figure])
                    .number(column.partOffsets()[figure + 1] - column.partOffsets()[figure]);
        }
        int[] nationalities = local(bytes, Dimension.NATIONALITY, column.nationalities());
        for (int part = 0; part < nationalities.length; part++) {
            bytes.number(nationalities[part]).number(column.partTallies()[part]);
        }
        return bytes.codes(codes(column.codes())).toBytes();
    }

    private static void tally(Bytes bytes, long[] numbers, int at) {
        bytes.signed(numbers[at])
                .signed(numbers[at + 1] - numbers[at])
                .signed(numbers[at + 2] - numbers[at + 1])
                .signed(numbers[at + 3])
                .signed(numbers[at + 4]);
    }

    /** Writes the texts that some codes stand for, each once, and gives the places of the codes among them. */
    private int[] local(Bytes bytes, Dimension dimension, int[] codes) {
        Map<Integer, Integer> places = new HashMap<>();
        int[] distinct = IntStream.of(codes).distinct().toArray();
        bytes.number(distinct.length);
        for (int code : distinct) {
            places.put(code, places.size());
            bytes.text(dictionaries.of(dimension).text(code));
        }
        return IntStream.of(codes).map(places::get).toArray();
    }

    private int[] codes(RowCodes codes) {
        return IntStream.range(0, segment.rows()).map(codes::get).toArray();
    }
}
