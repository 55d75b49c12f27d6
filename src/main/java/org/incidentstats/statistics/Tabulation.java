package org.incidentstats.statistics;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.incidentstats.platform.Fault;
import org.incidentstats.platform.InvalidRequest;
import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.time.Comparison;
import org.incidentstats.time.Grain;
import org.incidentstats.time.Period;

/** Makes one table: counts, adds what it is compared with, fills in the periods without events, and sorts. */
final class Tabulation {

    /** Values and figures, in all rows together: as JSON, with its links, some 10 MB. */
    static final int MOST_CELLS = 100_000;

    private static final String WAY_ON =
            "Ask for part after part, by from and to or by a filter, for fewer dimensions, or for the first with top";

    private final Query query;
    private final Presentation presentation;
    private final Answers answers;
    private final Optional<Set<String>> kept;
    private final Set<String> others = new TreeSet<>();
    private final Map<Selection, Map<List<String>, AnswerRow>> counted = new HashMap<>();

    Tabulation(Query query, Presentation presentation, Answers answers) {
        this.query = query;
        this.presentation = presentation;
        this.answers = answers;
        this.kept = presentation.top().isPresent()
                ? Optional.of(first(presentation.top().getAsInt()))
                : Optional.empty();
    }

    AnswerTable table() {
        Answer answer = answer(query.selection());
        Optional<Period> before = presentation
                .comparison()
                .flatMap(comparison -> comparison.with(query.selection().period()));
        Optional<Dimension> time = time();
        List<AnswerRow> rows = presentation.zeroFilled() || time.isEmpty() && before.isPresent()
                ? withRowsOfNothing(answer, time, before)
                : answer.rows();
        if (rows.size() > mostRows()) {
            throw new InvalidRequest(Fault.inParameter(
                    "by",
                    query.by().stream().map(Dimension::code).collect(Collectors.joining(",")),
                    "%d rows of %d values and figures each; at most %d rows of so many, %d cells in all, are answered at"
                                    .formatted(rows.size(), width(), mostRows(), MOST_CELLS)
                            + " once. " + WAY_ON));
        }
        List<AnswerRow> ordered = rows.stream().sorted(order()).toList();
        List<Optional<Earlier>> earlier =
                ordered.stream().map(row -> earlier(row.values(), time, before)).toList();
        // Only now is it known which values there are besides those with rows of their own
        List<AnswerTable.Line> lines = IntStream.range(0, ordered.size())
                .mapToObj(i -> new AnswerTable.Line(
                        ordered.get(i),
                        selection(query.selection(), ordered.get(i).values()),
                        earlier.get(i).map(this::shown)))
                .toList();
        return new AnswerTable(
                query, presentation, lines, total(answer, before), answer.possible(), Set.copyOf(others));
    }

    /** The rows, with those of zeros between them that only what was asked to be shown beside calls for. */
    private List<AnswerRow> withRowsOfNothing(Answer answer, Optional<Dimension> time, Optional<Period> before) {
        SortedMap<List<String>, AnswerRow> rows = new TreeMap<>(Answer.BY_CODE);
        answer.rows().forEach(row -> rows.put(row.values(), row));
        if (time.isEmpty()) {
            before.ifPresent(period -> counted(query.selection().during(period))
                    .keySet()
                    .forEach(values -> rows.putIfAbsent(values, AnswerRow.nothing(values))));
        }
        if (presentation.zeroFilled()) {
            fill(rows);
        }
        return List.copyOf(rows.values());
    }

    /** The values of the first dimension that come first. */
    private Set<String> first(int number) {
        Query ranked = new Query(query.by().subList(0, 1), query.measures(), query.selection());
        return answers.answer(ranked).rows().stream()
                // What is itself called so is counted with the others
                .filter(row -> !row.values().get(0).equals(Presentation.OTHER))
                .sorted(presentation.ranking(query).ofRows())
                .limit(number)
                .map(row -> row.values().get(0))
                .collect(Collectors.toSet());
    }

    private Answer answer(Selection selection) {
        Answer answer = answers.answer(new Query(query.by(), query.measures(), selection), kept);
        others.addAll(answer.others());
        return answer;
    }

    private Map<List<String>, AnswerRow> counted(Selection selection) {
        return counted.computeIfAbsent(selection, key -> byValues(answer(key)));
    }

    private static Map<List<String>, AnswerRow> byValues(Answer answer) {
        return answer.rows().stream().collect(Collectors.toMap(AnswerRow::values, row -> row));
    }

    /** The one dimension of time by which is grouped and compared. */
    private Optional<Dimension> time() {
        return query.by().stream().filter(Dimension::time).findFirst();
    }

    /** The values and the selection, from which the row and the exact events are taken. */
    private record Earlier(String period, List<String> values, Selection during) {}

    private Optional<Earlier> earlier(List<String> values, Optional<Dimension> time, Optional<Period> before) {
        if (presentation.comparison().isEmpty()) {
            return Optional.empty();
        }
        if (time.isEmpty()) {
            return before.map(period ->
                    new Earlier(period.toString(), values, query.selection().during(period)));
        }
        Grain grain = time.get().grain().orElseThrow();
        int place = query.by().indexOf(time.get());
        String value = values.get(place);
        return presentation.comparison().get().with(grain, value).map(shifted -> {
            List<String> then = new ArrayList<>(values);
            then.set(place, shifted);
            Period whole = grain.period(value);
            Period asked = whole.within(query.selection().period());
            // Where the question cuts a period short, the earlier one is cut short alike
            Period cut = asked.equals(whole) ? Period.EVER : Comparison.samePart(grain, value, shifted, asked);
            Selection during = query.selection().during(cut);
            counted(during);
            return new Earlier(cut.equals(Period.EVER) ? shifted : cut.toString(), List.copyOf(then), during);
        });
    }

    private AnswerTable.Earlier shown(Earlier earlier) {
        AnswerRow row = counted(earlier.during()).getOrDefault(earlier.values(), AnswerRow.nothing(earlier.values()));
        return new AnswerTable.Earlier(earlier.period(), row, selection(earlier.during(), earlier.values()));
    }

    private AnswerTable.Line total(Answer answer, Optional<Period> before) {
        return new AnswerTable.Line(answer.total(), query.selection(), before.map(period -> {
            Selection then = query.selection().during(period);
            Query everything = new Query(List.of(), query.measures(), then);
            return new AnswerTable.Earlier(
                    period.toString(), answers.answer(everything).total(), then);
        }));
    }

    /** Exactly the events of a row: of each dimension, those that have its value, or one of those it stands for. */
    private Selection selection(Selection selection, List<String> values) {
        Selection narrower = selection;
        for (int i = 0; i < values.size(); i++) {
            boolean other = i == 0 && isOther(values);
            narrower = narrower.narrowed(query.by().get(i), other ? others : Set.of(values.get(i)));
        }
        return narrower;
    }

    private boolean isOther(List<String> values) {
        return kept.isPresent() && values.get(0).equals(Presentation.OTHER);
    }

    private Comparator<AnswerRow> order() {
        Comparator<AnswerRow> otherLast = Comparator.comparing(row -> isOther(row.values()));
        Optional<Order> order = presentation.order();
        if (order.isEmpty() && kept.isPresent()) {
            order = Optional.of(presentation.ranking(query));
        }
        return order.map(one -> otherLast.thenComparing(one.ofRows())).orElse(otherLast);
    }

    /** Adds a row of zeros for every period without events, for each combination of the other values. */
    private void fill(SortedMap<List<String>, AnswerRow> rows) {
        List<Dimension> times = query.by().stream().filter(Dimension::time).toList();
        Grain finest = times.stream()
                .map(time -> time.grain().orElseThrow())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        int place = query.by().indexOf(Dimension.of(finest));
        List<LocalDate> occurring = rows.keySet().stream()
                .map(values -> finest.first(values.get(place)))
                .flatMap(Optional::stream)
                .sorted()
                .toList();
        Period period = query.selection().period();
        Optional<LocalDate> from = period.firstDay().or(() -> occurring.stream().findFirst());
        Optional<LocalDate> to = period.lastDay().or(() -> occurring.stream().reduce((one, next) -> next));
        if (from.isEmpty() || to.isEmpty()) {
            return;
        }
        // Weeks lie in no month, so that a week of two months has a row with each
        Grain step = finest == Grain.WEEK && times.size() > 1 ? Grain.DAY : finest;
        List<List<String>> periods = step.periods(from.get(), to.get())
                .filter(day -> asked(day, step))
                .map(day -> times.stream()
                        .map(time -> time.grain().orElseThrow().containing(day))
                        .toList())
                .distinct()
                .toList();
        Set<List<String>> combinations = new HashSet<>();
        rows.keySet().forEach(values -> combinations.add(withoutTimes(values)));
        if (times.size() == query.by().size()) {
            combinations.add(withoutTimes(Collections.nCopies(times.size(), "")));
        }
        long most = (long) periods.size() * combinations.size();
        if (most > mostRows()) {
            throw new InvalidRequest(Fault.inParameter(
                    "fill",
                    "zero",
                    "%d periods for each of %d combinations of values are more than %d rows of %d values and figures each, %d cells in all. "
                                    .formatted(periods.size(), combinations.size(), mostRows(), width(), MOST_CELLS)
                            + WAY_ON));
        }
        for (List<String> combination : combinations) {
            for (List<String> some : periods) {
                List<String> values = new ArrayList<>(combination);
                for (int i = 0; i < times.size(); i++) {
                    values.set(query.by().indexOf(times.get(i)), some.get(i));
                }
                rows.putIfAbsent(List.copyOf(values), AnswerRow.nothing(values));
            }
        }
    }

    private int width() {
        return query.by().size() + query.measures().size();
    }

    private int mostRows() {
        return MOST_CELLS / width();
    }

    private List<String> withoutTimes(List<String> values) {
        List<String> others = new ArrayList<>(values);
        for (int i = 0; i < others.size(); i++) {
            if (query.by().get(i).time()) {
                others.set(i, "");
            }
        }
        return others;
    }

    /** Whether the filters leave room for events in a period; of a week that two months have days in, those of either. */
    private boolean asked(LocalDate firstDay, Grain grain) {
        Selection selection = query.selection();
        LocalDate lastDay = firstDay.plus(grain.length()).minusDays(1);
        return Stream.of(Dimension.values())
                .filter(dimension -> dimension
                        .grain()
                        .filter(coarser -> coarser.compareTo(grain) <= 0)
                        .isPresent())
                .allMatch(dimension -> Stream.of(firstDay, lastDay)
                        .map(day -> dimension.grain().orElseThrow().containing(day))
                        .anyMatch(value -> selection.shows(dimension, value)
                                && !selection
                                        .excluded()
                                        .getOrDefault(dimension, Set.of())
                                        .contains(value)));
    }
}
