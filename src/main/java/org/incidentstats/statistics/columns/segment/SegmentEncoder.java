package org.incidentstats.statistics.columns.segment;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import org.incidentstats.statistics.columns.encoding.DateColumn;
import org.incidentstats.statistics.columns.encoding.Dictionary;
import org.incidentstats.statistics.columns.encoding.DimensionColumn;
import org.incidentstats.statistics.columns.encoding.MeasureColumn;
import org.incidentstats.statistics.columns.encoding.Packed;
import org.incidentstats.statistics.columns.encoding.Positions;
import org.incidentstats.statistics.columns.encoding.RowCodes;
import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.statistics.model.Tally;
import org.incidentstats.time.EventDate;

/** Makes a segment of rows: sorts them and gives what they have in common a code. */
final class SegmentEncoder {

    private final List<Entry> entries;
    private final Dictionaries dictionaries;

    private SegmentEncoder(List<Entry> entries, Dictionaries dictionaries) {
        this.entries = entries.stream().sorted(Entry.IN_ORDER).toList();
        this.dictionaries = dictionaries;
    }

    static Segment encode(List<Entry> entries, Dictionaries dictionaries) {
        return new SegmentEncoder(entries, dictionaries).segment();
    }

    private Segment segment() {
        List<Figure[]> figures = entries.stream().map(SegmentEncoder::figures).toList();
        Map<Dimension, DimensionColumn> dimensions = new EnumMap<>(Dimension.class);
        for (Dimension dimension : Dimension.values()) {
            if (!dimension.time()) {
                dimensions.put(dimension, dimension(dimension, figures));
            }
        }
        MeasureColumn[] measures = new MeasureColumn[Dictionaries.ESTIMATED.length];
        for (int i = 0; i < measures.length; i++) {
            measures[i] = measure(i, figures, measures);
        }
        DateColumn dates = dates();
        Positions positions = positions();
        int[] rows = new int[Section.Kind.values().length];
        entries.forEach(entry -> rows[entry.kind().ordinal()]++);
        return new Segment(
                Sections.of(rows, dates, measures, positions),
                dimensions,
                dates,
                measures,
                positions,
                Optional.of(References.of(entries.stream().map(Entry::key).toList())));
    }

    private static Figure[] figures(Entry entry) {
        Collection<String> nationalities = entry.fact().values(Dimension.NATIONALITY);
        Figure[] figures = new Figure[Dictionaries.ESTIMATED.length];
        for (int i = 0; i < figures.length; i++) {
            figures[i] = Figure.of(entry.fact(), Dictionaries.ESTIMATED[i], nationalities);
        }
        return figures;
    }

    /** What rows have in common, each once and in order, and which of it each row has. */
    private record Numbered<T>(List<T> distinct, int[] codes) {

        static <T> Numbered<T> of(List<T> ofRows, Comparator<T> order) {
            Map<T, Integer> codes = new HashMap<>();
            ofRows.forEach(one -> codes.putIfAbsent(one, 0));
            List<T> distinct = codes.keySet().stream().sorted(order).toList();
            for (int i = 0; i < distinct.size(); i++) {
                codes.put(distinct.get(i), i);
            }
            return new Numbered<>(distinct, ofRows.stream().mapToInt(codes::get).toArray());
        }
    }

    /** @param single whether it is one value, which may be looked up without asking any further */
    private record Values(boolean single, List<String> values) {

        static final Comparator<Values> SINGLE_FIRST = Comparator.comparing((Values some) -> !some.single)
                .thenComparing(some -> String.join("\n", some.values));
    }

    private DimensionColumn dimension(Dimension dimension, List<Figure[]> figures) {
        Values[] ofRows = new Values[entries.size()];
        for (int i = 0; i < ofRows.length; i++) {
            List<String> values = List.copyOf(entries.get(i).fact().values(dimension));
            boolean single = values.size() == 1 && (dimension != Dimension.NATIONALITY || allSimple(figures.get(i)));
            ofRows[i] = new Values(single, values);
        }
        Numbered<Values> numbered = Numbered.of(List.of(ofRows), Values.SINGLE_FIRST);
        Dictionary dictionary = dictionaries.of(dimension);
        int[] offsets = offsets(numbered.distinct(), some -> some.values().size());
        return new DimensionColumn(
                RowCodes.of(numbered.codes()),
                (int) numbered.distinct().stream().filter(Values::single).count(),
                offsets,
                numbered.distinct().stream()
                        .flatMap(some -> some.values().stream())
                        .mapToInt(dictionary::code)
                        .toArray());
    }

    private static boolean allSimple(Figure[] figures) {
        for (Figure figure : figures) {
            if (!figure.simple()) {
                return false;
            }
        }
        return true;
    }

    private static <T> int[] offsets(List<T> distinct, Function<T, Integer> size) {
        int[] offsets = new int[distinct.size() + 1];
        for (int i = 0; i < distinct.size(); i++) {
            offsets[i + 1] = offsets[i] + size.apply(distinct.get(i));
        }
        return offsets;
    }

    /** The figures of all rows; those of an earlier measure again, where they are the same in full. */
    private MeasureColumn measure(int place, List<Figure[]> figures, MeasureColumn[] earlier) {
        for (int other = 0; other < place; other++) {
            int one = other;
            if (figures.stream().allMatch(all -> all[place].isInFull(all[one]))) {
                return earlier[other].inFull();
            }
        }
        return measure(figures.stream().map(all -> all[place]).toList());
    }

    private MeasureColumn measure(List<Figure> ofRows) {
        Numbered<Figure> numbered = Numbered.of(ofRows, Figure.SIMPLE_FIRST);
        List<Figure> distinct = numbered.distinct();
        List<Tally> full = distinct.stream().map(Figure::full).toList();
        List<Tally> parts = distinct.stream()
                .flatMap(figure -> figure.parts().values().stream())
                .toList();
        Numbered<Tally> tallies =
                Numbered.of(Stream.concat(full.stream(), parts.stream()).toList(), Figure.TALLIES);
        long[] numbers = new long[tallies.distinct().size() * Packed.FIELDS];
        for (int i = 0; i < tallies.distinct().size(); i++) {
            Packed.write(tallies.distinct().get(i), numbers, i * Packed.FIELDS);
        }
        return MeasureColumn.of(
                numbers,
                Arrays.copyOf(tallies.codes(), full.size()),
                (int) distinct.stream().filter(Figure::simple).count(),
                offsets(distinct, figure -> figure.parts().size()),
                distinct.stream()
                        .flatMap(figure -> figure.parts().keySet().stream())
                        .mapToInt(dictionaries.of(Dimension.NATIONALITY)::code)
                        .toArray(),
                Arrays.copyOfRange(tallies.codes(), full.size(), tallies.codes().length),
                RowCodes.of(numbered.codes()));
    }

    private DateColumn dates() {
        Numbered<EventDate> numbered = Numbered.of(
                entries.stream().map(entry -> entry.fact().date()).toList(),
                Comparator.comparing(EventDate::firstDay)
                        .thenComparing(EventDate::lastDay)
                        .thenComparing(EventDate::toString));
        return new DateColumn(
                RowCodes.of(numbered.codes()),
                numbered.distinct().stream()
                        .mapToInt(dictionaries.dates()::code)
                        .toArray(),
                numbered.distinct().stream()
                        .mapToInt(date -> (int) date.firstDay().toEpochDay())
                        .toArray(),
                numbered.distinct().stream()
                        .mapToInt(date -> (int) date.lastDay().toEpochDay())
                        .toArray());
    }

    private Positions positions() {
        long base = entries.stream().mapToLong(Entry::from).min().orElseThrow();
        return new Positions(
                base,
                entries.stream()
                        .mapToInt(entry -> Math.toIntExact(entry.from() - base))
                        .toArray(),
                entries.stream()
                        .filter(entry -> entry.kind() == Section.Kind.CLOSED)
                        .mapToInt(entry -> Math.toIntExact(entry.until() - base))
                        .toArray());
    }
}
