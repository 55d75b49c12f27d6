package org.incidentstats.brief;

import java.time.YearMonth;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.incidentstats.brief.FrozenBriefs.Edition;
import org.incidentstats.local.Databases;
import org.incidentstats.local.LocalDatabase;
import org.incidentstats.statistics.Language;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whatever happens while a brief is made, one brief is there in the end, and nothing that belongs to no brief. */
class FreezeCrashTest {

    private static final YearMonth MONTH = YearMonth.of(2023, 7);
    /** Of two parts. */
    private static final byte[] WORKBOOK = new byte[500_000];

    private static LocalDatabase database;
    private static DynamoDbClient alive;

    @BeforeAll
    static void startDatabase() throws Exception {
        database = Databases.inMemory();
        alive = database.client();
    }

    @AfterAll
    static void stopDatabase() throws Exception {
        alive.close();
        database.stop();
    }

    /** The end of a process: nothing catches it, and nothing is called after it. */
    private static final class Crash extends Error {
        private static final long serialVersionUID = 1;
    }

    /** What happens around the calls of a process: there is a step before and a step after each. */
    private abstract static class AtStep implements ExecutionInterceptor {

        private int steps;

        abstract void at(int step, boolean answered);

        @Override
        public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
            at(++steps, false);
        }

        @Override
        public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
            at(++steps, true);
        }
    }

    @Test
    void aProcessThatEndsAnywhereLeavesNothingBehindTheNextBrief() {
        int fatal = 0;
        boolean ended = true;
        while (ended) {
            int last = ++fatal;
            ended = endsAt(last);
            assertOneBrief(freeze(alive), "ended at step " + fatal);
        }
        assertTrue(fatal > 20, () -> "a brief takes more calls than that");
    }

    private static boolean endsAt(int fatal) {
        try (DynamoDbClient mortal = database.client(new AtStep() {
            @Override
            void at(int step, boolean answered) {
                if (step >= fatal) {
                    throw new Crash();
                }
            }
        })) {
            freeze(mortal);
            return false;
        } catch (Crash e) {
            return true;
        }
    }

    @Test
    void aBriefThatIsMadeTwiceAtOnceIsKeptOnce() {
        boolean met = true;
        for (int when = 1; met; when++) {
            int meeting = when;
            Set<FrozenBrief> others = new HashSet<>();
            try (DynamoDbClient slow = database.client(new AtStep() {
                @Override
                void at(int step, boolean answered) {
                    if (step == meeting) {
                        others.add(freeze(alive));
                    }
                }
            })) {
                FrozenBrief kept = freeze(slow);
                met = !others.isEmpty();
                others.forEach(other -> assertEquals(kept, other));
                assertOneBrief(kept, "met at step " + when);
            }
        }
    }

    @Test
    void aBriefStaysWhoeverLosesTheAnswerToAnyCall() {
        boolean lost = true;
        for (int when = 1; lost; when++) {
            int losing = when;
            boolean[] happened = {false};
            try (DynamoDbClient deaf = database.client(new AtStep() {
                @Override
                void at(int step, boolean answered) {
                    if (answered && step >= losing && !happened[0]) {
                        happened[0] = true;
                        throw RetryableException.create("the answer was lost");
                    }
                }
            })) {
                assertOneBrief(freeze(deaf), "lost at step " + when);
            }
            lost = happened[0];
        }
    }

    /** The brief, and in each language its numbers and its workbook, then they are deleted. */
    private static void assertOneBrief(FrozenBrief kept, String when) {
        for (Language language : Language.values()) {
            assertArrayEquals(WORKBOOK, frozen(alive).workbook(kept, language), when);
            assertEquals(2, frozen(alive).numbers(kept, language).incidents().size(), when);
        }
        List<Map<String, AttributeValue>> keys = alive
                .scanPaginator(request ->
                        request.tableName(Databases.TABLES.operations()).projectionExpression("pk, sk"))
                .items()
                .stream()
                .toList();
        String files = "brief#" + kept.files();
        assertEquals(
                Set.of(
                        "briefs# 2023-07",
                        files + " en.json.gz#0000",
                        files + " en.xlsx#0000",
                        files + " en.xlsx#0001",
                        files + " ru.json.gz#0000",
                        files + " ru.xlsx#0000",
                        files + " ru.xlsx#0001"),
                keys.stream()
                        .map(key -> key.get("pk").s() + " " + key.get("sk").s())
                        .collect(Collectors.toSet()),
                when);
        keys.forEach(key -> alive.deleteItem(
                request -> request.tableName(Databases.TABLES.operations()).key(key)));
    }

    /** As a process does it that is asked for the brief. */
    private static FrozenBrief freeze(DynamoDbClient client) {
        FrozenBriefs frozen = frozen(client);
        return frozen.settled(MONTH, Scope.EVERYTHING).orElseGet(() -> {
            Map<Language, Edition> editions = new EnumMap<>(Language.class);
            for (Language language : Language.values()) {
                editions.put(language, new Edition(Contents.in(language, Contents.july()), WORKBOOK));
            }
            return frozen.keep(
                    new FrozenBrief(
                            MONTH,
                            Scope.EVERYTHING,
                            Contents.july().moment(),
                            Map.of(),
                            "1",
                            UUID.randomUUID().toString(),
                            2),
                    editions);
        });
    }

    private static FrozenBriefs frozen(DynamoDbClient client) {
        return new FrozenBriefs(
                DynamoDbEnhancedClient.builder().dynamoDbClient(client).build(), Databases.TABLES);
    }
}
