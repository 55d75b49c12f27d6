package org.incidentstats.statistics.columns.segment;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

import org.incidentstats.statistics.columns.encoding.Dictionary;
import org.incidentstats.statistics.columns.encoding.DimensionColumn;
import org.incidentstats.statistics.columns.encoding.MeasureColumn;
import org.incidentstats.statistics.columns.encoding.Packed;
import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.statistics.model.Fact;
import org.incidentstats.statistics.model.Measure;
import org.incidentstats.statistics.model.Tally;

/** Makes facts of the rows of a segment again. What rows have in common is made once. */
public final class SegmentDecoder {

    private final Segment segment;
    private final References references;
    private final Dictionaries dictionaries;
    private final Map<Dimension, List<List<String>>> values = new EnumMap<>(Dimension.class);

    public SegmentDecoder(Segment segment, References references, Dictionaries dictionaries) {
        this.segment = segment;
        this.references = references;
        this.dictionaries = dictionaries;
        for (Dimension dimension : Dimension.values()) {
            if (dimension.kept() || dimension == Dimension.NATIONALITY) {
                values.put(dimension, values(dimension));
            }
        }
    }

    private List<List<String>> values(Dimension dimension) {
        DimensionColumn column = segment.column(dimension);
        Dictionary dictionary = dictionaries.of(dimension);
        List<List<String>> sets = new ArrayList<>(column.sets());
        for (int set = 0; set < column.sets(); set++) {
            List<String> some = new ArrayList<>();
            for (int i = column.offsets()[set]; i < column.offsets()[set + 1]; i++) {
                some.add(dictionary.text(column.values()[i]));
            }
            sets.add(List.copyOf(some));
        }
        return sets;
    }

    /** All rows of the segment, as it holds them. */
    public List<Entry> entries() {
        List<Entry> entries = new ArrayList<>(segment.rows());
        for (Section section : segment.sections()) {
            for (int row = section.from(); row < section.to(); row++) {
                entries.add(entry(section, row));
            }
        }
        return entries;
    }

    public Entry entry(Section section, int row) {
        return new Entry(
                fact(row),
                section.kind(),
                segment.positions().from(row),
                section.kind() == Section.Kind.CLOSED ? segment.positions().until(row) : Entry.OPEN);
    }

    private Fact fact(int row) {
        Map<Dimension, List<String>> codes = new EnumMap<>(Dimension.class);
        for (Dimension dimension : values.keySet()) {
            if (dimension.kept()) {
                codes.put(dimension, values(dimension, row));
            }
        }
        Map<Measure, Tally> figures = new EnumMap<>(Measure.class);
        Map<Measure, SortedMap<String, Tally>> people = new EnumMap<>(Measure.class);
        for (int i = 0; i < Dictionaries.ESTIMATED.length; i++) {
            Measure measure = Dictionaries.ESTIMATED[i];
            MeasureColumn column = segment.measure(i);
            int code = column.codes().get(row);
            Tally full = Packed.tally(column.tallies(), column.figures()[code] * Packed.FIELDS);
            if (measure.kept()) {
                figures.put(measure, full);
            }
            if (measure.byNationality()) {
                SortedMap<String, Tally> parts = parts(column, code);
                if (parts.isEmpty() && !measure.kept()) {
                    parts.put(values(Dimension.NATIONALITY, row).get(0), full);
                }
                if (!parts.isEmpty()) {
                    people.put(measure, parts);
                }
            }
        }
        return new Fact(
                references.event(row),
                references.version(row),
                true,
                dictionaries
                        .dates()
                        .date(segment.dates().dates()[segment.dates().codes().get(row)]),
                codes,
                figures,
                people);
    }

    private List<String> values(Dimension dimension, int row) {
        return Objects.requireNonNull(values.get(dimension))
                .get(segment.column(dimension).codes().get(row));
    }

    private SortedMap<String, Tally> parts(MeasureColumn column, int code) {
        SortedMap<String, Tally> parts = new TreeMap<>();
        for (int part = column.partOffsets()[code]; part < column.partOffsets()[code + 1]; part++) {
            parts.put(
                    dictionaries.of(Dimension.NATIONALITY).text(column.nationalities()[part]),
                    Packed.tally(column.tallies(), column.partTallies()[part] * Packed.FIELDS));
        }
        return parts;
    }
}
