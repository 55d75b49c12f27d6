package org.incidentstats.statistics;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.incidentstats.event.EventDate;

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
        Arbitrary<Period> periods = Arbitraries.of(
                Period.EVER,
                Period.of("2020", "2022"),
                Period.of("2021", "2023"),
                new Period(Optional.of("2022"), Optional.empty()));
        Arbitrary<Map<Dimension, Set<String>>> filters = Arbitraries.of(
                Map.of(), Map.of(Dimension.COUNTRY, Set.of("AFG", "DEU")), Map.of(Dimension.CATEGORY, Set.of("plot")));
        return Combinators.combine(
                        Arbitraries.of(Dimension.COUNTRY, Dimension.NATIONALITY, Dimension.GROUP)
                                .optional(0.7),
                        Arbitraries.of(Grain.values()),
                        Arbitraries.of(Measure.EVENTS, Measure.KILLED, Measure.PERPETRATORS),
                        filters,
                        filters,
                        periods,
                        Arbitraries.integers().between(2, 5),
                        Arbitraries.of(Comparison.values()))
                .as((by, grain, measure, plain, excluded, period, window, comparison) ->
                        new TrendQuery(by, grain, measure, new Selection(plain, excluded, period), window, comparison));
    }

    @Property
    void everyFigureIsThatOfTheEventsOfItsDaysAndTheLinkListsThem(
            @ForAll("records") Facts.Record record, @ForAll("queries") TrendQuery query) {
        for (Trends.Series series : trends(query, record).series()) {
            for (Trends.Point point : series.points()) {
                LocalDate first = day(point.period());
                LocalDate end = first.plusMonths(query.grain().months());
                assertBehind(query, series, record, point.row(), point.selection(), first, end);
                point.previous()
                        .ifPresent(before -> assertBehind(
                                query,
                                series,
                                record,
                                before.row(),
                                before.selection(),
                                first.minusMonths(query.grain().months()),
                                first));
                point.yearBefore()
                        .ifPresent(before -> assertBehind(
                                query,
                                series,
                                record,
                                before.row(),
                                before.selection(),
                                first.minusYears(1),
                                end.minusYears(1)));
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
                int months = query.grain().months();
                assertEquals(
                        begin.filter(day -> day.isBefore(first)).isPresent(),
                        point.previous().isPresent());
                assertEquals(
                        begin.filter(day ->
                                        day.isBefore(first.plusMonths(months).minusYears(1)))
                                .isPresent(),
                        point.yearBefore().isPresent());
                assertEquals(
                        begin.filter(day -> day.isBefore(first.minusMonths((query.window() - 2L) * months)))
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
            if (query.selection().period().length().isPresent()) {
                assertEquals(record.selected(query.selection()), all);
            }
        }
    }

    @Property
    void onlyPeriodsThatAreOverAreTestedAndMoversAreThoseBeyondChance(
            @ForAll("records") Facts.Record record, @ForAll("queries") TrendQuery query) {
        Trends trends = trends(query, record);
        trends.tested()
                .ifPresent(tested -> assertFalse(day(tested.period())
                        .plusMonths(query.grain().months())
                        .isAfter(LocalDate.parse("2023-05-10"))));
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
            facts.add(new Fact(
                    country + year + i,
                    1,
                    true,
                    EventDate.parse(year),
                    List.of(country),
                    Map.of("unknown", Tally.UNKNOWN),
                    List.of("unknown"),
                    "attack",
                    "bombing",
                    "completed",
                    "official",
                    Tally.UNKNOWN,
                    Tally.UNKNOWN,
                    Tally.UNKNOWN));
        }
    }

    private static Trends trends(TrendQuery query, Facts.Record record) {
        return new TrendComputation(query, Answers.from(record.facts()), CHANGED).trends();
    }

    private static void assertBehind(
            TrendQuery query,
            Trends.Series series,
            Facts.Record record,
            Row row,
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
                figure += switch (query.measure()) {
                    case EVENTS -> 1;
                    case KILLED -> fact.killed().best();
                    default ->
                        query.by().equals(Optional.of(Dimension.NATIONALITY))
                                ? fact.perpetrators()
                                        .get(series.value().orElseThrow())
                                        .best()
                                : fact.perpetrators().values().stream()
                                        .mapToLong(Tally::best)
                                        .sum();
                };
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
        return period.length() == 4
                ? LocalDate.parse(period + "-01-01")
                : period.contains("Q")
                        ? LocalDate.of(Integer.parseInt(period.substring(0, 4)), (period.charAt(6) - '0') * 3 - 2, 1)
                        : LocalDate.parse(period + "-01");
    }
}
