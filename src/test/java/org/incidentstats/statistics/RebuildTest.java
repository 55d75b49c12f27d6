package org.incidentstats.statistics;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.incidentstats.event.Change.Correction;
import org.incidentstats.event.Change.Creation;
import org.incidentstats.event.EventStore;
import org.incidentstats.event.EventVersion;
import org.incidentstats.local.Databases;
import org.incidentstats.local.LocalDatabase;
import org.incidentstats.statistics.StatisticsState.Which;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Facts and cells can be computed anew at any time, and compared with those that are answered from. */
class RebuildTest {

    private static final int MOST_WRITTEN = 100;

    private final Random random = new Random(7);
    private LocalDatabase database;
    private EventStore events;
    private CubeStore store;
    private Aggregator aggregator;
    private Rebuild rebuild;

    @BeforeEach
    void start() throws Exception {
        database = Databases.inMemory();
        DynamoDbEnhancedClient client = DynamoDbEnhancedClient.builder()
                .dynamoDbClient(database.client())
                .build();
        events = new EventStore(client, Databases.TABLES, Clock.systemUTC());
        store = new CubeStore(client, Databases.TABLES);
        aggregator = new Aggregator(store, Clock.systemUTC());
        rebuild = new Rebuild(store, events, Clock.systemUTC(), Duration.ofMinutes(3));
    }

    @AfterEach
    void stop() throws Exception {
        database.stop();
    }

    private List<EventVersion> create(String prefix, int number) {
        List<EventVersion> all = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            all.addAll(events.record(
                    List.of(new Creation(prefix + "-" + i, Histories.event(random))), "editor@example.org"));
        }
        return all;
    }

    @Test
    void whatTheAggregatorKeepsIsWhatTheRecordSays() {
        aggregator.apply(create("one", 40));
        Rebuild.Report report = rebuild.compare();
        assertEquals(0, report.differences(), report::toString);
        assertEquals(40, report.facts());
        assertTrue(report.blocks() > 300);
        assertFalse(report.switched());
    }

    @Test
    void changesThatAreNotTakenInYetAreNoDifference() {
        List<EventVersion> all = create("late", 10);
        aggregator.apply(List.of(all.get(2), all.get(7)));
        assertEquals(0, rebuild.compare().differences());
        assertEquals(2, rebuild.compare().facts());
    }

    @Test
    void aWrongCellIsNamedAndPutRight() {
        aggregator.apply(create("wrong", 10));
        StatisticsState state = store.live(new ReadCost());
        BlockKey key = new BlockKey(Layout.Y, "2022");
        Block block = store.blocks(1, List.of(key), new ReadCost()).get(key);
        Block wrong = new Block(
                        key,
                        new TreeMap<>(
                                Map.of("attack", block.cells().get(block.cells().firstKey()))))
                .changed(block.cells());
        store.commit(new CubeStore.Change(
                state,
                state.next(state.reflected(), state.changedAt()),
                List.of(),
                List.of(wrong),
                Optional.empty(),
                Optional.empty()));
        Rebuild.Report report = rebuild.compare();
        assertEquals(List.of("Y 2022"), report.named());
        assertEquals(1, rebuild.run().differences());
        assertEquals(0, rebuild.compare().differences());
        assertEquals(2, store.live(new ReadCost()).generation());
        assertTrue(store.blocks(1, new Slice(Layout.Y, Slice.START, Slice.END), new ReadCost())
                .isEmpty());
    }

    @Test
    void writesAndQuestionsGoOnMeanwhile() throws Exception {
        aggregator.apply(create("before", 60));
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Integer> writing = CompletableFuture.supplyAsync(
                () -> {
                    int written = 0;
                    while (!over.get() && written < MOST_WRITTEN) {
                        List<EventVersion> some = create("during-" + written, 1);
                        EventVersion one = some.get(0);
                        aggregator.apply(some);
                        aggregator.apply(events.record(
                                List.of(new Correction(
                                        one.id(), one.version(), Histories.event(random), Optional.empty())),
                                "editor@example.org"));
                        written++;
                    }
                    return written;
                },
                task -> new Thread(task, "writer").start());
        CubeReader reader = new CubeReader(store);
        Query everything = new Query(List.of(), List.of(Measure.EVENTS), Selection.EVERYTHING);
        Query byCountry = new Query(List.of(Dimension.COUNTRY), List.of(Measure.EVENTS), Selection.EVERYTHING);
        CompletableFuture<Void> asking = CompletableFuture.runAsync(
                () -> {
                    while (!over.get()) {
                        // Both of one state, so they agree however fast things change
                        List<Answer> answers = reader.compute(reading -> List.of(
                                        reading.answer(everything),
                                        reading.answer(byCountry),
                                        Answer.of(byCountry, reading.facts())))
                                .value();
                        assertEquals(answers.get(0).total(), answers.get(1).total());
                        assertEquals(answers.get(2), answers.get(1));
                    }
                },
                task -> new Thread(task, "reader").start());
        for (int times = 0; times < 2; times++) {
            Rebuild.Report report = rebuild.run();
            assertEquals(0, report.differences(), report::toString);
            assertTrue(report.switched());
        }
        over.set(true);
        int written = writing.get(60, TimeUnit.SECONDS);
        asking.get(60, TimeUnit.SECONDS);
        assertTrue(written > 0);
        Rebuild.Report after = rebuild.compare();
        assertEquals(0, after.differences(), after::toString);
        assertEquals(60 + written, after.facts());
        assertEquals(3, store.live(new ReadCost()).generation());
    }

    @Test
    void ofTwoRebuildsAtATimeOneIsTold() {
        aggregator.apply(create("two", 3));
        StatisticsState other = new StatisticsState(
                Which.BUILDING, 2, 0, Places.NONE, Clock.systemUTC().instant(), 0);
        store.announce(other, Optional.empty());
        assertThrows(IllegalStateException.class, rebuild::run);
        assertEquals(1, store.live(new ReadCost()).generation());
    }

    @Test
    void whatABrokenOffRebuildLeftIsClearedAway() {
        aggregator.apply(create("broken", 5));
        Cube cube = new Cube();
        Fact wrong = Fact.of(create("nobody", 1).get(0));
        cube.add(wrong);
        StatisticsState left = new StatisticsState(
                Which.BUILDING, 2, 1, Places.NONE, Clock.systemUTC().instant().minusSeconds(600), 0);
        store.fill(left, List.of(wrong), cube);
        assertTrue(rebuild.run().switched());
        Rebuild.Report report = rebuild.compare();
        assertEquals(0, report.differences(), report::toString);
    }
}
