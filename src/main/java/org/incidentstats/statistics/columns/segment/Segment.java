package org.incidentstats.statistics.columns.segment;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.incidentstats.statistics.columns.encoding.DateColumn;
import org.incidentstats.statistics.columns.encoding.DimensionColumn;
import org.incidentstats.statistics.columns.encoding.MeasureColumn;
import org.incidentstats.statistics.columns.encoding.Positions;
import org.incidentstats.statistics.model.Dimension;

/**
 * An immutable run of rows, encoded to be scanned: a column for each dimension that is not of time, one for dates, one
 * for each estimated measure, and the positions from which and until which rows count.
 */
public final class Segment {

    private final List<Section> sections;
    private final Map<Dimension, DimensionColumn> dimensions;
    private final DateColumn dates;
    private final MeasureColumn[] measures;
    private final Positions positions;
    private final Optional<References> references;

    /**
     * @param dimensions one column for each that is not of time
     * @param measures   one for each of {@link Dictionaries#ESTIMATED}
     */
    Segment(
            List<Section> sections,
            Map<Dimension, DimensionColumn> dimensions,
            DateColumn dates,
            MeasureColumn[] measures,
            Positions positions,
            Optional<References> references) {
        this.sections = List.copyOf(sections);
        this.dimensions = dimensions;
        this.dates = dates;
        this.measures = measures;
        this.positions = positions;
        this.references = references;
    }

    /** Encodes rows, in any order. It has its references. Rows that cancel each other become one. */
    public static Segment of(List<Row> rows, Dictionaries dictionaries) {
        return SegmentEncoder.encode(Entry.closed(rows.stream().map(Entry::of).toList()), dictionaries);
    }

    /** Those of rows that count alike, in the order of their kinds. */
    public List<Section> sections() {
        return sections;
    }

    public DimensionColumn column(Dimension dimension) {
        return Objects.requireNonNull(dimensions.get(dimension));
    }

    public DateColumn dates() {
        return dates;
    }

    /** The figures of a measure, by its place among {@link Dictionaries#ESTIMATED}. */
    public MeasureColumn measure(int place) {
        return measures[place];
    }

    public Positions positions() {
        return positions;
    }

    public int rows() {
        return positions.rows();
    }

    public SegmentOutline outline() {
        int first = Integer.MAX_VALUE;
        int last = Integer.MIN_VALUE;
        for (int i = 0; i < dates.size(); i++) {
            first = Math.min(first, dates.firstDays()[i]);
            last = Math.max(last, dates.lastDays()[i]);
        }
        return new SegmentOutline(
                SegmentFormat.FORMAT,
                rows(),
                sections.stream()
                        .filter(section -> section.kind() == Section.Kind.REMOVED)
                        .mapToInt(Section::rows)
                        .sum(),
                LocalDate.ofEpochDay(first),
                LocalDate.ofEpochDay(last),
                sections.stream().mapToLong(Section::first).min().orElseThrow(),
                sections.stream().mapToLong(Section::last).max().orElseThrow());
    }

    /** Of which versions its rows are; empty where it was read without. */
    public Optional<References> references() {
        return references;
    }

    /** The rows again; a closed one as the two that it was made of. */
    public List<Row> decode(References those, Dictionaries dictionaries) {
        return new SegmentDecoder(this, those, dictionaries)
                .entries().stream().flatMap(Entry::rows).toList();
    }

    public Segment withReferences(References those) {
        if (those.rows() != rows()) {
            throw new IllegalArgumentException("%d references for %d rows".formatted(those.rows(), rows()));
        }
        return new Segment(sections, dimensions, dates, measures, positions, Optional.of(those));
    }

    /** Bytes that it takes in memory, without references. */
    public long bytes() {
        long bytes = dates.bytes() + positions.bytes();
        for (DimensionColumn column : dimensions.values()) {
            bytes += column.bytes();
        }
        for (MeasureColumn measure : measures) {
            bytes += measure.bytes();
        }
        for (Section section : sections) {
            bytes += 4L * section.starts().length;
        }
        return bytes;
    }
}
