package org.incidentstats.statistics.model;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.incidentstats.event.Event;
import org.incidentstats.event.EventReader;
import org.incidentstats.event.EventVersion;
import org.incidentstats.event.Status;
import org.incidentstats.statistics.Answer;
import org.incidentstats.statistics.AnswerRow;
import org.incidentstats.statistics.Query;
import org.incidentstats.statistics.Selection;
import org.incidentstats.time.Grain;
import org.incidentstats.time.Period;
import org.incidentstats.vocabulary.CodeLists;
import org.incidentstats.vocabulary.GroupEntry;
import org.incidentstats.vocabulary.GroupRegister;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The counting rules, on incidents made to be hard to count, against a count straight from their file. */
class CountingRulesTest {

    private static final List<Measure> MEASURES =
            NaiveCount.ESTIMATES.stream().map(CountingRulesTest::measure).toList();

    private final NaiveCount naive = new NaiveCount("/hard-events.json");
    private final List<Fact> facts = facts();

    CountingRulesTest() throws Exception {}

    @Test
    void everyDimensionThatThereIsIsCountedAsByHand() {
        assertEquals(
                NaiveCount.DIMENSIONS,
                Stream.of(Dimension.values()).map(Dimension::code).toList());
        for (String dimension : NaiveCount.DIMENSIONS) {
            assertCounts(List.of(dimension), Map.of());
        }
    }

    @Test
    void everyPairOfDimensionsIsCountedAsByHand() {
        for (String first : NaiveCount.DIMENSIONS) {
            for (String second : NaiveCount.DIMENSIONS) {
                if (!first.equals(second)) {
                    assertCounts(List.of(first, second), Map.of());
                }
            }
        }
    }

    @Test
    void everyFilterByOneValueOrTwoIsCountedAsByHand() {
        for (String dimension : NaiveCount.DIMENSIONS) {
            List<String> values = List.copyOf(occurring(dimension));
            for (int i = 0; i < values.size(); i++) {
                for (Set<String> asked :
                        List.of(Set.of(values.get(i)), new TreeSet<>(List.of(values.get(i), values.get(0))))) {
                    assertCounts(List.of(), Map.of(dimension, asked));
                    assertCounts(List.of("nationality"), Map.of(dimension, asked));
                    assertCounts(List.of("country", "year"), Map.of(dimension, asked));
                }
            }
        }
    }

    @Test
    void underAFilterByNationalityPeopleAreOfTheseNationalitiesInRowsAndTotal() {
        Answer answer = answer(List.of(Dimension.YEAR), Map.of(Dimension.NATIONALITY, Set.of("TJK")));
        AnswerRow year = answer.rows().stream()
                .filter(row -> row.values().equals(List.of("2022")))
                .findFirst()
                .orElseThrow();
        assertEquals(new Tally(3, 3, 3, 0, 0), year.tally(Measure.PERPETRATORS));
        assertEquals(new Tally(2, 2, 2, 0, 0), year.tally(Measure.ARRESTED));
        assertEquals(new Tally(7, 7, 7, 0, 1), year.tally(Measure.PERPETRATORS_OF_INCIDENTS));
        assertEquals(
                answer.rows().stream()
                        .map(row -> row.tally(Measure.PERPETRATORS))
                        .reduce(Tally.NONE, Tally::plus),
                answer.total().tally(Measure.PERPETRATORS));
    }

    @Test
    void ofEitherNationalityEachPersonIsCountedOnceAndEachEventAtMostOnceAsAtLeast() {
        Answer answer = answer(List.of(), Map.of(Dimension.NATIONALITY, Set.of("KAZ", "KGZ")));
        assertEquals(new Tally(4, 4, 4, 0, 1), answer.total().tally(Measure.PERPETRATORS));
        // Of the Kazakh two it is known, of the Kyrgyz one it is not
        assertEquals(new Tally(2, 2, 2, 0, 1), answer.total().tally(Measure.ARRESTED));
    }

    @Test
    void whereArrestsAreKnownByNationalityAloneTheyAddUpToTheFigure() {
        Fact raid = fact("raid-across-a-border");
        assertEquals(new Tally(2, 2, 2, 0, 1), raid.tally(Measure.ARRESTED));
        Fact cell = fact("cell-of-two-nationalities");
        assertEquals(new Tally(7, 7, 7, 0, 0), cell.tally(Measure.ARRESTED));
        assertEquals(new Tally(1, 1, 1, 0, 1), cell.tally(Measure.ARRESTED, Optional.of(Set.of("UZB"))));
    }

    @Test
    void aStrikeOnAGroupIsNoAttackByIt() {
        Fact strike = fact("strike-on-a-group");
        assertEquals(List.of("unknown"), List.copyOf(strike.values(Dimension.GROUP)));
        assertEquals(List.of("ISKP", "TTP"), List.copyOf(strike.values(Dimension.TARGET_GROUP)));
    }

    @Test
    void whoIsAtHomeAndWhoIsAbroad() {
        Map<String, String> expected = Map.of(
                "raid-across-a-border", "home",
                "doubted-by-its-source", "unknown",
                "cell-of-two-nationalities", "abroad",
                "foreigners-some-time-in-a-year", "abroad",
                "stateless-at-some-time", "unknown",
                "of-a-region", "abroad",
                "of-its-own-region", "unknown",
                "at-home-and-abroad", "both",
                "in-one-country-of-two", "both");
        expected.forEach((event, where) ->
                assertEquals(List.of(where), List.copyOf(fact(event).values(Dimension.ABROAD)), event));
    }

    @Test
    void aDateThatIsLessExactThanTheGrainKeepsItsOwnValue() {
        assertValues("foreigners-some-time-in-a-year", "2022", "2022-QX", "2022-XX", "2022-WXX", "2022-XX-XX");
        assertValues("doubted-by-its-source", "2022", "2022-Q4", "2022-10", "2022-10", "2022-10-XX");
        assertValues("stateless-at-some-time", "2022/2023", "2022/2023", "2022/2023", "2022/2023", "2022/2023");
        assertValues("conference", "2023", "2023-Q1", "2023-01", "2022-W52", "2023-01-01");
        assertValues(
                "strike-on-a-group",
                "2020/2021",
                "2020-Q4/2021-Q1",
                "2020-12/2021-01",
                "2020-W53",
                "2020-12-31/2021-01-02");
        assertValues(
                "night-between-two-weeks", "2021", "2021-Q1", "2021-01", "2020-W53/2021-W01", "2021-01-03/2021-01-04");
    }

    @Test
    void aMergeOfGroupsMovesTheirIncidentsAndCountsEachOnce() {
        GroupRegister register =
                GroupRegister.of(List.of(entry("TTP", Optional.of("ISKP")), entry("ISKP", Optional.empty())));
        assertEquals(
                List.of("ISKP"),
                List.copyOf(fact("around-new-year").under(register).values(Dimension.GROUP)));
        assertEquals(
                List.of("ISKP"),
                List.copyOf(fact("strike-on-a-group").under(register).values(Dimension.TARGET_GROUP)));
    }

    private static GroupEntry entry(String code, Optional<String> mergedInto) {
        return new GroupEntry(code, Map.of(), List.of(), Optional.empty(), mergedInto, true, Map.of());
    }

    private void assertValues(String event, String... values) {
        List<String> found = new ArrayList<>();
        for (Grain grain : Grain.values()) {
            found.addAll(fact(event).values(Dimension.of(grain)));
        }
        assertEquals(List.of(values), found, event);
    }

    private void assertCounts(List<String> by, Map<String, Set<String>> filters) {
        Map<Dimension, Set<String>> asked = new TreeMap<>();
        filters.forEach((code, values) -> asked.put(dimension(code), values));
        Answer answer = answer(by.stream().map(CountingRulesTest::dimension).toList(), asked);
        assertEquals(
                naive.lines(by, filters),
                answer.rows().stream().map(CountingRulesTest::line).toList(),
                () -> by + " of " + filters);
        assertEquals(naive.total(filters), line(answer.total()), () -> "total of " + filters);
    }

    private Answer answer(List<Dimension> by, Map<Dimension, Set<String>> filters) {
        return Answer.of(new Query(by, MEASURES, new Selection(filters, Period.EVER)), facts);
    }

    private static String line(AnswerRow row) {
        List<String> fields = new ArrayList<>();
        row.values().forEach(value -> fields.add(value.contains(",") ? '"' + value + '"' : value));
        fields.add(Long.toString(row.events()));
        for (Measure measure : MEASURES) {
            Tally tally = row.tally(measure);
            for (long number : List.of(tally.low(), tally.best(), tally.high(), tally.unknown(), tally.atLeast())) {
                fields.add(Long.toString(number));
            }
        }
        return String.join(",", fields);
    }

    private Set<String> occurring(String dimension) {
        Set<String> values = new TreeSet<>();
        naive.events().forEach(event -> values.addAll(naive.values(event, dimension)));
        return values;
    }

    private Fact fact(String event) {
        return facts.stream()
                .filter(one -> one.event().equals(event))
                .findFirst()
                .orElseThrow();
    }

    private static Dimension dimension(String code) {
        return Stream.of(Dimension.values())
                .filter(one -> one.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private static Measure measure(String code) {
        return Stream.of(Measure.values())
                .filter(one -> one.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private static List<Fact> facts() throws Exception {
        EventReader reader =
                new EventReader(new CodeLists(), Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC));
        List<Fact> facts = new ArrayList<>();
        for (JsonNode document :
                new ObjectMapper().readTree(CountingRulesTest.class.getResourceAsStream("/hard-events.json"))) {
            Event event = reader.read(document);
            facts.add(Fact.of(new EventVersion(
                    document.get("id").asText(),
                    1,
                    Status.ACTIVE,
                    Instant.EPOCH,
                    "editor@example.org",
                    Optional.empty(),
                    1,
                    event)));
        }
        return facts;
    }
}
