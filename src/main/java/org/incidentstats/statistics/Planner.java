package org.incidentstats.statistics;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the cheapest blocks that answer a question exactly, if any do.
 *
 * <p>Cells are added up over single-valued dimensions, never over one of which an event has several values. So a cuboid
 * answers if its several-valued dimensions are those that are grouped by or filtered, and each of them is either grouped
 * by or filtered to one value. In all other cases, such as events in either of two countries, or in none of them, it
 * answers together with its sets.
 */
final class Planner {

    /** So many values of a dimension there are about, in a large record; what is asked of a few is a part of that. */
    private static final double VALUES = 60;

    private static final double MONTHS = 12.0 * 40;

    private static final String LAST_PERIOD = "9999";

    private Planner() {}

    /**
     * What to read.
     *
     * @param slices of the cuboid
     * @param sets   the same slices of the sets that belong to it, where they are needed
     */
    record Plan(Layout layout, List<Slice> slices, Optional<List<Slice>> sets) {

        /** Whether every event is told once, so that the total is the sum of all that is read. */
        boolean total(Query query) {
            return sets.isPresent() || query.by().stream().noneMatch(Dimension::severalValued);
        }
    }

    /**
     * @param kept     whether some values of the first dimension are counted together
     * @param lastYear no event happened later
     */
    static Optional<Plan> plan(Query query, boolean kept, int lastYear) {
        Selection selection = query.selection();
        Set<Dimension> several = EnumSet.noneOf(Dimension.class);
        Set<Dimension> single = EnumSet.noneOf(Dimension.class);
        Stream.of(query.by(), selection.filters().keySet(), selection.excluded().keySet())
                .flatMap(Collection::stream)
                .forEach(dimension -> (dimension.severalValued() ? several : single).add(dimension));
        boolean together = kept && query.by().get(0).severalValued();
        if (together && query.by().get(0) == Dimension.NATIONALITY) {
            // How many events do not say how many of their perpetrators are of either nationality, no cell tells
            return Optional.empty();
        }
        boolean sets = together
                || several.stream()
                        .anyMatch(dimension -> selection.excluded().containsKey(dimension)
                                || !query.by().contains(dimension)
                                        && selection.filters().get(dimension).size() > 1);
        return Stream.of(Layout.values())
                .filter(layout -> !layout.sets() && layout.isOf(several))
                .filter(layout -> single.stream().allMatch(layout::tells))
                .filter(layout -> layout.grain() == Grain.MONTH || ofYears(selection.period()))
                .filter(layout -> !sets || layout.withSets().isPresent())
                .map(layout -> new Plan(
                        layout,
                        slices(layout, selection, lastYear),
                        layout.withSets().filter(one -> sets).map(one -> slices(one, selection, lastYear))))
                .min(Comparator.comparingDouble(plan -> cost(plan, selection)));
    }

    private static boolean ofYears(Period period) {
        return period.first().map(first -> first.getMonthValue() == 1).orElse(true)
                && period.last().map(last -> last.getMonthValue() == 12).orElse(true);
    }

    /** The blocks that a selection may be in. */
    private static List<Slice> slices(Layout layout, Selection selection, int lastYear) {
        List<Ends> periods = periods(layout, selection.period(), lastYear);
        if (layout.periodFirst() || layout.several().isEmpty()) {
            return periods.stream()
                    .map(ends -> new Slice(layout, ends.from(), ends.to() + Slice.END))
                    .toList();
        }
        List<String> prefixes = List.of("");
        int filtered = 0;
        for (Dimension dimension : layout.several()) {
            Set<String> values = selection.filters().get(dimension);
            if (values == null) {
                break;
            }
            prefixes = prefixes.stream()
                    .flatMap(prefix -> values.stream().sorted().map(value -> prefix + value + Layout.BETWEEN))
                    .toList();
            filtered++;
        }
        if (filtered == 0) {
            return List.of(new Slice(layout, Slice.START, Slice.END));
        }
        List<Slice> slices = new ArrayList<>();
        for (String prefix : prefixes) {
            if (filtered < layout.several().size()) {
                slices.add(new Slice(layout, prefix, prefix + Slice.END));
            } else {
                periods.forEach(
                        ends -> slices.add(new Slice(layout, prefix + ends.from(), prefix + ends.to() + Slice.END)));
            }
        }
        return slices;
    }

    private record Ends(String from, String to) {}

    /** Where the dates that lie in a period, or overlap it, stand among the keys. */
    private static List<Ends> periods(Layout layout, Period period, int lastYear) {
        Grain grain = layout.grain();
        String from =
                period.first().map(first -> grain.containing(first.atDay(1))).orElse(Slice.START);
        Optional<YearMonth> last = period.last();
        boolean ofOneCombination = !layout.periodFirst() || layout.several().isEmpty();
        boolean toTheEnd = last.isEmpty() || last.get().getYear() + yearsMore(layout) >= lastYear;
        if (toTheEnd && (period.first().isEmpty() || grain == Grain.YEAR && ofOneCombination)) {
            return List.of(new Ends(from, ""));
        }
        List<Ends> periods = new ArrayList<>();
        // What spans several periods and ends before the first is of none of them
        Ends spanning = new Ends(Layout.SPANNING + (period.first().isEmpty() ? "" : from), Layout.SPANNING);
        if (toTheEnd) {
            return List.of(new Ends(from, LAST_PERIOD), spanning);
        }
        String to = grain.containing(last.get().atDay(1));
        if (grain == Grain.MONTH) {
            // Behind the months of a year stand the dates that are only this year
            String onlyYear = Layout.onlyYear(last.get().getYear());
            if (last.get().getMonthValue() == 12) {
                periods.add(new Ends(from, onlyYear));
            } else {
                periods.add(new Ends(from, to));
                periods.add(new Ends(onlyYear, onlyYear));
            }
        } else {
            periods.add(new Ends(from, to));
        }
        periods.add(spanning);
        return periods;
    }

    /** So many years more than asked for are read rather than asking again for what stands behind them. */
    private static int yearsMore(Layout layout) {
        boolean ofOneCombination = !layout.periodFirst() || layout.several().isEmpty();
        return layout.grain() == Grain.YEAR ? ofOneCombination ? 100 : 1 : ofOneCombination ? 3 : 0;
    }

    /** About how much is read, in units of one request for next to nothing. */
    private static double cost(Plan plan, Selection selection) {
        Layout layout = plan.layout();
        double whole = layout.grain() == Grain.MONTH ? 10 : 1;
        whole *= layout.tells(Dimension.TYPE) ? 6 : 1;
        whole *= Math.pow(VALUES, layout.several().size());
        double part = 1;
        if (!layout.periodFirst() && !layout.several().isEmpty()) {
            for (Dimension dimension : layout.several()) {
                Set<String> values = selection.filters().get(dimension);
                if (values == null) {
                    return plan.slices().size() + whole * part;
                }
                part *= Math.min(1, values.size() / VALUES);
            }
        }
        part *= Math.min(1, selection.period().length().orElse((int) MONTHS) / MONTHS);
        return plan.slices().size() + whole * part;
    }
}
