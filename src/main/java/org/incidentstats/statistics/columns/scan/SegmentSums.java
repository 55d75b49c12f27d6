package org.incidentstats.statistics.columns.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.incidentstats.statistics.columns.encoding.MeasureColumn;
import org.incidentstats.statistics.columns.encoding.Packed;
import org.incidentstats.statistics.columns.segment.Dictionaries;
import org.incidentstats.statistics.columns.segment.Section;
import org.incidentstats.statistics.columns.segment.Segment;

/**
 * Adds rows of one segment to what is counted of groups.
 *
 * <p>Rows that count in several groups count once in the total: beside what they add to the groups they leave a
 * correction, which makes the total of the sum of all groups.
 */
final class SegmentSums {

    private final Totals totals;
    private final long[] correction;
    private final List<SegmentMeasure> measures = new ArrayList<>();
    private final byte[] asked;
    private final long most;
    private int[] places = new int[0];

    private int sign;
    private boolean[] fits = new boolean[Dictionaries.ESTIMATED.length];
    private final boolean[] correctionFits = new boolean[Dictionaries.ESTIMATED.length];

    /**
     * @param correction    wide numbers, of which the correction is added to
     * @param nationalities by code of a nationality whether its people are asked for (1); all are, where it is empty
     * @param codes         how many nationalities have a code
     * @param most          in how many groups a row counts at the most
     */
    SegmentSums(
            Segment segment, Totals totals, long[] correction, Optional<byte[]> nationalities, int codes, long most) {
        this.totals = totals;
        this.correction = correction;
        this.most = most;
        for (int i = 0; i < Dictionaries.ESTIMATED.length; i++) {
            if (totals.counts(i)) {
                measures.add(new SegmentMeasure(i, segment.measure(i), nationalities));
            }
        }
        asked = new byte[codes];
    }

    /** Prepares for rows of a section. */
    void begin(Section section) {
        sign = section.kind().sign();
        fits = totals.prepare(section.sizes());
        for (int i = 0; i < fits.length; i++) {
            correctionFits[i] = Packed.fits(section.sizes()[i], most + 1);
        }
    }

    /** Adds different rows to one group. */
    void add(int[] rows, int count, int group) {
        totals.packed()[group * Totals.PACKED] += (long) sign * count;
        boolean oneAfterTheOther = rows[count - 1] - rows[0] == count - 1;
        for (SegmentMeasure measure : measures) {
            if (fits[measure.place()]) {
                int place = group * Totals.PACKED + Totals.packedOf(measure.place());
                if (oneAfterTheOther) {
                    measure.codes().addRange(rows[0], rows[0] + count, measure.packed(sign), totals.packed(), place);
                } else {
                    measure.codes().addAll(rows, count, measure.packed(sign), totals.packed(), place);
                }
            } else {
                int place = group * Totals.WIDE + Totals.wideOf(measure.place());
                for (int i = 0; i < count; i++) {
                    measure.addWide(measure.codes().get(rows[i]), sign, totals.wide(), place);
                }
            }
        }
    }

    /** Adds rows to their groups, each to one. */
    void add(int[] rows, int[] groups, int count) {
        count(groups, count);
        for (SegmentMeasure measure : measures) {
            add(measure, rows, groups, count);
        }
    }

    private void count(int[] groups, int count) {
        if (places.length < count) {
            places = new int[Math.max(SegmentChoice.BLOCK, count)];
        }
        long[] packed = totals.packed();
        for (int i = 0; i < count; i++) {
            int place = groups[i] * Totals.PACKED;
            places[i] = place;
            packed[place] += sign;
        }
    }

    private void add(SegmentMeasure measure, int[] rows, int[] groups, int count) {
        if (fits[measure.place()]) {
            measure.codes()
                    .add(rows, count, places, measure.packed(sign), totals.packed(), Totals.packedOf(measure.place()));
        } else {
            for (int i = 0; i < count; i++) {
                measure.addWide(
                        measure.codes().get(rows[i]),
                        sign,
                        totals.wide(),
                        groups[i] * Totals.WIDE + Totals.wideOf(measure.place()));
            }
        }
    }

    /** Adds rows to their groups, each perhaps to several. */
    void add(int[] rows, int count, Pairs pairs, boolean byNationality) {
        correction[0] += (long) sign * (count - pairs.count());
        count(pairs.groups(), pairs.count());
        for (SegmentMeasure measure : measures) {
            addTo(correction, measure, rows, count, sign);
            if (byNationality && !measure.column().isSimple()) {
                addPeople(measure, pairs);
            } else {
                add(measure, pairs.rows(), pairs.groups(), pairs.count());
                addTo(correction, measure, pairs.rows(), pairs.count(), -sign);
            }
        }
    }

    private void addTo(long[] wide, SegmentMeasure measure, int[] rows, int count, int how) {
        int at = Totals.wideOf(measure.place());
        if (correctionFits[measure.place()]) {
            long[] sum = new long[2];
            measure.codes().addAll(rows, count, measure.packed(1), sum, 0);
            Packed.unpack(how * sum[0], how * sum[1], wide, at);
        } else {
            for (int i = 0; i < count; i++) {
                measure.addWide(measure.codes().get(rows[i]), how, wide, at);
            }
        }
    }

    /** Adds to each pair the people of its nationalities. */
    private void addPeople(SegmentMeasure measure, Pairs pairs) {
        MeasureColumn column = measure.column();
        long[] numbers = new long[Packed.FIELDS];
        int wideOf = Totals.wideOf(measure.place());
        for (int i = 0; i < pairs.count(); i++) {
            int group = pairs.groups()[i];
            people(column, column.codes().get(pairs.rows()[i]), pairs.people()[i], numbers);
            SegmentMeasure.add(numbers, 0, -sign, correction, wideOf);
            if (fits[measure.place()]) {
                int at = group * Totals.PACKED + Totals.packedOf(measure.place());
                totals.packed()[at] += sign * Packed.first(numbers[0], numbers[1]);
                totals.packed()[at + 1] += sign * Packed.second(numbers[1], numbers[2], numbers[3], numbers[4]);
            } else {
                SegmentMeasure.add(numbers, 0, sign, totals.wide(), group * Totals.WIDE + wideOf);
            }
        }
    }

    private void people(MeasureColumn column, int figure, int[] nationalities, long[] into) {
        if (nationalities.length == 1) {
            column.ofNationality(figure, nationalities[0], into);
            return;
        }
        for (int nationality : nationalities) {
            asked[nationality] = 1;
        }
        column.ofNationalities(figure, asked, into, 0);
        for (int nationality : nationalities) {
            asked[nationality] = 0;
        }
    }
}
