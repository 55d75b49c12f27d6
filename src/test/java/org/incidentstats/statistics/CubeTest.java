package org.incidentstats.statistics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import org.incidentstats.local.Databases;
import org.incidentstats.local.LocalDatabase;
import org.incidentstats.statistics.StatisticsState.Which;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whatever is asked, the cells give the answer that the facts give. */
class CubeTest {

    private static LocalDatabase database;
    private static CubeStore store;
    private static int generation;
    private static int fromCellsAlone;
    private static int asked;

    @BeforeContainer
    static void startDatabase() throws Exception {
        database = Databases.inMemory();
        store = new CubeStore(
                DynamoDbEnhancedClient.builder()
                        .dynamoDbClient(database.client())
                        .build(),
                Databases.TABLES);
    }

    @AfterContainer
    static void stopDatabase() throws Exception {
        database.stop();
        assertTrue(
                fromCellsAlone > asked / 2,
                "Only %d of %d questions were answered from cells".formatted(fromCellsAlone, asked));
    }

    @Provide
    Arbitrary<Facts.Record> records() {
        return Facts.records();
    }

    @Property(tries = 50, shrinking = ShrinkingMode.BOUNDED)
    void cellsGiveTheAnswersThatFactsGive(@ForAll("records") Facts.Record record, @ForAll long seed) {
        // How far a period's end is from the newest change decides in how many slices it is read
        Instant changedAt = Instant.parse(seed % 2 == 0 ? "2023-12-31T00:00:00Z" : "2050-01-01T00:00:00Z");
        StatisticsState state = new StatisticsState(Which.LIVE, ++generation, 1, Places.NONE, changedAt, 0);
        Cube cube = new Cube();
        record.facts().forEach(cube::add);
        store.fill(state, record.facts(), cube);
        CubeReader reader = new CubeReader(store);
        Random random = new Random(seed);
        for (int i = 0; i < 30; i++) {
            Query query = query(random);
            Presentation presentation = presentation(query, random);
            Table expected = Table.of(query, presentation, Answers.from(record.facts()));
            CubeReader.Read<Table> read = reader.compute(answers -> Table.of(query, presentation, answers));
            assertEquals(expected, read.value(), () -> query + " " + presentation);
            asked++;
            fromCellsAlone += read.reading().usedFacts() ? 0 : 1;
        }
        for (int i = 0; i < 5; i++) {
            TrendQuery query = trendQuery(random);
            Instant now = Instant.parse("2023-06-15T00:00:00Z");
            Trends expected = new TrendComputation(query, Answers.from(record.facts()), now).trends();
            assertEquals(
                    expected,
                    reader.compute(answers -> new TrendComputation(query, answers, now).trends())
                            .value(),
                    query::toString);
        }
        store.remove(generation);
    }

    static Query query(Random random) {
        List<Dimension> by = new ArrayList<>(List.of(Dimension.values()));
        java.util.Collections.shuffle(by, random);
        by = by.subList(0, random.nextInt(3));
        Map<Dimension, Set<String>> filters = new EnumMap<>(Dimension.class);
        Map<Dimension, Set<String>> excluded = new EnumMap<>(Dimension.class);
        for (int i = random.nextInt(3); i > 0; i--) {
            filters.putAll(filter(random));
        }
        if (random.nextInt(4) == 0) {
            excluded.putAll(filter(random));
        }
        return new Query(List.copyOf(by), List.of(Measure.values()), new Selection(filters, excluded, period(random)));
    }

    private static Period period(Random random) {
        List<String> from = List.of("", "", "2019", "2021", "2020-03", "2021-06");
        List<String> to = List.of("", "", "2021", "2023", "2021-08", "2022-12");
        return new Period(
                Optional.of(from.get(random.nextInt(from.size()))).filter(text -> !text.isEmpty()),
                Optional.of(to.get(random.nextInt(to.size()))).filter(text -> !text.isEmpty()));
    }

    private static Map<Dimension, Set<String>> filter(Random random) {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> Map.of(Dimension.COUNTRY, some(Facts.COUNTRIES, random));
            case 3, 4 -> Map.of(Dimension.NATIONALITY, some(Facts.NATIONALITIES, random));
            case 5 -> Map.of(Dimension.GROUP, some(List.of("IS", "ISKP", "unknown"), random));
            case 6 -> Map.of(Dimension.CATEGORY, some(List.of("attack", "plot"), random));
            default -> Map.of(Dimension.OUTCOME, some(List.of("completed", "failed"), random));
        };
    }

    private static Set<String> some(List<String> values, Random random) {
        Set<String> some = new TreeSet<>();
        for (int i = 0; i <= random.nextInt(2); i++) {
            some.add(values.get(random.nextInt(values.size())));
        }
        return some;
    }

    static Presentation presentation(Query query, Random random) {
        OptionalInt top = query.by().isEmpty() || random.nextInt(4) > 0
                ? OptionalInt.empty()
                : OptionalInt.of(1 + random.nextInt(2));
        boolean times = query.by().stream().anyMatch(Dimension::time);
        Optional<Comparison> comparison = random.nextInt(3) == 0
                        && query.by().stream().filter(Dimension::time).count() <= 1
                ? Optional.of(Comparison.values()[random.nextInt(2)])
                : Optional.empty();
        return new Presentation(Optional.empty(), top, times && random.nextBoolean(), comparison, random.nextBoolean());
    }

    private static TrendQuery trendQuery(Random random) {
        Optional<Dimension> by = random.nextBoolean()
                ? Optional.empty()
                : Optional.of(
                        Arrays.asList(Dimension.COUNTRY, Dimension.NATIONALITY, Dimension.GROUP, Dimension.CATEGORY)
                                .get(random.nextInt(4)));
        Grain grain = Grain.values()[random.nextInt(3)];
        return new TrendQuery(
                by,
                grain,
                Measure.values()[random.nextInt(5)],
                new Selection(filter(random), random.nextBoolean() ? Period.EVER : Period.of("2020", "2022")),
                1 + random.nextInt(3),
                Comparison.values()[random.nextInt(2)]);
    }
}
