package org.incidentstats.statistics.columns.segment;

import java.util.ArrayList;
import java.util.List;

import org.incidentstats.statistics.columns.encoding.DateColumn;
import org.incidentstats.statistics.columns.encoding.MeasureColumn;
import org.incidentstats.statistics.columns.encoding.Packed;
import org.incidentstats.statistics.columns.encoding.Positions;
import org.incidentstats.statistics.columns.segment.Section.Kind;

/** Divides the rows of a segment into those that count alike. */
final class Sections {

    private Sections() {}

    /** @param rows of each kind how many, in the order of the kinds */
    static List<Section> of(int[] rows, DateColumn dates, MeasureColumn[] measures, Positions positions) {
        List<Section> sections = new ArrayList<>();
        int from = 0;
        for (Kind kind : Kind.values()) {
            int to = from + rows[kind.ordinal()];
            if (to > from) {
                sections.add(section(kind, from, to, dates, measures, positions));
            }
            from = to;
        }
        return sections;
    }

    private static Section section(
            Kind kind, int from, int to, DateColumn dates, MeasureColumn[] measures, Positions positions) {
        long first = Long.MAX_VALUE;
        long lastFrom = Long.MIN_VALUE;
        long last = Long.MIN_VALUE;
        for (int row = from; row < to; row++) {
            first = Math.min(first, positions.from(row));
            lastFrom = Math.max(lastFrom, positions.from(row));
            last = Math.max(last, kind == Kind.CLOSED ? positions.until(row) : positions.from(row));
        }
        return new Section(
                kind,
                from,
                to,
                starts(from, to, dates),
                sizes(from, to, measures),
                sums(from, to, measures),
                first,
                lastFrom,
                last);
    }

    private static int[] starts(int from, int to, DateColumn dates) {
        int[] starts = new int[dates.size() + 1];
        int date = 0;
        for (int row = from; row < to; row++) {
            while (date <= dates.codes().get(row)) {
                starts[date++] = row;
            }
        }
        while (date < starts.length) {
            starts[date++] = to;
        }
        return starts;
    }

    private static long[][] sums(int from, int to, MeasureColumn[] measures) {
        long[][] sums = new long[measures.length][Packed.FIELDS];
        for (int i = 0; i < measures.length; i++) {
            MeasureColumn measure = measures[i];
            int[] counts = new int[measure.figures().length];
            for (int row = from; row < to; row++) {
                counts[measure.codes().get(row)]++;
            }
            for (int figure = 0; figure < counts.length; figure++) {
                for (int field = 0; field < Packed.FIELDS; field++) {
                    sums[i][field] +=
                            counts[figure] * measure.tallies()[measure.figures()[figure] * Packed.FIELDS + field];
                }
            }
        }
        return sums;
    }

    private static long[][] sizes(int from, int to, MeasureColumn[] measures) {
        long[][] sizes = new long[measures.length][Packed.FIELDS];
        for (int i = 0; i < measures.length; i++) {
            MeasureColumn measure = measures[i];
            for (int row = from; row < to; row++) {
                int code = measure.codes().get(row);
                Packed.grow(sizes[i], measure.tallies(), measure.figures()[code] * Packed.FIELDS);
                for (int part = measure.partOffsets()[code]; part < measure.partOffsets()[code + 1]; part++) {
                    int tally = measure.partTallies()[part] * Packed.FIELDS;
                    Packed.grow(sizes[i], measure.tallies(), tally);
                    // A part without a figure makes those beside it a lower bound
                    sizes[i][Packed.AT_LEAST] += measure.tallies()[tally + Packed.UNKNOWN];
                }
            }
        }
        return sizes;
    }
}
