package org.incidentstats.statistics;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.incidentstats.platform.Fault;
import org.incidentstats.platform.InvalidRequest;
import org.incidentstats.statistics.model.Measure;
import org.incidentstats.time.Comparison;
import org.incidentstats.time.Grain;
import org.incidentstats.time.Period;

/** Computes trends from the answers to single questions. */
final class TrendComputation {

    static final int MOST_POINTS = 100_000;

    private final TrendQuery query;
    private final Grain grain;
    private final Answers answers;
    private final Instant recordedAt;
    private final Map<List<String>, AnswerRow> counted;
    private final Optional<LocalDate> recordBegins;

    /**
     * @param recordedAt until when the record can know of events: a period that ends later is not over
     */
    TrendComputation(TrendQuery query, Answers answers, Instant recordedAt) {
        this.query = query;
        this.grain = query.grain();
        this.answers = answers;
        this.recordedAt = recordedAt;
        this.counted =
                answers.answer(query.counts()).rows().stream().collect(Collectors.toMap(AnswerRow::values, row -> row));
        this.recordBegins =
                answers
                        .answer(new Query(List.of(query.time()), List.of(Measure.EVENTS), Selection.EVERYTHING))
                        .rows()
                        .stream()
                        .map(row -> grain.date(row.values().get(0)).firstDay())
                        .min(LocalDate::compareTo)
                        .flatMap(day -> grain.first(grain.containing(day)));
    }

    Trends trends() {
        List<String> periods = periods();
        if (periods.isEmpty()) {
            Selection nothing = query.selection();
            return new Trends(
                    query,
                    List.of(),
                    Optional.empty(),
                    new Trends.Counted(0, nothing),
                    new Trends.Counted(total(nothing).possible(), nothing));
        }
        String last = periods.get(periods.size() - 1);
        Optional<String> counterpart = query.comparison().with(grain, last).filter(this::onRecord);
        Optional<String> tested = counterpart.filter(with -> over(last));
        List<Optional<String>> values = values(periods, counterpart);
        if ((long) values.size() * periods.size() > MOST_POINTS) {
            throw new InvalidRequest(Fault.inParameter(
                    "grain",
                    query.time().code(),
                    "%d periods of %d series are more than %d points; ask for fewer years with from and to, for fewer"
                                    .formatted(periods.size(), values.size(), MOST_POINTS)
                            + " values, or for a coarser grain"));
        }
        List<Trends.Series> series = new ArrayList<>();
        List<Optional<Trends.Move>> moves = tested.map(with -> moves(values, last, with))
                .orElseGet(() -> values.stream()
                        .map(value -> Optional.<Trends.Move>empty())
                        .toList());
        for (int i = 0; i < values.size(); i++) {
            Optional<String> value = values.get(i);
            series.add(new Trends.Series(
                    value, periods.stream().map(period -> point(value, period)).toList(), moves.get(i)));
        }
        Period whole = Period.ofDays(
                grain.first(periods.get(0)).orElseThrow(), end(last).minusDays(1));
        return new Trends(
                query,
                List.copyOf(series),
                tested.map(with -> new Trends.Tested(last, with, (int)
                        moves.stream().flatMap(Optional::stream).count())),
                withoutPeriod(query.selection().during(whole)),
                new Trends.Counted(
                        total(query.selection().during(whole)).possible(),
                        query.selection().during(whole)));
    }

    /** From the first asked for, or that occurs, to the last asked for, or that occurs and is over. */
    private List<String> periods() {
        List<String> occurring = counted.keySet().stream()
                .map(values -> values.get(values.size() - 1))
                .filter(value -> grain.first(value).isPresent())
                .distinct()
                .sorted()
                .toList();
        Optional<LocalDate> from = query.selection().period().firstDay().or(() -> occurring.stream()
                .findFirst()
                .flatMap(grain::first));
        Optional<LocalDate> to = query.selection().period().lastDay().or(() -> occurring.stream()
                .filter(this::over)
                .reduce((one, next) -> next)
                .flatMap(grain::first));
        return from.isEmpty() || to.isEmpty()
                ? List.of()
                : grain.periods(from.get(), to.get()).map(grain::containing).toList();
    }

    private List<Optional<String>> values(List<String> periods, Optional<String> counterpart) {
        if (query.by().isEmpty()) {
            return List.of(Optional.empty());
        }
        Set<String> shown = new TreeSet<>(periods);
        counterpart.ifPresent(shown::add);
        return counted.keySet().stream()
                .filter(values -> shown.contains(values.get(1)))
                .map(values -> values.get(0))
                .distinct()
                .sorted()
                .map(Optional::of)
                .toList();
    }

    private Trends.Point point(Optional<String> value, String period) {
        List<String> window = IntStream.range(0, query.window())
                .mapToObj(back -> earlier(period, back))
                .flatMap(Optional::stream)
                .toList();
        Optional<Trends.Average> average = window.size() < query.window()
                ? Optional.empty()
                : Optional.of(new Trends.Average(
                        BigDecimal.valueOf(window.stream()
                                        .mapToLong(one -> row(value, one).figure(query.measure()))
                                        .sum())
                                .divide(BigDecimal.valueOf(query.window()), 2, RoundingMode.HALF_UP),
                        selection(value, window)));
        return new Trends.Point(
                period,
                row(value, period),
                selection(value, List.of(period)),
                average,
                before(value, Comparison.PREVIOUS.with(grain, period).filter(this::onRecord)),
                before(value, Comparison.YEAR_BEFORE.with(grain, period).filter(this::onRecord)));
    }

    private Optional<Trends.Before> before(Optional<String> value, Optional<String> period) {
        return period.map(one -> new Trends.Before(one, row(value, one), selection(value, List.of(one))));
    }

    /** The moves of all series together; of those without an incident in either period there is nothing to test. */
    private List<Optional<Trends.Move>> moves(List<Optional<String>> values, String now, String before) {
        List<Double> pValues = new ArrayList<>();
        List<Optional<String>> tested = values.stream()
                .filter(value -> row(value, now).events() + row(value, before).events() > 0)
                .toList();
        tested.forEach(value -> pValues.add(RateComparison.pValue(
                row(value, before).events(), days(before), row(value, now).events(), days(now))));
        List<Double> adjusted = RateComparison.adjusted(pValues);
        return values.stream()
                .map(value -> Optional.of(tested.indexOf(value))
                        .filter(place -> place >= 0)
                        .map(place -> new Trends.Move(
                                row(value, before),
                                row(value, now),
                                selection(value, List.of(before)),
                                selection(value, List.of(now)),
                                pValues.get(place),
                                adjusted.get(place))))
                .toList();
    }

    /** Events of the whole time that have no single period of the grain. */
    private Trends.Counted withoutPeriod(Selection selection) {
        Set<String> values =
                answers.answer(new Query(List.of(query.time()), List.of(Measure.EVENTS), selection)).rows().stream()
                        .map(row -> row.values().get(0))
                        .filter(value -> grain.first(value).isEmpty())
                        .collect(Collectors.toCollection(TreeSet::new));
        if (values.isEmpty()) {
            return new Trends.Counted(0, selection);
        }
        Selection without = selection.narrowed(query.time(), values);
        return new Trends.Counted(total(without).total().events(), without);
    }

    private Answer total(Selection selection) {
        return answers.answer(new Query(List.of(), List.of(Measure.EVENTS), selection));
    }

    private AnswerRow row(Optional<String> value, String period) {
        List<String> values = value.map(one -> List.of(one, period)).orElse(List.of(period));
        return counted.getOrDefault(values, AnswerRow.nothing(values));
    }

    private Selection selection(Optional<String> value, List<String> periods) {
        Selection selection = query.counts().selection().narrowed(query.time(), periods);
        return value.map(one -> selection.narrowed(query.by().orElseThrow(), Set.of(one)))
                .orElse(selection);
    }

    /** The period so many periods earlier, if the record reaches back to it. */
    private Optional<String> earlier(String period, int back) {
        return grain.first(period)
                .map(first -> first.minus(grain.length().multipliedBy(back)))
                .filter(first -> first.getYear() >= 0)
                .map(grain::containing)
                .filter(this::onRecord);
    }

    private boolean onRecord(String period) {
        LocalDate first = grain.first(period).orElseThrow();
        return recordBegins.filter(begin -> !first.isBefore(begin)).isPresent();
    }

    private boolean over(String period) {
        return end(period).atStartOfDay(ZoneOffset.UTC).toInstant().compareTo(recordedAt) <= 0;
    }

    private long days(String period) {
        return end(period).toEpochDay() - grain.first(period).orElseThrow().toEpochDay();
    }

    /** The first day after it. */
    private LocalDate end(String period) {
        return grain.first(period).orElseThrow().plus(grain.length());
    }
}
