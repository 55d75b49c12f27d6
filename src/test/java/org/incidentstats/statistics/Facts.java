package org.incidentstats.statistics;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import jakarta.ws.rs.core.MultivaluedHashMap;

import org.incidentstats.event.CodeLists;
import org.incidentstats.event.EventDate;
import org.incidentstats.event.EventDate.Day;
import org.incidentstats.event.EventDate.Interval;
import org.incidentstats.event.EventDate.Month;
import org.incidentstats.event.EventDate.Point;
import org.incidentstats.event.EventDate.Year;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Facts of few codes and few years, so that they often share some, and what can be asked about them. */
public final class Facts {

    private static final Codebook CODEBOOK = new Codebook(new CodeLists());

    static final List<String> COUNTRIES = List.of("AFG", "DEU", "NLD", "PAK", "TJK");
    static final List<String> NATIONALITIES = List.of("TJK", "UZB", "stateless", "unknown");

    /** What is on record, events with ids of their own. */
    public record Record(List<Fact> facts) {

        public Set<String> selected(Selection selection) {
            return facts.stream().filter(selection::selects).map(Fact::event).collect(Collectors.toSet());
        }
    }

    public static Arbitrary<Record> records() {
        return fact().list().ofMaxSize(25).map(facts -> {
            List<Fact> numbered = new ArrayList<>();
            for (Fact fact : facts) {
                numbered.add(new Fact(
                        "event-" + numbered.size(),
                        1,
                        fact.counts(),
                        fact.date(),
                        fact.countries(),
                        fact.perpetrators(),
                        fact.groups(),
                        fact.category(),
                        fact.type(),
                        fact.outcome(),
                        fact.evidence(),
                        fact.killed(),
                        fact.wounded(),
                        fact.arrested()));
            }
            return new Record(numbered);
        });
    }

    private static Arbitrary<Fact> fact() {
        Arbitrary<Map<String, Tally>> perpetrators = Arbitraries.maps(Arbitraries.of(NATIONALITIES), tally())
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(TreeMap::new);
        return Combinators.combine(
                        Arbitraries.integers().between(0, 9).map(number -> number > 0),
                        date(),
                        several(COUNTRIES),
                        perpetrators,
                        several(List.of("IS", "ISKP", "unknown")),
                        Combinators.combine(
                                        Arbitraries.of("attack", "plot"),
                                        Arbitraries.of("completed", "failed"),
                                        Arbitraries.of("official", "claimed"))
                                .as(List::of),
                        tally(),
                        tally())
                .as((counts, date, countries, people, groups, kind, killed, wounded) -> new Fact(
                        "",
                        1,
                        counts,
                        date,
                        countries,
                        people,
                        groups,
                        kind.get(0),
                        kind.get(0).equals("attack") ? "bombing" : "bomb-plot",
                        kind.get(1),
                        kind.get(2),
                        killed,
                        wounded,
                        Tally.UNKNOWN));
    }

    public static Arbitrary<EventDate> date() {
        Arbitrary<Point> points = Combinators.combine(
                        Arbitraries.integers().between(2019, 2023),
                        Arbitraries.integers().between(1, 12),
                        Arbitraries.integers().between(1, 28),
                        Arbitraries.of(0, 1, 1, 2, 2, 2))
                .as((year, month, day, precision) -> switch (precision) {
                    case 0 -> new Year(year, false);
                    case 1 -> new Month(java.time.YearMonth.of(year, month), false);
                    default -> new Day(java.time.LocalDate.of(year, month, day), true);
                });
        Arbitrary<EventDate> intervals = Combinators.combine(points, points)
                .as((one, other) ->
                        one.firstDay().isAfter(other.lastDay()) || one.equals(other) ? one : new Interval(one, other));
        return Arbitraries.oneOf(points.map(point -> point), points.map(point -> point), intervals);
    }

    private static Arbitrary<Tally> tally() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 20),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.integers().between(0, 3))
                .as((low, more, kind) -> switch (kind) {
                    case 0 -> Tally.UNKNOWN;
                    case 1 -> new Tally(low, low, low, 0, 1);
                    default -> new Tally(low, low + more, low + 2L * more, 0, 0);
                });
    }

    private static Arbitrary<List<String>> several(List<String> values) {
        return Arbitraries.of(values).set().ofMinSize(1).ofMaxSize(3).map(set -> set.stream()
                .sorted()
                .toList());
    }

    /** Filters, plain and negated, over several years or part of one. */
    public static Arbitrary<Selection> selections() {
        Arbitrary<Map<Dimension, Set<String>>> filters = Arbitraries.oneOf(
                Arbitraries.just(Map.of()),
                filter(Dimension.COUNTRY, COUNTRIES),
                filter(Dimension.NATIONALITY, NATIONALITIES),
                filter(Dimension.CATEGORY, List.of("attack", "plot")));
        return Combinators.combine(filters, filters, periods()).as(Selection::new);
    }

    public static Arbitrary<Period> periods() {
        return Combinators.combine(
                        Arbitraries.of("", "2019", "2020-03", "2021-06"), Arbitraries.of("", "2021", "2021-08", "2023"))
                .as((from, to) -> new Period(
                        java.util.Optional.of(from).filter(text -> !text.isEmpty()),
                        java.util.Optional.of(to).filter(text -> !text.isEmpty())));
    }

    private static Arbitrary<Map<Dimension, Set<String>>> filter(Dimension dimension, List<String> values) {
        return Arbitraries.of(values).set().ofMinSize(1).ofMaxSize(2).map(some -> Map.of(dimension, some));
    }

    /** What a link to events selects, read as the service would read it. */
    static Selection linked(String path) {
        MultivaluedHashMap<String, String> parameters = new MultivaluedHashMap<>();
        String query = URI.create(path).getRawQuery();
        if (query != null) {
            for (String parameter : query.split("&")) {
                String[] parts = parameter.split("=", 2);
                parameters.add(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        QueryParameters read = new QueryParameters(parameters, List.of(), CODEBOOK);
        Selection selection = read.selection();
        read.check();
        return selection;
    }
}
