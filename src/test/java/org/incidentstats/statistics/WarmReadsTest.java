package org.incidentstats.statistics;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.incidentstats.event.EventVersion;
import org.incidentstats.local.Databases;
import org.incidentstats.local.LocalDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A warm process reads what has changed and nothing else, and never answers with what was. */
class WarmReadsTest {

    private static final Query GERMANY = new Query(
            List.of(Dimension.YEAR),
            List.of(Measure.EVENTS),
            new Selection(Map.of(Dimension.COUNTRY, Set.of("DEU")), Period.EVER));
    private static final Query IRAN = new Query(
            List.of(Dimension.YEAR),
            List.of(Measure.EVENTS),
            new Selection(Map.of(Dimension.COUNTRY, Set.of("IRN")), Period.EVER));

    private LocalDatabase database;
    private CubeStore store;
    private Aggregator aggregator;
    private CubeReader reader;
    private List<EventVersion> history;

    @BeforeEach
    void start() throws Exception {
        database = Databases.inMemory();
        store = new CubeStore(
                DynamoDbEnhancedClient.builder()
                        .dynamoDbClient(database.client())
                        .build(),
                Databases.TABLES);
        aggregator = new Aggregator(store, Clock.systemUTC());
        reader = new CubeReader(store);
        history = Histories.history(60, 60, new Random(3));
        aggregator.apply(history.subList(0, 40));
    }

    @AfterEach
    void stop() throws Exception {
        database.stop();
    }

    private CubeReader.Read<Answer> ask(Query query) {
        return reader.compute(reading -> reading.answer(query));
    }

    /** Changes of events that happened in Germany, or of others. */
    private List<EventVersion> later(boolean inGermany) {
        List<EventVersion> some = new ArrayList<>();
        for (EventVersion version : history.subList(40, 60)) {
            boolean there = version.event().places().stream()
                    .anyMatch(place -> place.country().code().equals("DEU"));
            boolean before =
                    history.subList(0, 40).stream().anyMatch(other -> other.id().equals(version.id()));
            if (there == inGermany && !before && version.counts()) {
                some.add(version);
            }
        }
        assertFalse(some.isEmpty());
        return some;
    }

    @Test
    void aRepeatedQuestionReadsTheStateAlone() {
        ask(GERMANY);
        ReadCost cost = ask(GERMANY).cost();
        assertEquals(1, cost.requests());
        assertEquals(1, cost.units());
    }

    @Test
    void aChangeElsewhereMakesNothingBeReadAgain() {
        Answer before = ask(GERMANY).value();
        aggregator.apply(later(false));
        CubeReader.Read<Answer> after = ask(GERMANY);
        assertEquals(before, after.value());
        // The state twice, and what the changes were
        assertEquals(3, after.cost().requests());
    }

    @Test
    void aChangeIsSeenAtOnceAndOnlyItsBlocksAreReadAgain() {
        ask(GERMANY);
        ask(IRAN);
        List<EventVersion> changes = later(true);
        aggregator.apply(changes);
        CubeReader.Read<Answer> after = ask(GERMANY);
        assertEquals(
                new CubeReader(store)
                        .compute(reading -> reading.answer(GERMANY))
                        .value(),
                after.value());
        long years = changes.stream()
                .map(version -> Grain.YEAR.of(version.event().date()))
                .distinct()
                .count();
        assertTrue(after.cost().units() <= 3 + 2 * years, () -> "%.1f"
                .formatted(after.cost().units()));
    }

    @Test
    void aTagHoldsUntilTheCellsThatItIsOfChange() {
        CubeReader.Read<Answer> read = ask(GERMANY);
        assertTrue(reader.holds(read.tag()));
        aggregator.apply(later(false));
        assertTrue(reader.holds(read.tag()));
        assertTrue(new CubeReader(store).holds(read.tag()));
        assertFalse(reader.isNewest(read.tag()));
        aggregator.apply(later(true));
        assertFalse(reader.holds(read.tag()));
        assertFalse(new CubeReader(store).holds(read.tag()));
        assertTrue(reader.holds(ask(GERMANY).tag()));
    }

    @Test
    void whatIsNoTagOfOursHoldsNothing() {
        for (String tag : List.of("", "x", "1.2", "1.2.###", "1.x.Kg", "9.1.Kg", "1.99999.Kg", "1.1.Q1kg")) {
            assertFalse(reader.holds(tag), tag);
        }
    }
}
