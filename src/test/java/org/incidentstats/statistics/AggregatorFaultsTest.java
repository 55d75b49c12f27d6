package org.incidentstats.statistics;

import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import org.incidentstats.event.EventVersion;
import org.incidentstats.event.Images;
import org.incidentstats.local.Databases;
import org.incidentstats.local.LocalDatabase;
import org.incidentstats.statistics.Aggregator.StreamRecord;
import org.incidentstats.statistics.StatisticsState.Which;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Whatever goes wrong on the way, in the end every change is in the cells, once. Each run is a history of its own, with
 * throttling, conflicts, lost answers, and processes that die before or after any call; batches are cut, repeated and
 * shuffled. Run {@code n} is made from the number {@code n} alone.
 */
class AggregatorFaultsTest {

    private static final int RUNS = 1000;
    private static final double OFTEN = 0.04;

    private static LocalDatabase database;
    private static DynamoDbClient client;
    private static Faults faults;
    private static CubeStore store;

    @BeforeAll
    static void startDatabase() throws Exception {
        database = Databases.inMemory();
        faults = new Faults();
        client = database.client(configuration ->
                configuration.addExecutionInterceptor(faults).retryStrategy(AwsRetryStrategy.doNotRetry()));
        store = new CubeStore(
                DynamoDbEnhancedClient.builder().dynamoDbClient(client).build(), Databases.TABLES);
    }

    @AfterAll
    static void stopDatabase() throws Exception {
        client.close();
        database.stop();
    }

    /** A process dies. */
    private static final class Death extends Error {}

    private static final class Faults implements ExecutionInterceptor {
        private final Map<String, Integer> injected = new TreeMap<>();
        private Optional<Random> during = Optional.empty();

        @Override
        public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
            if (happens("death before a call")) {
                throw new Death();
            }
            if (happens("throttling")) {
                throw ProvisionedThroughputExceededException.builder()
                        .message("injected")
                        .statusCode(400)
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode("ProvisionedThroughputExceededException")
                                .build())
                        .build();
            }
            if (context.request() instanceof TransactWriteItemsRequest && happens("conflict")) {
                throw TransactionCanceledException.builder()
                        .message("injected")
                        .statusCode(400)
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode("TransactionCanceledException")
                                .build())
                        .build();
            }
        }

        @Override
        public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
            if (happens("death after a call")) {
                throw new Death();
            }
            if (happens("lost answer")) {
                throw SdkClientException.create("injected", new SocketTimeoutException());
            }
        }

        private boolean happens(String what) {
            boolean happens =
                    during.filter(random -> random.nextDouble() < OFTEN).isPresent();
            if (happens) {
                injected.merge(what, 1, Integer::sum);
            }
            return happens;
        }
    }

    @Test
    void everyChangeIsCountedOnceWhateverGoesWrong() {
        int inSteps = 0;
        for (int run = 1; run <= RUNS; run++) {
            Run one = new Run(run);
            one.deliver();
            one.check();
            inSteps += one.large ? 1 : 0;
        }
        System.out.printf("%d runs: %s; %d with a change of several steps%n", RUNS, faults.injected, inSteps);
        assertEquals(5, faults.injected.size());
        assertTrue(Collections.min(faults.injected.values()) > RUNS / 20, faults.injected::toString);
        assertTrue(inSteps > RUNS / 20);
    }

    private static final class Run {
        private final int number;
        private final Random random;
        private final List<EventVersion> history;
        private final boolean large;

        Run(int number) {
            this.number = number;
            this.random = new Random(number);
            this.history = Histories.history(1 + random.nextInt(4), 2 + random.nextInt(7), random);
            this.large = history.stream()
                    .anyMatch(version -> cube(List.of(Fact.of(version))).size() > CubeStore.MOST_AT_ONCE);
            store.fill(StatisticsState.empty(Which.LIVE, number), List.of(), new Cube());
        }

        void deliver() {
            List<StreamRecord> waiting = new ArrayList<>();
            for (EventVersion version : history) {
                StreamRecord record = new StreamRecord("record-" + version.sequence(), Images.current(version));
                for (int times = random.nextInt(4) == 0 ? 2 : 1; times > 0; times--) {
                    waiting.add(random.nextInt(3) == 0 ? random.nextInt(waiting.size() + 1) : waiting.size(), record);
                }
            }
            faults.during = Optional.of(random);
            Aggregator aggregator = aggregator();
            while (!waiting.isEmpty()) {
                List<StreamRecord> batch = waiting.subList(0, 1 + random.nextInt(waiting.size()));
                try {
                    Set<String> failed = aggregator.take(batch).failed();
                    batch.removeIf(record -> !failed.contains(record.id()));
                } catch (Death e) {
                    aggregator = aggregator();
                }
            }
        }

        private Aggregator aggregator() {
            return new Aggregator(store, Clock.systemUTC(), Which.LIVE, Duration.ofMillis(50));
        }

        void check() {
            faults.during = Optional.empty();
            Map<String, Fact> newest = new HashMap<>();
            history.forEach(version -> newest.put(version.id(), Fact.of(version)));
            StatisticsState state = store.live(new ReadCost());
            assertEquals(Places.upTo(history.size()), state.reflected(), this::toString);
            assertEquals(0, state.step(), this::toString);
            Map<String, Fact> facts = new HashMap<>();
            store.facts(number, fact -> facts.put(fact.event(), fact), new ReadCost());
            assertEquals(newest, facts, this::toString);
            assertEquals(cube(newest.values()), stored(), this::toString);
        }

        private static SortedMap<BlockKey, SortedMap<String, CellSums>> cube(Iterable<Fact> facts) {
            Cube cube = new Cube();
            facts.forEach(cube::add);
            return cube.blocks();
        }

        private SortedMap<BlockKey, SortedMap<String, CellSums>> stored() {
            SortedMap<BlockKey, SortedMap<String, CellSums>> stored = new TreeMap<>();
            for (Layout layout : Layout.values()) {
                store.blocks(number, new Slice(layout, Slice.START, Slice.END), new ReadCost())
                        .forEach((key, block) -> stored.put(key, block.cells()));
            }
            return stored;
        }

        @Override
        public String toString() {
            return "run %d of %s".formatted(number, history);
        }
    }
}
