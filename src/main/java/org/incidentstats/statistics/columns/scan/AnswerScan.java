package org.incidentstats.statistics.columns.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import org.incidentstats.statistics.Answer;
import org.incidentstats.statistics.AnswerRow;
import org.incidentstats.statistics.Query;
import org.incidentstats.statistics.columns.encoding.DimensionColumn;
import org.incidentstats.statistics.columns.encoding.Ranking;
import org.incidentstats.statistics.columns.encoding.RowCodes;
import org.incidentstats.statistics.columns.segment.Dictionaries;
import org.incidentstats.statistics.columns.segment.Section;
import org.incidentstats.statistics.columns.segment.Segment;
import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.vocabulary.GroupRegister;

/** Answers one question, segment by segment. */
final class AnswerScan {

    private final List<Segment> segments;
    private final Query query;
    private final Dictionaries dictionaries;
    private final Choice choice;
    private final List<Axis> axes = new ArrayList<>();
    private final Groups groups;
    private final Totals totals;
    private final long[] correction = new long[Totals.WIDE];
    private final Optional<byte[]> nationalities;
    private final int nationalityCodes;
    private final Optional<Others> others;
    private final Room room = new Room();
    private long possible;
    private long looked;

    AnswerScan(
            Query query,
            Optional<Set<String>> kept,
            long position,
            GroupRegister register,
            Dictionaries dictionaries,
            List<Segment> segments) {
        this.segments = segments;
        this.query = query;
        this.dictionaries = dictionaries;
        choice = new Choice(query.selection(), position, register, dictionaries);
        for (Dimension dimension : query.by()) {
            axes.add(Axis.of(
                    dimension,
                    dictionaries.ranking(dimension, register),
                    Optional.ofNullable(query.selection().filters().get(dimension)),
                    axes.isEmpty() ? kept : Optional.empty()));
        }
        groups = new Groups(axes);
        totals = new Totals(groups.size(), countedAs());
        Ranking ranking = dictionaries.of(Dimension.NATIONALITY).ranking();
        nationalityCodes = ranking.ranks().length;
        nationalities = query.selection().nationalities().map(asked -> marked(ranking, asked));
        others = kept.isPresent() && !axes.isEmpty() ? Optional.of(new Others(axes.get(0))) : Optional.empty();
    }

    private static byte[] marked(Ranking ranking, Set<String> values) {
        byte[] marked = new byte[ranking.ranks().length];
        for (int code = 0; code < marked.length; code++) {
            marked[code] = (byte) (values.contains(ranking.values()[ranking.ranks()[code]]) ? 1 : 0);
        }
        return marked;
    }

    /**
     * Of each measure which one is counted for it: an earlier one, if the two are the same in all segments and people of
     * some nationalities are not asked for; else itself.
     */
    private int[] countedAs() {
        boolean ofAll =
                query.selection().nationalities().isEmpty() && !query.by().contains(Dimension.NATIONALITY);
        return IntStream.range(0, Dictionaries.ESTIMATED.length)
                .map(measure -> IntStream.range(0, ofAll ? measure : 0)
                        .filter(earlier -> segments.stream()
                                .allMatch(segment -> segment.measure(earlier).isInFull(segment.measure(measure))))
                        .findFirst()
                        .orElse(measure))
                .toArray();
    }

    private void scan(Segment segment) {
        SegmentChoice chosen = choice.of(segment);
        int certainties = chosen.occurring();
        List<Section> sections =
                segment.sections().stream().filter(chosen::concerns).toList();
        if ((certainties & SegmentChoice.POSSIBLE) != 0) {
            for (Section section : sections) {
                looked += chosen.choose(
                        section,
                        SegmentChoice.POSSIBLE,
                        (rows, count) -> possible += (long) section.kind().sign() * count);
            }
        }
        if ((certainties & SegmentChoice.CERTAIN) != 0) {
            List<Section> toScan = sections.stream()
                    .filter(section -> !isSummed(chosen, section))
                    .toList();
            if (!toScan.isEmpty()) {
                scan(segment, chosen, toScan);
            }
        }
    }

    /** Adds a section that counts as a whole to the total, where that is all that is asked for. */
    private boolean isSummed(SegmentChoice chosen, Section section) {
        boolean summed = axes.isEmpty() && nationalities.isEmpty() && chosen.isAll(section);
        if (summed) {
            totals.add(0, section);
            looked += section.rows();
        }
        return summed;
    }

    private void scan(Segment segment, SegmentChoice chosen, List<Section> sections) {
        List<SegmentAxis> ofSegment = segmentAxes(segment);
        long most = 1;
        for (SegmentAxis axis : ofSegment) {
            most = Math.min(most * axis.most(), Integer.MAX_VALUE);
        }
        SegmentSums sums = new SegmentSums(segment, totals, correction, nationalities, nationalityCodes, most);
        SegmentScan scan = new SegmentScan(
                groups, totals, ofSegment, sums, query.by().stream().allMatch(Dimension::time), room);
        int[][] ranks = others.isPresent() ? ranks(axes.get(0), segment) : new int[0][];
        for (Section section : sections) {
            sums.begin(section);
            SegmentChoice.Rows rows = others.map(some -> counting(
                            some,
                            ofSegment.get(0).codes(),
                            ranks,
                            section.kind().sign(),
                            scan))
                    .orElse(scan);
            looked += chosen.choose(section, SegmentChoice.CERTAIN, rows);
        }
    }

    private static SegmentChoice.Rows counting(
            Others others, RowCodes sets, int[][] ranks, int sign, SegmentScan scan) {
        return (chosen, count) -> {
            others.count(chosen, count, sign, sets, ranks);
            scan.take(chosen, count);
        };
    }

    /** Of each set of values of a segment their ranks, each once. */
    private int[][] ranks(Axis axis, Segment segment) {
        int[] byCode = axis.ranking().ranks();
        if (axis.dimension().time()) {
            int[] periods = dictionaries.dates().periods(axis.dimension());
            return Arrays.stream(segment.dates().dates())
                    .mapToObj(date -> new int[] {byCode[periods[date]]})
                    .toArray(int[][]::new);
        }
        DimensionColumn column = segment.column(axis.dimension());
        return IntStream.range(0, column.sets())
                .mapToObj(set -> IntStream.range(column.offsets()[set], column.offsets()[set + 1])
                        .map(i -> byCode[column.values()[i]])
                        .distinct()
                        .toArray())
                .toArray(int[][]::new);
    }

    private List<SegmentAxis> segmentAxes(Segment segment) {
        List<SegmentAxis> ofSegment = new ArrayList<>(axes.size());
        for (Groups.Stretch stretch : groups.stretches()) {
            for (int i = stretch.from(); i < stretch.to(); i++) {
                Axis axis = axes.get(i);
                Dimension dimension = axis.dimension();
                ofSegment.add(
                        dimension.time()
                                ? SegmentAxis.ofTime(
                                        axis,
                                        stretch.step(i),
                                        segment.dates(),
                                        dictionaries.dates().periods(dimension))
                                : SegmentAxis.of(axis, stretch.step(i), segment.column(dimension)));
            }
        }
        return ofSegment;
    }

    /** How many rows were looked at. */
    long looked() {
        return looked;
    }

    Answer answer() {
        segments.forEach(this::scan);
        long[] total = correction.clone();
        int[] counted = IntStream.range(0, groups.size())
                .filter(group -> totals.rows(group) != 0)
                .toArray();
        List<AnswerRow> rows = new ArrayList<>(Math.max(1, counted.length));
        int[] places = new int[axes.size()];
        for (int group : groups.inOrder(counted)) {
            totals.addTo(total, group);
            groups.places(group, places);
            rows.add(new AnswerRow(labels(places), totals.rows(group), totals.tallies(group)));
        }
        if (axes.isEmpty() && rows.isEmpty()) {
            rows.add(AnswerRow.NOTHING);
        }
        return new Answer(
                query,
                rows,
                new AnswerRow(List.of(), total[0], totals.tallies(total)),
                possible,
                others.map(Others::values).orElse(Set.of()));
    }

    private List<String> labels(int[] places) {
        String[] labels = new String[places.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = axes.get(i).labels()[places[i]];
        }
        return List.of(labels);
    }
}
