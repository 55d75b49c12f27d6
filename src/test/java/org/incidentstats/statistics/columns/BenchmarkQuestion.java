package org.incidentstats.statistics.columns;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.incidentstats.statistics.Query;
import org.incidentstats.statistics.Selection;
import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.statistics.model.Measure;
import org.incidentstats.statistics.model.SyntheticFacts;
import org.incidentstats.time.Period;

/** What the benchmark asks. */
record BenchmarkQuestion(String text, Query query) {

    static List<BenchmarkQuestion> all() {
        Set<String> five =
                Stream.of(0, 3, 5, 8, 13).map(SyntheticFacts::country).collect(Collectors.toSet());
        Set<String> two = Set.of(SyntheticFacts.country(0), SyntheticFacts.country(3));
        Set<String> one = Set.of(SyntheticFacts.country(3));
        Map<Dimension, Set<String>> no = Map.of();
        return List.of(
                of("by=year", "year", no, no, Period.EVER),
                of("by=country,year", "country,year", no, no, Period.EVER),
                of(
                        "by=country,year country=(5) 2015-2024",
                        "country,year",
                        Map.of(Dimension.COUNTRY, five),
                        no,
                        Period.of("2015", "2024")),
                of("by=nationality,year 2020-2024", "nationality,year", no, no, Period.of("2020", "2024")),
                of("by=country,nationality 2024", "country,nationality", no, no, Period.of("2024", "2024")),
                of("by=nationality country=(1)", "nationality", Map.of(Dimension.COUNTRY, one), no, Period.EVER),
                of("by=group,year 2015-2024", "group,year", no, no, Period.of("2015", "2024")),
                of(
                        "by=month country=(1) 2022-2024",
                        "month",
                        Map.of(Dimension.COUNTRY, one),
                        no,
                        Period.of("2022", "2024")),
                of("by=type,year", "type,year", no, no, Period.EVER),
                of("by=country 2024-05", "country", no, no, Period.of("2024-05", "2024-05")),
                of("by=year country=!(1)", "year", no, Map.of(Dimension.COUNTRY, one), Period.EVER),
                of("by=year country=(2)", "year", Map.of(Dimension.COUNTRY, two), no, Period.EVER),
                of("by=country,month,type", "country,month,type", no, no, Period.EVER),
                of("total", "", no, no, Period.EVER));
    }

    private static BenchmarkQuestion of(
            String text,
            String by,
            Map<Dimension, Set<String>> filters,
            Map<Dimension, Set<String>> excluded,
            Period period) {
        List<Dimension> dimensions = Stream.of(by.split(","))
                .filter(name -> !name.isEmpty())
                .map(name -> Dimension.valueOf(name.toUpperCase(java.util.Locale.ROOT)))
                .toList();
        return new BenchmarkQuestion(
                text, new Query(dimensions, List.of(Measure.values()), new Selection(filters, excluded, period)));
    }
}
