package org.incidentstats.statistics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

import org.incidentstats.event.EventVersion;
import org.incidentstats.event.Images;
import org.incidentstats.event.InjectedFaults;
import org.incidentstats.event.Status;
import org.incidentstats.local.Databases;
import org.incidentstats.local.LocalDatabase;
import org.incidentstats.statistics.Aggregator.StreamRecord;
import org.incidentstats.statistics.Aggregator.Taken;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static org.incidentstats.event.Examples.arrest;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** The facts follow the record, however its changes arrive. */
class AggregatorTest {

    private static LocalDatabase database;

    @BeforeContainer
    static void startDatabase() throws Exception {
        database = Databases.inMemory();
    }

    @AfterContainer
    static void stopDatabase() throws Exception {
        database.stop();
    }

    private final CubeStore store = new CubeStore(
            DynamoDbEnhancedClient.builder().dynamoDbClient(database.client()).build(), Databases.TABLES);
    private final Aggregator aggregator = new Aggregator(store, Clock.systemUTC());

    /** Every version is delivered at least once; batches are cut, repeated and shuffled at random. */
    @Property(tries = 30, shrinking = ShrinkingMode.OFF)
    void theNewestVersionStandsHoweverOftenAndInWhichOrderTheyArrive(@ForAll long seed) {
        Random random = new Random(seed);
        List<EventVersion> history = new ArrayList<>();
        Map<String, Fact> newest = new TreeMap<>();
        for (int event = 0; event < 6; event++) {
            String id = "event-%d-%d".formatted(seed, event);
            for (int version = 1; version <= 1 + random.nextInt(4); version++) {
                EventVersion one = version(id, version, random);
                history.add(one);
                newest.put(id, Fact.of(one));
            }
        }
        List<EventVersion> deliveries = new ArrayList<>(history);
        for (int i = 0; i < history.size(); i++) {
            deliveries.add(history.get(random.nextInt(history.size())));
        }
        java.util.Collections.shuffle(deliveries, random);
        while (!deliveries.isEmpty()) {
            List<EventVersion> batch = deliveries.subList(0, 1 + random.nextInt(deliveries.size()));
            aggregator.apply(batch);
            batch.clear();
        }
        assertEquals(newest, new TreeMap<>(store.facts(1, newest.keySet(), new ReadCost())));
    }

    @Example
    void whatIsKnownAlreadyChangesNothing() {
        List<EventVersion> versions = List.of(version("known", 3, new Random(1)));
        aggregator.apply(versions);
        StatisticsState state = store.live(new ReadCost());
        aggregator.apply(versions);
        assertEquals(state, store.live(new ReadCost()));
        Map<String, Fact> facts = store.facts(1, List.of("known"), new ReadCost());
        aggregator.apply(List.of(version("known", 2, new Random(2))));
        assertEquals(facts, store.facts(1, List.of("known"), new ReadCost()));
        assertEquals(state.changedAt(), store.live(new ReadCost()).changedAt());
    }

    @Example
    void moreChangesThanATransactionHoldsAreAllTakenIn() {
        List<EventVersion> versions = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            versions.add(version("many-" + i, 1, new Random(i)));
        }
        aggregator.apply(versions);
        assertEquals(
                250,
                store.facts(1, versions.stream().map(EventVersion::id).toList(), new ReadCost())
                        .size());
    }

    @Example
    void whatCannotBeReadIsSetAsideAndTheRestGoesOn() {
        Map<String, AttributeValue> unreadable = new HashMap<>(Images.current(version("unreadable", 1, new Random(1))));
        unreadable.replaceAll((name, value) -> Set.of("id", "item").contains(name) ? value : AttributeValue.fromS("?"));
        Taken taken = aggregator.take(List.of(
                new StreamRecord("1", Images.current(version("first", 1, new Random(1)))),
                new StreamRecord("2", unreadable),
                new StreamRecord("3", Images.current(version("last", 1, new Random(2)))),
                new StreamRecord("4", Map.of())));
        assertEquals(new Taken(Set.of(), 1), taken);
        assertEquals(
                Set.of("first", "last"),
                store.facts(1, List.of("first", "last", "unreadable"), new ReadCost())
                        .keySet());
        assertEquals(
                List.of("unreadable current"),
                store.setAside().stream().map(SetAside::item).toList());
    }

    @Example
    void whatTheDatabaseRefusesForNowIsToBeDeliveredAgain() throws Exception {
        InjectedFaults always = new InjectedFaults(1, 1);
        CubeStore unreachable = new CubeStore(
                DynamoDbEnhancedClient.builder()
                        .dynamoDbClient(database.client(configuration -> configuration
                                .addExecutionInterceptor(always)
                                .retryStrategy(AwsRetryStrategy.doNotRetry())))
                        .build(),
                Databases.TABLES);
        Aggregator impatient =
                new Aggregator(unreachable, Clock.systemUTC(), StatisticsState.Which.LIVE, Duration.ofMillis(30));
        List<StreamRecord> records = List.of(
                new StreamRecord("1", Images.current(version("later-1", 1, new Random(1)))),
                new StreamRecord("2", Images.current(version("later-2", 1, new Random(1)))));
        assertEquals(new Taken(Set.of("1", "2"), 0), impatient.take(records));
        assertEquals(new Taken(Set.of(), 0), aggregator.take(records));
        assertEquals(
                2, store.facts(1, List.of("later-1", "later-2"), new ReadCost()).size());
    }

    private static EventVersion version(String id, int version, Random random) {
        return new EventVersion(
                id,
                version,
                random.nextInt(4) == 0 ? Status.RETRACTED : Status.ACTIVE,
                Instant.EPOCH,
                "editor@example.org",
                Optional.empty(),
                version,
                arrest(random.nextInt(100)));
    }
}
