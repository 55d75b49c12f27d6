package org.incidentstats.statistics.model;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import jakarta.ws.rs.core.MultivaluedHashMap;

import org.incidentstats.statistics.Codebook;
import org.incidentstats.statistics.Selection;
import org.incidentstats.statistics.http.QueryParameters;
import org.incidentstats.time.EventDate;
import org.incidentstats.time.EventDate.Day;
import org.incidentstats.time.EventDate.Interval;
import org.incidentstats.time.EventDate.Month;
import org.incidentstats.time.EventDate.Point;
import org.incidentstats.time.EventDate.Year;
import org.incidentstats.time.Period;
import org.incidentstats.vocabulary.CodeLists;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Facts of few codes and few years, so that they often share some, and what can be asked about them. */
public final class Facts {

    private static final Codebook CODEBOOK = new Codebook(new CodeLists());

    public static final List<String> COUNTRIES = List.of("AFG", "DEU", "NLD", "PAK", "TJK");
    public static final List<String> NATIONALITIES =
            List.of("TJK", "UZB", "central-asia", "foreign", "stateless", "unknown");

    /** Names that are hard to write in an address are among them. */
    public static final Map<Dimension, List<String>> VALUES = new EnumMap<>(Map.ofEntries(
            Map.entry(Dimension.COUNTRY, COUNTRIES),
            Map.entry(Dimension.REGION, List.of("central-asia", "southern-asia", "western-europe")),
            Map.entry(Dimension.ADMIN1, List.of("DEU/Bavaria, Free State of", "TJK/Khatlon", "TJK/Sughd", "unknown")),
            Map.entry(Dimension.NATIONALITY, NATIONALITIES),
            Map.entry(Dimension.ABROAD, List.of("abroad", "both", "home", "unknown")),
            Map.entry(Dimension.GROUP, List.of("IS", "ISKP", "unknown")),
            Map.entry(Dimension.CATEGORY, List.of("attack", "plot")),
            Map.entry(Dimension.TYPE, List.of("bombing", "bomb-plot")),
            Map.entry(Dimension.OUTCOME, List.of("completed", "failed")),
            Map.entry(Dimension.EVIDENCE, List.of("official", "claimed")),
            Map.entry(Dimension.CERTAINTY, List.of("confirmed", "doubtful", "provisional")),
            Map.entry(Dimension.WEAPON, List.of("explosives", "firearms", "other", "unknown")),
            Map.entry(Dimension.TARGET, List.of("civilians", "military", "other", "unknown")),
            Map.entry(Dimension.TARGET_NATIONALITY, List.of("TJK", "USA", "unknown")),
            Map.entry(Dimension.TARGET_GROUP, List.of("IS", "TALIBAN", "unknown")),
            Map.entry(Dimension.SOURCE, List.of("!Now", "Example News", "News, \\ and more", "unknown"))));

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
                        fact.codes(),
                        fact.figures(),
                        fact.people()));
            }
            return new Record(numbered);
        });
    }

    /** One fact, of an event without a name. */
    public static Arbitrary<Fact> fact() {
        List<Dimension> kept =
                Arrays.stream(Dimension.values()).filter(Dimension::kept).toList();
        List<Measure> estimates =
                Arrays.stream(Measure.values()).filter(Measure::kept).toList();
        return Combinators.combine(
                        Arbitraries.integers().between(0, 9).map(number -> number > 0),
                        date(),
                        Combinators.combine(kept.stream().map(Facts::codes).toList())
                                .as(values -> values),
                        Combinators.combine(
                                        estimates.stream().map(one -> tally()).toList())
                                .as(tallies -> tallies),
                        Arbitraries.maps(Arbitraries.of(NATIONALITIES), tally())
                                .ofMinSize(1)
                                .ofMaxSize(3),
                        tally().list().ofSize(3).optional(0.3))
                .as((counts, date, codes, figures, perpetrators, arrested) -> {
                    FactBuilder fact = FactBuilder.fact("").on(date).people(Measure.PERPETRATORS, perpetrators);
                    for (int i = 0; i < kept.size(); i++) {
                        fact.with(kept.get(i), codes.get(i).toArray(String[]::new));
                    }
                    for (int i = 0; i < estimates.size(); i++) {
                        fact.with(estimates.get(i), figures.get(i));
                    }
                    arrested.ifPresent(tallies -> {
                        Map<String, Tally> people = new TreeMap<>();
                        perpetrators.keySet().forEach(one -> people.put(one, tallies.get(people.size())));
                        fact.people(Measure.ARRESTED, people);
                    });
                    return (counts ? fact : fact.retracted()).build();
                });
    }

    /** Few values of each dimension, of the several-valued ones up to three together. */
    private static Arbitrary<List<String>> codes(Dimension dimension) {
        List<String> values = VALUES.getOrDefault(dimension, List.of("one", "two"));
        return dimension.severalValued()
                ? Arbitraries.of(values).set().ofMinSize(1).ofMaxSize(3).map(List::copyOf)
                : Arbitraries.of(values).map(List::of);
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
        // Days that calendars stumble over, often enough to meet each other
        Arbitrary<Point> hard = Arbitraries.of(
                        "2019-12-30",
                        "2020-02-28",
                        "2020-02-29",
                        "2020-03-01",
                        "2020-12-31",
                        "2021-01-03",
                        "2021-01-04",
                        "2021-02-28",
                        "2021-03-01",
                        "2020-02",
                        "2021-01")
                .map(text -> (Point) EventDate.parse(text));
        Arbitrary<EventDate> intervals = Combinators.combine(
                        Arbitraries.oneOf(points, hard), Arbitraries.oneOf(points, hard))
                .as((one, other) ->
                        one.firstDay().isAfter(other.lastDay()) || one.equals(other) ? one : new Interval(one, other));
        return Arbitraries.oneOf(points.map(point -> point), hard.map(point -> point), intervals);
    }

    /**
     * The figure of a fact for a measure, added up once more.
     *
     * @param asked of which nationalities; of all, where it is empty
     */
    public static Tally figure(Fact fact, Measure measure, Optional<Predicate<String>> asked) {
        return switch (measure) {
            case EVENTS -> throw new IllegalArgumentException("counted");
            case KILLED, WOUNDED -> fact.figures().getOrDefault(measure, Tally.UNKNOWN);
            case PERPETRATORS_OF_INCIDENTS -> sum(fact.perpetrators(), nationality -> true);
            case PERPETRATORS -> sum(fact.perpetrators(), asked.orElse(nationality -> true));
            case ARRESTED ->
                asked.isPresent() && fact.people().containsKey(Measure.ARRESTED)
                        ? sum(fact.people().get(Measure.ARRESTED), asked.get())
                        : fact.figures().getOrDefault(Measure.ARRESTED, Tally.UNKNOWN);
        };
    }

    private static Tally sum(Map<String, Tally> people, Predicate<String> asked) {
        List<Tally> meant = people.entrySet().stream()
                .filter(some -> asked.test(some.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        List<Tally> known = meant.stream().filter(tally -> tally.unknown() == 0).toList();
        if (known.isEmpty()) {
            return meant.isEmpty() ? Tally.NONE : Tally.UNKNOWN;
        }
        Tally sum = known.stream().reduce(Tally.NONE, Tally::plus);
        boolean atLeast = sum.atLeast() > 0 || known.size() < meant.size();
        return new Tally(sum.low(), sum.best(), sum.high(), 0, atLeast ? 1 : 0);
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

    /** Filters, plain and negated, over several years or part of one. */
    public static Arbitrary<Selection> selections() {
        Arbitrary<Map<Dimension, Set<String>>> filters = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(Map.of())),
                Tuple.of(2, filter(Dimension.NATIONALITY, NATIONALITIES)),
                Tuple.of(
                        4,
                        Arbitraries.of(VALUES.keySet())
                                .flatMap(dimension -> filter(dimension, VALUES.get(dimension)))));
        return Combinators.combine(filters, filters, periods()).as(Selection::new);
    }

    public static Arbitrary<Period> periods() {
        return Combinators.combine(
                        Arbitraries.of("", "2019", "2020-03", "2021-06", "2020-02-29"),
                        Arbitraries.of("", "2021", "2021-08", "2023", "2022-01-02"))
                .as((from, to) -> new Period(end(from), end(to)));
    }

    private static Optional<Point> end(String text) {
        return Optional.of(text).filter(one -> !one.isEmpty()).map(Period::end);
    }

    private static Arbitrary<Map<Dimension, Set<String>>> filter(Dimension dimension, List<String> values) {
        return Arbitraries.of(values).set().ofMinSize(1).ofMaxSize(2).map(some -> Map.of(dimension, some));
    }

    /** What a link to events selects, read as the service would read it. */
    public static Selection linked(String path) {
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
