package org.incidentstats.statistics.columns.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.incidentstats.statistics.Selection;
import org.incidentstats.statistics.columns.encoding.DateColumn;
import org.incidentstats.statistics.columns.encoding.Dates;
import org.incidentstats.statistics.columns.segment.Dictionaries;
import org.incidentstats.statistics.columns.segment.Segment;
import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.time.EventDate.Point;
import org.incidentstats.vocabulary.GroupRegister;

/** Which rows a selection means at a position, as codes. */
final class Choice {

    private final int firstDay;
    private final int lastDay;
    private final List<DimensionFilter> conditions = new ArrayList<>();
    private final List<DimensionFilter> ofTime = new ArrayList<>();
    private final Dates dates;
    private final long position;
    /** One for all segments, which are gone through one after the other. */
    private final int[] chosen = new int[SegmentChoice.BLOCK];

    Choice(Selection selection, long position, GroupRegister register, Dictionaries dictionaries) {
        this.position = position;
        this.dates = dictionaries.dates();
        firstDay = selection
                .period()
                .from()
                .map(Point::firstDay)
                .map(day -> (int) day.toEpochDay())
                .orElse(Integer.MIN_VALUE);
        lastDay = selection
                .period()
                .to()
                .map(Point::lastDay)
                .map(day -> (int) day.toEpochDay())
                .orElse(Integer.MAX_VALUE);
        Map<Dimension, Set<String>> filters = selection.filters();
        Map<Dimension, Set<String>> excluded = selection.excluded();
        Stream.of(Dimension.values())
                .filter(dimension -> filters.containsKey(dimension) || excluded.containsKey(dimension))
                .forEach(dimension -> (dimension.time() ? ofTime : conditions)
                        .add(DimensionFilter.of(
                                dimension,
                                dictionaries.ranking(dimension, register),
                                filters.get(dimension),
                                excluded.get(dimension))));
    }

    /** Which rows of a segment are meant; none of a segment of other days or later positions. */
    SegmentChoice of(Segment segment) {
        return new SegmentChoice(
                segment,
                position,
                certainties(segment.dates()),
                chosen,
                conditions.stream()
                        .map(condition -> new SegmentChoice.Test(
                                segment.column(condition.dimension()).codes(),
                                condition.passes(segment.column(condition.dimension()))))
                        .toList());
    }

    /** Of each date how certainly it is meant. */
    private byte[] certainties(DateColumn column) {
        byte[] certainties = new byte[column.size()];
        int[] firstDays = column.firstDays();
        int[] lastDays = column.lastDays();
        for (int date = 0; date < certainties.length; date++) {
            boolean overlaps = lastDays[date] >= firstDay && firstDays[date] <= lastDay;
            boolean lies = firstDays[date] >= firstDay && lastDays[date] <= lastDay;
            certainties[date] = lies ? SegmentChoice.CERTAIN : overlaps ? SegmentChoice.POSSIBLE : 0;
        }
        for (DimensionFilter condition : ofTime) {
            int[] periods = dates.periods(condition.dimension());
            for (int date = 0; date < certainties.length; date++) {
                if (!condition.passes(periods[column.dates()[date]])) {
                    certainties[date] = 0;
                }
            }
        }
        return certainties;
    }
}
