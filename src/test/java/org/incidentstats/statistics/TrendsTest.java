package org.incidentstats.statistics;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.WeekFields;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.statistics.model.Fact;
import org.incidentstats.statistics.model.FactBuilder;
import org.incidentstats.statistics.model.Facts;
import org.incidentstats.statistics.model.Measure;
import org.incidentstats.time.Comparison;
import org.incidentstats.time.Grain;
import org.incidentstats.time.Period;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Trends against a second computation, which goes by the days of the events. */
class TrendsTest {

    private static final Instant CHANGED = Instant.parse("2023-05-10T12:00:00Z");

    @Provide
    Arbitrary<Facts.Record> records() {
        return Facts.records();
    }

    @Provide
    Arbitrary<TrendQuery> queries() {
        Arbitrary<Asked> times =
                Arbitraries.of(Grain.values()).flatMap(grain -> periods(grain).map(period -> new Asked(grain, period)));
        Arbitrary<Map<Dimension, Set<String>>> filters = Arbitraries.of(
                Map.of(),
                Map.of(Dimension.COUNTRY, Set.of("AFG", "DEU")),
                Map.of(Dimension.NATIONALITY, Set.of("TJK", "unknown")),
                Map.of(Dimension.CATEGORY, Set.of("plot")));
        return Combinators.combine(
                        Arbitraries.of(Dimension.COUNTRY, Dimension.NATIONALITY, Dimension.GROUP, Dimension.ABROAD)
                                .optional(0.7),
                        Arbitraries.of(Measure.values()),
                        filters,
                        filters,
                        times,
                        Arbitraries.integers().between(2, 5),
                        Arbitraries.of(Comparison.values()))
                .as((by, measure, plain, excluded, time, window, comparison) -> new TrendQuery(
                        by, time.grain(), measure, new Selection(plain, excluded, time.period()), window, comparison));
    }

    private record Asked(Grain grain, Period period) {}

    private static Arbitrary<Period> periods(Grain grain) {
        return switch (grain) {
            case YEAR, QUARTER, MONTH ->
                Arbitraries.of(
                        Period.EVER,
                        Period.of("2020", "2022"),
                        Period.of("2021", "2023"),
                        new Period(Optional.of(Period.end("2022")), Optional.empty()));
            // All weeks of 2020, which has 53, and of 2021, which has 52
            case WEEK -> Arbitraries.of(Period.of("2019-12-30", "2021-01-03"), Period.of("2020-12-28", "2022-01-02"));
            case DAY -> Arbitraries.of(Period.of("2020-02-20", "2020-03-10"), Period.of("2021-02-20", "2021-03-10"));
        };
    }

    @Property
    void everyFigureIsThatOfTheEventsOfItsDaysAndTheLinkListsThem(
            @ForAll("records") Facts.Record record, @ForAll("queries") TrendQuery query) {
        for (Trends.Series series : trends(query, record).series()) {
            for (Trends.Point point : series.points()) {
                LocalDate first = day(point.period());
                LocalDate end = first.plus(query.grain().length());
                assertBehind(query, series, record, point.row(), point.selection(), first, end);
                point.previous()
                        .ifPresent(before -> assertBehind(
                                query,
                                series,
                                record,
                                before.row(),
                                before.selection(),
                                first.minus(query.grain().length()),
                                first));
                point.yearBefore()
                        .ifPresent(before -> assertBehind(
                                query,
                                series,
                                record,
                                before.row(),
                                before.selection(),
                                yearBefore(query.grain(), first).orElseThrow(),
                                yearBefore(query.grain(), first)
                                        .orElseThrow()
                                        .plus(query.grain().length())));
            }
        }
    }

    @Property
    void theMovingAverageIsTheMeanOfThePointsAndItsLinkListsTheirIncidents(
            @ForAll("records") Facts.Record record, @ForAll("queries") TrendQuery query) {
        for (Trends.Series series : trends(query, record).series()) {
            for (int i = query.window() - 1; i < series.points().size(); i++) {
                Trends.Point point = series.points().get(i);
                if (point.movingAverage().isPresent()) {
                    long sum = 0;
                    Set<String> behind = new HashSet<>();
                    for (int j = i - query.window() + 1; j <= i; j++) {
                        sum += series.points().get(j).row().figure(query.measure());
                        behind.addAll(record.selected(series.points().get(j).selection()));
                    }
                    Trends.Average average = point.movingAverage().get();
                    assertEquals(
                            BigDecimal.valueOf(sum).divide(BigDecimal.valueOf(query.window()), 2, RoundingMode.HALF_UP),
                            average.value());
                    assertEquals(behind, record.selected(linked(average.selection())));
                }
            }
        }
    }

    @Property
    void nothingIsSaidOfPeriodsBeforeTheFirstIncidentOnRecord(
            @ForAll("records") Facts.Record record, @ForAll("queries") TrendQuery query) {
        Optional<LocalDate> begin = record.facts().stream()
                .filter(Fact::counts)
                .map(fact -> fact.date().firstDay())
                .min(LocalDate::compareTo);
        for (Trends.Series series : trends(query, record).series()) {
            for (Trends.Point point : series.points()) {
                LocalDate first = day(point.period());
                java.time.Period length = query.grain().length();
                assertEquals(
                        begin.filter(day -> day.isBefore(first)).isPresent(),
                        point.previous().isPresent());
                assertEquals(
                        yearBefore(query.grain(), first)
                                .filter(then -> begin.filter(day -> day.isBefore(then.plus(length)))
                                        .isPresent())
                                .isPresent(),
                        point.yearBefore().isPresent());
                assertEquals(
                        begin.filter(day -> day.isBefore(first.minus(length.multipliedBy(query.window() - 2))))
                                .isPresent(),
                        point.movingAverage().isPresent());
            }
        }
    }

    @Property
    void pointsAndIncidentsWithoutAPeriodAreEverythingInTheirTime(
            @ForAll("records") Facts.Record record, @ForAll("queries") TrendQuery query) {
        if (query.by().isEmpty()) {
            Trends trends = trends(query, record);
            Set<String> all =
                    new HashSet<>(record.selected(linked(trends.withoutPeriod().selection())));
            if (trends.withoutPeriod().events() == 0) {
                all.clear();
            }
            assertEquals(trends.withoutPeriod().events(), all.size());
            long sum = all.size();
            for (Trends.Series series : trends.series()) {
                for (Trends.Point point : series.points()) {
                    sum += point.row().events();
                    all.addAll(record.selected(point.selection()));
                }
            }
            assertEquals(sum, all.size());
            if (query.selection().period().closed()) {
                assertEquals(record.selected(query.selection()), all);
            }
        }
    }

    @Property
    void onlyPeriodsThatAreOverAreTestedAndMoversAreThoseBeyondChance(
            @ForAll("records") Facts.Record record, @ForAll("queries") TrendQuery query) {
        Trends trends = trends(query, record);
        trends.tested()
                .ifPresent(tested -> assertFalse(
                        day(tested.period()).plus(query.grain().length()).isAfter(LocalDate.parse("2023-05-10"))));
        for (Trends.Series series : trends.series()) {
            series.move().ifPresent(move -> {
                assertTrue(move.adjustedPValue() >= move.pValue());
                assertEquals(move.adjustedPValue() <= 0.05, trends.movers().contains(series));
                assertEquals(move.now().events(), record.selected(move.is()).size());
                assertEquals(move.before().events(), record.selected(move.was()).size());
            });
        }
    }

    @Example
    void aCountryThatTrebledIsAMoverAndOneThatVariedIsNot() {
        List<Fact> facts = new java.util.ArrayList<>();
        incidents(facts, "AFG", "2021", 12);
        incidents(facts, "AFG", "2022", 36);
        incidents(facts, "DEU", "2021", 4);
        incidents(facts, "DEU", "2022", 6);
        TrendQuery query = new TrendQuery(
                Optional.of(Dimension.COUNTRY),
                Grain.YEAR,
                Measure.EVENTS,
                Selection.EVERYTHING,
                3,
                Comparison.PREVIOUS);
        Trends trends = new TrendComputation(query, Answers.from(facts), CHANGED).trends();
        assertEquals(
                List.of(Optional.of("AFG")),
                trends.movers().stream().map(Trends.Series::value).toList());
        assertEquals(Optional.of(new Trends.Tested("2022", "2021", 2)), trends.tested());
    }

    private static void incidents(List<Fact> facts, String country, String year, int number) {
        for (int i = 0; i < number; i++) {
            facts.add(FactBuilder.fact(country + year + i)
                    .on(year)
                    .with(Dimension.COUNTRY, country)
                    .build());
        }
    }

    private static Trends trends(TrendQuery query, Facts.Record record) {
        return new TrendComputation(query, Answers.from(record.facts()), CHANGED).trends();
    }

    private static void assertBehind(
            TrendQuery query,
            Trends.Series series,
            Facts.Record record,
            AnswerRow row,
            Selection selection,
            LocalDate first,
            LocalDate end) {
        Selection anyTime = query.selection().during(Period.EVER);
        Set<String> expected = new HashSet<>();
        long figure = 0;
        for (Fact fact : record.facts()) {
            boolean inside = !fact.date().firstDay().isBefore(first)
                    && fact.date().lastDay().isBefore(end);
            boolean ofSeries = series.value()
                    .map(value -> query.by().orElseThrow().of(fact).contains(value))
                    .orElse(true);
            if (inside && ofSeries && anyTime.selects(fact)) {
                expected.add(fact.event());
                Optional<Predicate<String>> asked = query.by().equals(Optional.of(Dimension.NATIONALITY))
                        ? Optional.of(series.value().orElseThrow()::equals)
                        : Optional.ofNullable(query.selection().filters().get(Dimension.NATIONALITY))
                                .map(some -> some::contains);
                figure += query.measure() == Measure.EVENTS
                        ? 1
                        : Facts.figure(fact, query.measure(), asked).best();
            }
        }
        assertEquals(expected, record.selected(linked(selection)));
        assertEquals(expected.size(), row.events());
        assertEquals(figure, row.figure(query.measure()));
    }

    private static Selection linked(Selection selection) {
        return Facts.linked(EventLinks.of(selection, Optional.empty()));
    }

    private static LocalDate day(String period) {
        int year = Integer.parseInt(period.substring(0, 4));
        if (period.contains("W")) {
            LocalDate monday = LocalDate.of(year - 1, 12, 29);
            while (monday.getDayOfWeek() != DayOfWeek.MONDAY) {
                monday = monday.plusDays(1);
            }
            return monday.plusWeeks(Integer.parseInt(period.substring(6)) - 1);
        }
        return period.contains("Q")
                ? LocalDate.of(year, (period.charAt(6) - '0') * 3 - 2, 1)
                : LocalDate.parse((period + "-01-01").substring(0, 10));
    }

    /** The first day of the period that is called the same but for its year. */
    private static Optional<LocalDate> yearBefore(Grain grain, LocalDate first) {
        return switch (grain) {
            case YEAR, QUARTER, MONTH -> Optional.of(first.minusYears(1));
            case WEEK ->
                Stream.of(52, 53)
                        .map(first::minusWeeks)
                        .filter(monday -> monday.get(WeekFields.ISO.weekOfWeekBasedYear())
                                == first.get(WeekFields.ISO.weekOfWeekBasedYear()))
                        .findFirst();
            case DAY ->
                Stream.of(365, 366)
                        .map(first::minusDays)
                        .filter(day -> day.toString()
                                .substring(4)
                                .equals(first.toString().substring(4)))
                        .findFirst();
        };
    }
}
