package org.incidentstats.statistics.columns;

import java.util.Optional;

/**
 * Adds rows of one segment to what is counted of groups.
 *
 * <p>Rows that count in several groups count once in the total: beside what they add to the groups they leave a
 * correction, which makes the total of the sum of all groups.
 */
final class SegmentSums {

    private final Totals totals;
    private final long[] correction;
    private final SegmentMeasure[] measures = new SegmentMeasure[Dictionaries.ESTIMATED.length];
    private final byte[] asked;
    private final long most;

    private int sign;
    private boolean[] fits;
    private boolean[] correctionFits;

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
        boolean removes = segment.sections().stream().anyMatch(section -> section.kind() == Section.Kind.REMOVED);
        for (int i = 0; i < measures.length; i++) {
            measures[i] = SegmentMeasure.of(i, segment.measure(i), nationalities, removes);
        }
        asked = new byte[codes];
    }

    /** Prepares for rows of a section. */
    void begin(Section section) {
        sign = section.kind().sign();
        fits = totals.prepare(section.sizes());
        correctionFits = new boolean[fits.length];
        for (int i = 0; i < fits.length; i++) {
            correctionFits[i] = Packed.fits(section.sizes()[i], most + 1);
        }
    }

    /** Adds rows to the only group. */
    void add(int[] rows, int count) {
        totals.packed()[0] += (long) sign * count;
        for (SegmentMeasure measure : measures) {
            RowCodes codes = measure.column().codes();
            if (fits[measure.place()]) {
                codes.addAll(rows, count, measure.packed(sign), totals.packed(), Totals.packedOf(measure.place()));
            } else {
                for (int i = 0; i < count; i++) {
                    measure.addWide(codes.get(rows[i]), sign, totals.wide(), Totals.wideOf(measure.place()));
                }
            }
        }
    }

    /** Adds rows to their groups, each to one. */
    void add(int[] rows, int[] groups, int count) {
        count(groups, count);
        int[] places = places(groups, count);
        for (SegmentMeasure measure : measures) {
            add(measure, rows, places, groups, count);
        }
    }

    private void count(int[] groups, int count) {
        long[] packed = totals.packed();
        for (int i = 0; i < count; i++) {
            packed[groups[i] * Totals.PACKED] += sign;
        }
    }

    private static int[] places(int[] groups, int count) {
        int[] places = new int[count];
        for (int i = 0; i < count; i++) {
            places[i] = groups[i] * Totals.PACKED;
        }
        return places;
    }

    private void add(SegmentMeasure measure, int[] rows, int[] places, int[] groups, int count) {
        RowCodes codes = measure.column().codes();
        if (fits[measure.place()]) {
            codes.add(rows, count, places, measure.packed(sign), totals.packed(), Totals.packedOf(measure.place()));
        } else {
            for (int i = 0; i < count; i++) {
                measure.addWide(
                        codes.get(rows[i]),
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
        int[] places = places(pairs.groups(), pairs.count());
        for (SegmentMeasure measure : measures) {
            addTo(correction, measure, rows, count, sign);
            if (byNationality && measure.column().simple() < measure.column().figures()) {
                addPeople(measure, pairs);
            } else {
                add(measure, pairs.rows(), places, pairs.groups(), pairs.count());
                addTo(correction, measure, pairs.rows(), pairs.count(), -sign);
            }
        }
    }

    private void addTo(long[] wide, SegmentMeasure measure, int[] rows, int count, int how) {
        RowCodes codes = measure.column().codes();
        int at = Totals.wideOf(measure.place());
        if (correctionFits[measure.place()]) {
            long[] sum = new long[2];
            codes.addAll(rows, count, measure.added(), sum, 0);
            Packed.unpack(how * sum[0], how * sum[1], wide, at);
        } else {
            for (int i = 0; i < count; i++) {
                measure.addWide(codes.get(rows[i]), how, wide, at);
            }
        }
    }

    /** Adds to each pair the people of its nationalities. */
    private void addPeople(SegmentMeasure measure, Pairs pairs) {
        MeasureColumn column = measure.column();
        boolean packs = fits[measure.place()];
        long[] numbers = new long[Packed.FIELDS];
        long[] packed = new long[2];
        for (int i = 0; i < pairs.count(); i++) {
            int group = pairs.groups()[i];
            mark(pairs.people()[i], 1);
            column.of(column.codes().get(pairs.rows()[i]), asked, numbers, 0);
            mark(pairs.people()[i], 0);
            SegmentMeasure.add(numbers, 0, -sign, correction, Totals.wideOf(measure.place()));
            if (packs) {
                Packed.pack(numbers, 0, packed, 0);
                int at = group * Totals.PACKED + Totals.packedOf(measure.place());
                totals.packed()[at] += sign * packed[0];
                totals.packed()[at + 1] += sign * packed[1];
            } else {
                SegmentMeasure.add(
                        numbers, 0, sign, totals.wide(), group * Totals.WIDE + Totals.wideOf(measure.place()));
            }
        }
    }

    private void mark(int[] nationalities, int as) {
        for (int nationality : nationalities) {
            asked[nationality] = (byte) as;
        }
    }
}
