package org.incidentstats.statistics;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.incidentstats.event.EventDate;

/**
 * The cuboids that are kept, each in the order of its keys. A cuboid counts every event once under each combination of
 * its values of the several-valued dimensions named, in its year or month, and within that by category or, where the
 * kind is told, by category, type, outcome and evidence.
 *
 * <p>The cells of one combination and period make one block, which is one item of the table; its key is the values
 * followed by the period, or the period followed by the values, so that what is asked together stands together.
 *
 * <p>A cuboid alone cannot say how many events are in either of two countries, because an event in both is in two of its
 * cells. So beside some cuboids stand the sets: the same cells again, for those events only that have several values,
 * told apart by which. With them every event of a cuboid can be told once.
 *
 * <p>Which cuboids are kept is a choice between reading and writing; the README says how it was measured.
 */
enum Layout {
    Y(Grain.YEAR, Order.VALUES_FIRST, Detail.CATEGORY),
    YK(Grain.YEAR, Order.VALUES_FIRST, Detail.KIND),
    M(Grain.MONTH, Order.VALUES_FIRST, Detail.CATEGORY),
    MK(Grain.MONTH, Order.VALUES_FIRST, Detail.KIND),
    CY(Grain.YEAR, Order.VALUES_FIRST, Detail.CATEGORY, Dimension.COUNTRY),
    CYS(Grain.YEAR, Order.VALUES_FIRST, Detail.CATEGORY_AND_SETS, Dimension.COUNTRY),
    YC(Grain.YEAR, Order.PERIOD_FIRST, Detail.CATEGORY, Dimension.COUNTRY),
    MC(Grain.MONTH, Order.PERIOD_FIRST, Detail.CATEGORY, Dimension.COUNTRY),
    CMK(Grain.MONTH, Order.VALUES_FIRST, Detail.KIND, Dimension.COUNTRY),
    CMKS(Grain.MONTH, Order.VALUES_FIRST, Detail.KIND_AND_SETS, Dimension.COUNTRY),
    NY(Grain.YEAR, Order.VALUES_FIRST, Detail.CATEGORY, Dimension.NATIONALITY),
    NYS(Grain.YEAR, Order.VALUES_FIRST, Detail.CATEGORY_AND_SETS, Dimension.NATIONALITY),
    YN(Grain.YEAR, Order.PERIOD_FIRST, Detail.CATEGORY, Dimension.NATIONALITY),
    MN(Grain.MONTH, Order.PERIOD_FIRST, Detail.CATEGORY, Dimension.NATIONALITY),
    NMK(Grain.MONTH, Order.VALUES_FIRST, Detail.KIND, Dimension.NATIONALITY),
    NMKS(Grain.MONTH, Order.VALUES_FIRST, Detail.KIND_AND_SETS, Dimension.NATIONALITY),
    GY(Grain.YEAR, Order.VALUES_FIRST, Detail.CATEGORY, Dimension.GROUP),
    GYS(Grain.YEAR, Order.VALUES_FIRST, Detail.CATEGORY_AND_SETS, Dimension.GROUP),
    YG(Grain.YEAR, Order.PERIOD_FIRST, Detail.CATEGORY, Dimension.GROUP),
    GMK(Grain.MONTH, Order.VALUES_FIRST, Detail.KIND, Dimension.GROUP),
    CNY(Grain.YEAR, Order.VALUES_FIRST, Detail.CATEGORY, Dimension.COUNTRY, Dimension.NATIONALITY),
    CNYS(Grain.YEAR, Order.VALUES_FIRST, Detail.CATEGORY_AND_SETS, Dimension.COUNTRY, Dimension.NATIONALITY),
    NCY(Grain.YEAR, Order.VALUES_FIRST, Detail.CATEGORY, Dimension.NATIONALITY, Dimension.COUNTRY),
    YCN(Grain.YEAR, Order.PERIOD_FIRST, Detail.CATEGORY, Dimension.COUNTRY, Dimension.NATIONALITY);

    /** Between the parts of a key; no code contains it. */
    static final String BETWEEN = "|";

    /** Between the values of a set; no code contains it. */
    static final String AND = "+";

    /** Before a date that no one period contains: these stand behind the periods, by the ones in which they end. */
    static final String SPANNING = "~";

    private static final String OF = "=";

    private static final String ONLY_YEAR = "-XX";

    /** Which part of the key comes first. */
    enum Order {
        VALUES_FIRST,
        PERIOD_FIRST
    }

    /** What the cells of one block are told apart by. */
    enum Detail {
        CATEGORY(false, List.of(Dimension.CATEGORY)),
        CATEGORY_AND_SETS(true, CATEGORY.dimensions),
        KIND(false, List.of(Dimension.CATEGORY, Dimension.TYPE, Dimension.OUTCOME, Dimension.EVIDENCE)),
        KIND_AND_SETS(true, KIND.dimensions);

        private final boolean sets;
        private final List<Dimension> dimensions;

        Detail(boolean sets, List<Dimension> dimensions) {
            this.sets = sets;
            this.dimensions = dimensions;
        }
    }

    private final Grain grain;
    private final Order order;
    private final Detail detail;
    private final List<Dimension> several;

    Layout(Grain grain, Order order, Detail detail, Dimension... several) {
        this.grain = grain;
        this.order = order;
        this.detail = detail;
        this.several = List.of(several);
    }

    Grain grain() {
        return grain;
    }

    boolean periodFirst() {
        return order == Order.PERIOD_FIRST;
    }

    /** Whether it holds only the events with several values, told apart by which. */
    boolean sets() {
        return detail.sets;
    }

    /** The several-valued dimensions, in the order of the key. */
    List<Dimension> several() {
        return several;
    }

    /** Whether its cells tell a single-valued dimension apart. */
    boolean tells(Dimension dimension) {
        return dimension
                .grain()
                .map(asked -> asked.compareTo(grain) <= 0)
                .orElseGet(() -> detail.dimensions.contains(dimension));
    }

    /** Takes in what an event adds to one cell. */
    interface Cells {
        void add(BlockKey block, String cell, CellSums sums);
    }

    /** Gives what an event adds to each cell of this cuboid. */
    void place(Fact fact, Cells cells) {
        if (!fact.counts()
                || detail.sets && several.stream().allMatch(one -> one.of(fact).size() == 1)) {
            return;
        }
        String period = periodKey(fact.date());
        List<String> names = new ArrayList<>();
        detail.dimensions.forEach(one -> names.addAll(one.of(fact)));
        if (detail.sets) {
            several.forEach(one -> names.add(String.join(AND, one.of(fact))));
        }
        String cell = String.join(BETWEEN, names);
        int nationality = several.indexOf(Dimension.NATIONALITY);
        for (List<String> values : combinations(fact)) {
            Tally own = nationality < 0
                    ? fact.tally(Measure.PERPETRATORS)
                    : fact.perpetrators().get(values.get(nationality));
            cells.add(new BlockKey(this, key(values, period)), cell, CellSums.of(fact, own));
        }
    }

    private List<List<String>> combinations(Fact fact) {
        List<List<String>> combinations = List.of(List.of());
        for (Dimension dimension : several) {
            List<List<String>> longer = new ArrayList<>();
            for (List<String> start : combinations) {
                for (String value : dimension.of(fact)) {
                    List<String> one = new ArrayList<>(start);
                    one.add(value);
                    longer.add(one);
                }
            }
            combinations = longer;
        }
        return combinations;
    }

    /** How the key of a block is put together. */
    String key(List<String> values, String period) {
        List<String> parts = new ArrayList<>(values);
        parts.add(periodFirst() ? 0 : parts.size(), period);
        return String.join(BETWEEN, parts);
    }

    /** Where a date stands: at its period or, where no one period contains it, by the one in which it ends. */
    private String periodKey(EventDate date) {
        String value = grain.of(date);
        return grain.first(value).isPresent() || value.endsWith(ONLY_YEAR)
                ? value
                : SPANNING + grain.containing(date.lastDay()) + OF + value;
    }

    /** Where the dates stand that are only a year, among months. */
    static String onlyYear(int year) {
        return Grain.YEAR.containing(LocalDate.of(year, 1, 1)) + ONLY_YEAR;
    }

    /** The cells of a block. */
    List<Cell> cells(Block block) {
        List<String> parts = List.of(block.key().sort().split("\\" + BETWEEN));
        int at = periodFirst() ? 0 : several.size();
        String period = parts.get(at).startsWith(SPANNING)
                ? parts.get(at).substring(parts.get(at).indexOf(OF) + 1)
                : parts.get(at);
        Map<Dimension, List<String>> common = new EnumMap<>(Dimension.class);
        for (int i = 0; i < several.size(); i++) {
            common.put(several.get(i), List.of(parts.get(periodFirst() ? i + 1 : i)));
        }
        List<Cell> cells = new ArrayList<>();
        block.cells().forEach((name, sums) -> {
            List<String> names = List.of(name.split("\\" + BETWEEN));
            Map<Dimension, List<String>> values = new EnumMap<>(common);
            for (int i = 0; i < detail.dimensions.size(); i++) {
                values.put(detail.dimensions.get(i), List.of(names.get(i)));
            }
            if (detail.sets) {
                for (int i = 0; i < several.size(); i++) {
                    String set = names.get(detail.dimensions.size() + i);
                    values.put(several.get(i), Arrays.asList(set.split("\\" + AND)));
                }
            }
            cells.add(Cell.of(grain, period, values, sums));
        });
        return cells;
    }

    /** The value of a several-valued dimension that a block stands under. */
    String value(BlockKey key, Dimension dimension) {
        int place = several.indexOf(dimension) + (periodFirst() ? 1 : 0);
        return key.sort().split("\\" + BETWEEN)[place];
    }

    /** The layout with the sets that belongs to this one, if it is kept. */
    Optional<Layout> withSets() {
        return Arrays.stream(values())
                .filter(other -> other.sets()
                        && other.grain == grain
                        && other.order == order
                        && other.several.equals(several)
                        && other.detail.dimensions.equals(detail.dimensions))
                .findFirst();
    }

    /** What its cells are told apart by, for people: {@code country,year,category}. */
    String description() {
        List<String> parts = new ArrayList<>();
        several.forEach(one -> parts.add(one.code() + (detail.sets ? " sets" : "")));
        parts.add(periodFirst() ? 0 : parts.size(), grain.name().toLowerCase(Locale.ROOT));
        detail.dimensions.forEach(one -> parts.add(one.code()));
        return String.join(",", parts);
    }

    /** Whether its blocks are of exactly these several-valued dimensions. */
    boolean isOf(Set<Dimension> dimensions) {
        return several.size() == dimensions.size() && new HashSet<>(several).equals(dimensions);
    }
}
