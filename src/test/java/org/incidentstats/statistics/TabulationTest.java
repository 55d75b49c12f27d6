package org.incidentstats.statistics;

import java.time.LocalDate;
import java.time.temporal.WeekFields;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.statistics.model.Fact;
import org.incidentstats.statistics.model.Facts;
import org.incidentstats.statistics.model.Measure;
import org.incidentstats.statistics.model.Tally;
import org.incidentstats.time.Comparison;
import org.incidentstats.time.Period;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Tables against a second computation, which looks at every event for every row. */
class TabulationTest {

    /** A question that contradicts itself nowhere. */
    record Question(Query query, Presentation presentation) {}

    @Provide
    Arbitrary<Facts.Record> records() {
        return Facts.records();
    }

    @Provide
    Arbitrary<Question> questions() {
        Arbitrary<List<Dimension>> by = Arbitraries.of(
                List.of(),
                List.of(Dimension.COUNTRY),
                List.of(Dimension.NATIONALITY),
                List.of(Dimension.YEAR),
                List.of(Dimension.MONTH),
                List.of(Dimension.COUNTRY, Dimension.QUARTER),
                List.of(Dimension.NATIONALITY, Dimension.MONTH, Dimension.COUNTRY),
                List.of(Dimension.CATEGORY, Dimension.YEAR),
                List.of(Dimension.GROUP, Dimension.NATIONALITY),
                List.of(Dimension.WEAPON),
                List.of(Dimension.ADMIN1, Dimension.ABROAD),
                List.of(Dimension.SOURCE, Dimension.TARGET),
                List.of(Dimension.TARGET_NATIONALITY, Dimension.WEEK),
                List.of(Dimension.WEEK),
                List.of(Dimension.REGION, Dimension.DAY));
        Arbitrary<Optional<Order>> orders = Arbitraries.of(Measure.values())
                .flatMap(measure -> Arbitraries.of(true, false).map(down -> new Order(measure, down)))
                .optional(0.6);
        return Combinators.combine(
                        by,
                        Facts.selections(),
                        orders,
                        Arbitraries.integers().between(1, 3).optional(0.5),
                        Arbitraries.of(true, false),
                        Arbitraries.of(Comparison.values()).optional(0.6))
                .as((dimensions, selection, order, top, fill, comparison) -> {
                    boolean time = dimensions.stream().anyMatch(Dimension::time);
                    boolean ranks = !dimensions.isEmpty() && !dimensions.get(0).time();
                    return new Question(
                            new Query(
                                    dimensions,
                                    List.of(
                                            Measure.KILLED,
                                            Measure.PERPETRATORS,
                                            Measure.ARRESTED,
                                            Measure.PERPETRATORS_OF_INCIDENTS),
                                    during(dimensions, selection)),
                            new Presentation(
                                    order,
                                    ranks && top.isPresent() ? OptionalInt.of(top.get()) : OptionalInt.empty(),
                                    time && fill,
                                    comparison.filter(
                                            one -> time || selection.period().closed()),
                                    true));
                });
    }

    /** Of weeks and days not so many that a test takes long. */
    private static Selection during(List<Dimension> dimensions, Selection selection) {
        if (dimensions.contains(Dimension.WEEK)) {
            return selection.during(Period.of("2020-12", "2021-03-02"));
        }
        return dimensions.contains(Dimension.DAY) ? selection.during(Period.of("2020-02-20", "2020-03")) : selection;
    }

    @Property
    void everyFigureIsThatOfTheEventsThatItsLinkSelects(
            @ForAll("records") Facts.Record record, @ForAll("questions") Question question) {
        AnswerTable table = AnswerTable.of(question.query(), question.presentation(), Answers.from(record.facts()));
        for (AnswerTable.Line line : with(table.lines(), table.total())) {
            assertCounted(question, record, line.row(), line.selection(), table.others());
            line.earlier()
                    .ifPresent(earlier ->
                            assertCounted(question, record, earlier.row(), earlier.selection(), table.others()));
        }
        assertEquals(
                record.selected(question.query().selection()).size(),
                table.total().row().events());
    }

    @Property
    void everyEventIsInTheRowsOfItsValuesAndUnderOtherWhereTheyHaveNone(
            @ForAll("records") Facts.Record record, @ForAll("questions") Question question) {
        AnswerTable table = AnswerTable.of(question.query(), question.presentation(), Answers.from(record.facts()));
        Optional<Set<String>> kept = kept(question, record);
        Map<List<String>, Set<String>> expected = new HashMap<>();
        for (Fact fact : record.facts()) {
            if (question.query().selection().selects(fact)) {
                for (List<String> values : rows(question.query(), kept, fact)) {
                    expected.computeIfAbsent(values, key -> new HashSet<>()).add(fact.event());
                }
            }
        }
        Map<List<String>, Set<String>> counted = new HashMap<>();
        for (AnswerTable.Line line : table.lines()) {
            Set<String> behind = record.selected(line.selection());
            if (!behind.isEmpty()) {
                counted.put(line.row().values(), behind);
            }
        }
        assertEquals(expected, counted);
        assertEquals(
                table.lines().size(),
                table.lines().stream()
                        .map(line -> line.row().values())
                        .distinct()
                        .count());
    }

    @Property
    void rowsStandInTheOrderAskedForAndOtherComesLast(
            @ForAll("records") Facts.Record record, @ForAll("questions") Question question) {
        AnswerTable table = AnswerTable.of(question.query(), question.presentation(), Answers.from(record.facts()));
        Presentation presentation = question.presentation();
        Optional<Order> order = presentation
                .order()
                .or(() -> presentation.top().isPresent()
                        ? Optional.of(new Order(Measure.KILLED, true))
                        : Optional.empty());
        for (int i = 1; i < table.lines().size(); i++) {
            AnswerRow one = table.lines().get(i - 1).row();
            AnswerRow next = table.lines().get(i).row();
            boolean oneIsOther =
                    presentation.top().isPresent() && one.values().get(0).equals("other");
            boolean nextIsOther =
                    presentation.top().isPresent() && next.values().get(0).equals("other");
            assertTrue(!oneIsOther || nextIsOther, "other comes last");
            if (oneIsOther == nextIsOther) {
                long difference = order.map(by ->
                                (by.descending() ? -1 : 1) * (next.figure(by.measure()) - one.figure(by.measure())))
                        .orElse(0L);
                boolean byCode = String.join("\0", one.values()).compareTo(String.join("\0", next.values())) < 0;
                assertTrue(difference > 0 || difference == 0 && byCode, one + " before " + next);
            }
        }
    }

    @Property
    void aFilledSeriesHasEveryPeriodOnceForEachCombination(
            @ForAll("records") Facts.Record record, @ForAll("questions") Question question) {
        if (!question.presentation().zeroFilled()) {
            return;
        }
        AnswerTable table = AnswerTable.of(question.query(), question.presentation(), Answers.from(record.facts()));
        Query query = question.query();
        Dimension time = query.by().stream().filter(Dimension::time).findFirst().orElseThrow();
        int place = query.by().indexOf(time);
        Map<List<String>, List<String>> series = new HashMap<>();
        for (AnswerTable.Line line : table.lines()) {
            List<String> others = new ArrayList<>(line.row().values());
            String period = others.remove(place);
            List<String> periods = series.computeIfAbsent(others, key -> new ArrayList<>());
            if (isPeriod(time, period)) {
                periods.add(period);
            }
        }
        TreeSet<String> occurring = new TreeSet<>();
        series.values().forEach(occurring::addAll);
        Period period = query.selection().period();
        LocalDate from =
                period.firstDay().orElseGet(() -> occurring.isEmpty() ? LocalDate.MAX : day(occurring.first()));
        LocalDate to =
                period.lastDay().orElseGet(() -> occurring.isEmpty() ? LocalDate.MIN : lastDay(time, occurring.last()));
        TreeSet<String> every = new TreeSet<>();
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            every.add(named(time, day));
        }
        for (List<String> periods : series.values()) {
            assertEquals(new ArrayList<>(every), periods.stream().sorted().toList());
        }
        assertTrue(query.by().size() > 1 || series.size() == 1 || every.isEmpty());
    }

    @Property
    void aRowIsComparedWithTheSameDaysOfAnEarlierPeriod(
            @ForAll("records") Facts.Record record, @ForAll("questions") Question question) {
        if (question.presentation().comparison().isEmpty()) {
            return;
        }
        Query query = question.query();
        boolean previous = question.presentation().comparison().get() == Comparison.PREVIOUS;
        Optional<Dimension> time = query.by().stream().filter(Dimension::time).findFirst();
        AnswerTable table = AnswerTable.of(query, question.presentation(), Answers.from(record.facts()));
        Optional<Set<String>> kept = kept(question, record);
        for (AnswerTable.Line line : table.lines()) {
            String value = time.map(one -> line.row().values().get(query.by().indexOf(one)))
                    .orElse("");
            if (time.isPresent() && !isPeriod(time.get(), value)) {
                assertTrue(line.earlier().isEmpty());
                continue;
            }
            LocalDate from = query.selection().period().firstDay().orElse(LocalDate.MIN);
            LocalDate end = query.selection()
                    .period()
                    .lastDay()
                    .map(last -> last.plusDays(1))
                    .orElse(LocalDate.MAX);
            LocalDate then;
            LocalDate thenEnd;
            if (time.isPresent()) {
                LocalDate first = day(value);
                LocalDate next = lastDay(time.get(), value).plusDays(1);
                Optional<LocalDate> other = previous
                        ? Optional.of(firstDay(time.get(), first.minusDays(1)))
                        : yearBefore(time.get(), first);
                if (other.isEmpty()) {
                    assertTrue(line.earlier().isEmpty());
                    continue;
                }
                from = first.isAfter(from) ? first : from;
                end = next.isBefore(end) ? next : end;
                if (time.get() == Dimension.WEEK || time.get() == Dimension.DAY) {
                    long days = java.time.temporal.ChronoUnit.DAYS.between(other.get(), first);
                    then = from.minusDays(days);
                    thenEnd = end.minusDays(days);
                } else {
                    long months = java.time.temporal.ChronoUnit.MONTHS.between(other.get(), first);
                    then = from.minusMonths(months);
                    thenEnd = end.minusMonths(months);
                }
            } else if (!previous) {
                then = from.minusMonths(12);
                thenEnd = end.minusMonths(12);
            } else {
                boolean months = from.getDayOfMonth() == 1 && end.getDayOfMonth() == 1;
                then = months
                        ? from.minusMonths(java.time.temporal.ChronoUnit.MONTHS.between(from, end))
                        : from.minusDays(java.time.temporal.ChronoUnit.DAYS.between(from, end));
                thenEnd = from;
            }
            LocalDate thenFirst = then;
            LocalDate afterThen = thenEnd;
            Query everything =
                    new Query(query.by(), query.measures(), query.selection().during(Period.EVER));
            Set<String> expected = new HashSet<>();
            for (Fact fact : record.facts()) {
                boolean inside = !fact.date().firstDay().isBefore(thenFirst)
                        && fact.date().lastDay().isBefore(afterThen);
                if (inside && everything.selection().selects(fact)) {
                    boolean same = rows(everything, kept, fact).stream().anyMatch(values -> {
                        List<String> now = new ArrayList<>(values);
                        time.ifPresent(one -> now.set(query.by().indexOf(one), value));
                        return now.equals(line.row().values());
                    });
                    if (same) {
                        expected.add(fact.event());
                    }
                }
            }
            AnswerTable.Earlier earlier = line.earlier().orElseThrow();
            assertEquals(expected, record.selected(earlier.selection()), () -> line + " then " + earlier.period());
        }
    }

    private static void assertCounted(
            Question question, Facts.Record record, AnswerRow row, Selection selection, Set<String> others) {
        Set<String> behind = record.selected(selection);
        assertEquals(behind, record.selected(Facts.linked(EventLinks.of(selection, Optional.empty()))));
        assertEquals(behind.size(), row.events());
        int nationality = question.query().by().indexOf(Dimension.NATIONALITY);
        Optional<Predicate<String>> asked = nationality < 0 || row.values().isEmpty()
                ? Optional.ofNullable(question.query().selection().filters().get(Dimension.NATIONALITY))
                        .map(some -> some::contains)
                : Optional.of(one -> row.values().get(nationality).equals(one)
                        || nationality == 0 && row.values().get(0).equals("other") && others.contains(one));
        for (Measure measure : question.query().measures()) {
            Tally sum = Tally.NONE;
            for (Fact fact : record.facts()) {
                sum = behind.contains(fact.event()) ? sum.plus(Facts.figure(fact, measure, asked)) : sum;
            }
            assertEquals(sum, row.tally(measure), () -> measure + " of " + row + " of " + behind);
        }
    }

    /** The values with rows of their own, found by counting for each of them alone. */
    private static Optional<Set<String>> kept(Question question, Facts.Record record) {
        if (question.presentation().top().isEmpty()) {
            return Optional.empty();
        }
        Query query = question.query();
        Dimension first = query.by().get(0);
        Order order = question.presentation().order().orElse(new Order(Measure.KILLED, true));
        Map<String, Long> figures = new TreeMap<>();
        for (Fact fact : record.facts()) {
            if (query.selection().selects(fact)) {
                for (String value : first.of(fact)) {
                    if (shown(query, first).test(value)) {
                        Optional<Predicate<String>> asked = first == Dimension.NATIONALITY
                                ? Optional.of(value::equals)
                                : Optional.ofNullable(
                                                query.selection().filters().get(Dimension.NATIONALITY))
                                        .map(some -> some::contains);
                        long figure = order.measure() == Measure.EVENTS
                                ? 1
                                : Facts.figure(fact, order.measure(), asked).best();
                        figures.merge(value, figure, Long::sum);
                    }
                }
            }
        }
        Comparator<Map.Entry<String, Long>> byFigure = Map.Entry.comparingByValue();
        return Optional.of(figures.entrySet().stream()
                .filter(one -> !one.getKey().equals("other"))
                .sorted((order.descending() ? byFigure.reversed() : byFigure).thenComparing(Map.Entry.comparingByKey()))
                .limit(question.presentation().top().getAsInt())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet()));
    }

    private static Predicate<String> shown(Query query, Dimension dimension) {
        return value -> query.selection()
                .filters()
                .getOrDefault(dimension, Set.of(value))
                .contains(value);
    }

    private static Set<List<String>> rows(Query query, Optional<Set<String>> kept, Fact fact) {
        Set<List<String>> rows = Set.of(List.of());
        for (int i = 0; i < query.by().size(); i++) {
            Set<List<String>> longer = new LinkedHashSet<>();
            for (List<String> row : rows) {
                for (String value : query.by().get(i).of(fact)) {
                    if (shown(query, query.by().get(i)).test(value)) {
                        boolean other =
                                i == 0 && kept.isPresent() && !kept.get().contains(value);
                        longer.add(with(row, other ? "other" : value));
                    }
                }
            }
            rows = longer;
        }
        return rows;
    }

    private static boolean isPeriod(Dimension time, String value) {
        return !value.contains("X") && !value.contains("/") && (time != Dimension.WEEK || value.contains("W"));
    }

    private static String named(Dimension time, LocalDate day) {
        return switch (time) {
            case YEAR -> "" + day.getYear();
            case QUARTER -> day.getYear() + "-Q" + (day.getMonthValue() + 2) / 3;
            case WEEK ->
                "%d-W%02d"
                        .formatted(
                                day.get(WeekFields.ISO.weekBasedYear()), day.get(WeekFields.ISO.weekOfWeekBasedYear()));
            case DAY -> day.toString();
            default -> day.toString().substring(0, 7);
        };
    }

    private static LocalDate firstDay(Dimension time, LocalDate day) {
        LocalDate first = day;
        while (named(time, first.minusDays(1)).equals(named(time, day))) {
            first = first.minusDays(1);
        }
        return first;
    }

    private static LocalDate lastDay(Dimension time, String period) {
        LocalDate last = day(period);
        while (named(time, last.plusDays(1)).equals(period)) {
            last = last.plusDays(1);
        }
        return last;
    }

    private static LocalDate day(String period) {
        int year = Integer.parseInt(period.substring(0, 4));
        if (period.contains("W")) {
            LocalDate day = LocalDate.of(year - 1, 12, 29);
            while (!named(Dimension.WEEK, day).equals(period)) {
                day = day.plusDays(1);
            }
            return day;
        }
        return period.contains("Q")
                ? LocalDate.of(year, period.charAt(6) * 3 - '0' * 3 - 2, 1)
                : LocalDate.parse((period + "-01-01").substring(0, 10));
    }

    /** The first day of what is called the same but for its year, where there is such a period. */
    private static Optional<LocalDate> yearBefore(Dimension time, LocalDate first) {
        String name = named(time, first);
        String then = Integer.parseInt(name.substring(0, 4)) - 1 + name.substring(4);
        return Stream.iterate(first.minusDays(350), day -> day.isAfter(first.minusDays(380)), day -> day.minusDays(1))
                .filter(day -> named(time, day).equals(then))
                .map(day -> firstDay(time, day))
                .findFirst();
    }

    private static <T> List<T> with(Collection<T> some, T another) {
        List<T> all = new ArrayList<>(some);
        all.add(another);
        return List.copyOf(all);
    }
}
