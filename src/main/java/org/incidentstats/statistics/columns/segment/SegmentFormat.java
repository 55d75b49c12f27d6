package org.incidentstats.statistics.columns.segment;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.incidentstats.statistics.columns.encoding.Bytes;
import org.incidentstats.statistics.columns.encoding.BytesReader;
import org.incidentstats.statistics.columns.encoding.DateColumn;
import org.incidentstats.statistics.columns.encoding.Deflated;
import org.incidentstats.statistics.columns.encoding.DimensionColumn;
import org.incidentstats.statistics.columns.encoding.MeasureColumn;
import org.incidentstats.statistics.columns.encoding.Packed;
import org.incidentstats.statistics.columns.encoding.Positions;
import org.incidentstats.statistics.columns.encoding.RowCodes;
import org.incidentstats.statistics.columns.segment.Section.Kind;
import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.statistics.model.Measure;
import org.incidentstats.statistics.model.Tally;

/**
 * How segments are stored: what is scanned, and apart from it the references that only lists of events need. Each column
 * stands under its name, so that a release leaves out those that it does not know, and takes those that it does not find
 * as unknown: a dimension or a measure more or less is the same format.
 */
public final class SegmentFormat {

    /** The format that is written, and the only one that is read. */
    public static final int FORMAT = 1;

    /** The most bytes of each of the two parts. */
    static final int MOST_BYTES = 350 * 1024;

    private static final String DATES = "dates";
    private static final String POSITIONS = "positions";
    private static final String DIMENSION = "dimension ";
    private static final String MEASURE = "measure ";

    private SegmentFormat() {}

    /**
     * A segment as it is stored.
     *
     * @param segment    it itself, with its references
     * @param columns    {@link #MOST_BYTES} at the most
     * @param references likewise
     */
    public record Stored(Segment segment, byte[] columns, byte[] references) {}

    /** What stores a segment; more than one, each half of another, if it is too large. */
    public static List<Stored> stored(Segment segment, Dictionaries dictionaries) {
        References references = segment.references().orElseThrow();
        Stored whole = new Stored(segment, columns(segment, dictionaries), references(references));
        if (segment.rows() == 1 || whole.columns.length <= MOST_BYTES && whole.references.length <= MOST_BYTES) {
            return List.of(whole);
        }
        List<Entry> entries = new SegmentDecoder(segment, references, dictionaries).entries();
        List<Stored> halves = new ArrayList<>();
        halves.addAll(
                stored(SegmentEncoder.encode(entries.subList(0, entries.size() / 2), dictionaries), dictionaries));
        halves.addAll(stored(
                SegmentEncoder.encode(entries.subList(entries.size() / 2, entries.size()), dictionaries),
                dictionaries));
        return halves;
    }

    public static byte[] columns(Segment segment, Dictionaries dictionaries) {
        ColumnWriter writer = new ColumnWriter(segment, dictionaries);
        Bytes bytes = new Bytes();
        for (Kind kind : Kind.values()) {
            bytes.number(segment.sections().stream()
                    .filter(section -> section.kind() == kind)
                    .mapToInt(Section::rows)
                    .sum());
        }
        bytes.text(DATES).block(writer.dates());
        bytes.text(POSITIONS).block(writer.positions());
        for (Dimension dimension : Dimension.values()) {
            if (!dimension.time()) {
                bytes.text(DIMENSION + dimension.code()).block(writer.dimension(dimension));
            }
        }
        for (int i = 0; i < Dictionaries.ESTIMATED.length; i++) {
            bytes.text(MEASURE + Dictionaries.ESTIMATED[i].code()).block(writer.measure(i));
        }
        return Deflated.write(FORMAT, bytes.toBytes());
    }

    /**
     * Reads a segment, without its references.
     *
     * @throws IllegalArgumentException if the format is another one
     */
    public static Segment read(byte[] columns, Dictionaries dictionaries) {
        BytesReader bytes = Deflated.read(FORMAT, columns);
        int[] rows = new int[Kind.values().length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = bytes.count();
        }
        Map<String, BytesReader> found = new HashMap<>();
        while (bytes.hasMore()) {
            found.put(bytes.text(), bytes.block());
        }
        ColumnReader reader = new ColumnReader(rows, dictionaries);
        DateColumn dates = reader.dates(part(found, DATES));
        Positions positions = reader.positions(part(found, POSITIONS));
        Map<Dimension, DimensionColumn> dimensions = new EnumMap<>(Dimension.class);
        for (Dimension dimension : Dimension.values()) {
            if (!dimension.time()) {
                BytesReader column = found.get(DIMENSION + dimension.code());
                dimensions.put(
                        dimension,
                        column == null
                                ? DimensionColumn.of(dictionaries.of(dimension).code(Dimension.UNKNOWN))
                                : reader.dimension(dimension, column));
            }
        }
        MeasureColumn[] measures = new MeasureColumn[Dictionaries.ESTIMATED.length];
        Map<String, MeasureColumn> read = new HashMap<>();
        for (int i = 0; i < measures.length; i++) {
            Measure measure = Dictionaries.ESTIMATED[i];
            BytesReader column = found.get(MEASURE + measure.code());
            measures[i] = column == null ? unknown() : measure(measure.code(), found, reader, read);
        }
        return new Segment(
                Sections.of(rows, dates, measures, positions),
                dimensions,
                dates,
                measures,
                positions,
                Optional.empty());
    }

    /** A measure by its name, perhaps one that this release does not know; read once, also where another is the same. */
    private static MeasureColumn measure(
            String name, Map<String, BytesReader> found, ColumnReader reader, Map<String, MeasureColumn> read) {
        MeasureColumn known = read.get(name);
        if (known == null) {
            known = reader.measure(part(found, MEASURE + name), other -> measure(other, found, reader, read));
            read.put(name, known);
        }
        return known;
    }

    private static BytesReader part(Map<String, BytesReader> found, String name) {
        BytesReader part = found.get(name);
        if (part == null) {
            throw new IllegalArgumentException("The segment lacks " + name);
        }
        return part;
    }

    private static MeasureColumn unknown() {
        long[] numbers = new long[Packed.FIELDS];
        Packed.write(Tally.UNKNOWN, numbers, 0);
        return MeasureColumn.of(numbers);
    }

    public static byte[] references(References references) {
        int rows = references.rows();
        int[] lengths = new int[rows];
        int[] versions = new int[rows];
        for (int row = 0; row < rows; row++) {
            lengths[row] = references.ends()[row] - (row == 0 ? 0 : references.ends()[row - 1]);
            versions[row] = references.version(row);
        }
        return Deflated.write(
                FORMAT,
                new Bytes()
                        .number(rows)
                        .codes(lengths)
                        .codes(versions)
                        .block(references.ids())
                        .toBytes());
    }

    /** @throws IllegalArgumentException if the format is another one */
    public static References readReferences(byte[] references) {
        BytesReader bytes = Deflated.read(FORMAT, references);
        int rows = bytes.count();
        int[] ends = bytes.codes(rows);
        for (int row = 1; row < rows; row++) {
            ends[row] += ends[row - 1];
        }
        RowCodes versions = RowCodes.of(bytes.codes(rows));
        return new References(bytes.raw(bytes.count()), ends, versions);
    }
}
