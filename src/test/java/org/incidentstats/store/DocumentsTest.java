package org.incidentstats.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.incidentstats.store.Documents.Document;
import org.incidentstats.store.Documents.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What documents promise to those who share them. */
@ParameterizedClass
@EnumSource(Engine.class)
class DocumentsTest {

    private static final String PART = "letters";
    private static final Kind<Letter> LETTER = new Kind<>(Letter.class, 1);

    private static final Instant FOR_LONG = Instant.parse("2100-01-01T00:00:00Z");

    @Parameter
    Engine engine;

    private Door door;
    private Documents documents;

    @BeforeEach
    void open() {
        door = engine.fresh();
        documents = new Documents(door);
    }

    @AfterEach
    void close() {
        if (door != null) {
            door.close();
        }
    }

    private record Letter(String text, Optional<Instant> sent) {
        Letter(String text) {
            this(text, Optional.empty());
        }
    }

    @Test
    void nobodyOverwritesWhatHeHasNotSeen() {
        Document<Letter> first =
                documents.save(LETTER, PART, "a", new Letter("one"), 0).orElseThrow();
        assertTrue(documents.save(LETTER, PART, "a", new Letter("another"), 0).isEmpty());
        Document<Letter> second = documents
                .save(LETTER, PART, "a", new Letter("two", Optional.of(Instant.EPOCH)), first.revision())
                .orElseThrow();
        assertTrue(documents
                .save(LETTER, PART, "a", new Letter("late"), first.revision())
                .isEmpty());
        assertEquals(Optional.of(second), documents.find(LETTER, PART, "a"));
    }

    @Test
    void aDocumentThatIsMadeAnewIsNotTheOneBefore() {
        Document<Letter> first =
                documents.save(LETTER, PART, "a", new Letter("one"), 0).orElseThrow();
        documents.end(PART, "a", FOR_LONG);
        documents.end(PART, "a", FOR_LONG);
        assertTrue(documents.find(LETTER, PART, "a").isEmpty());
        documents.put(LETTER, PART, "a", new Letter("two"));
        assertNotEquals(
                first.revision(),
                documents.find(LETTER, PART, "a").orElseThrow().revision());
    }

    @Test
    void documentsStandInTheOrderOfTheirKeys() {
        List.of("b1", "a", "b2", "c").forEach(key -> documents.put(LETTER, PART, key, new Letter(key)));
        assertEquals(
                List.of("a", "b1", "b2", "c"),
                documents.list(LETTER, PART).map(Document::key).toList());
        assertEquals(
                List.of("b1", "b2"),
                documents.list(LETTER, PART, "b").map(Document::key).toList());
        assertEquals(
                List.of("c", "b2"),
                documents.last(LETTER, PART, 2).stream().map(Document::key).toList());
    }

    @Test
    void whatCannotBeAKeyIsTheKeyOfNoDocument() {
        for (String key : List.of("", "with\0", "x".repeat(3_000), "\ud800")) {
            assertTrue(documents.find(LETTER, PART, key).isEmpty());
            documents.end(PART, key, FOR_LONG);
        }
    }

    @Test
    void whatIsTooLargeIsRefusedAsThat() {
        documents.put(LETTER, PART, "large", new Letter("x".repeat(390_000)));
        assertThrows(
                TooLarge.class,
                () -> documents.put(LETTER, PART, "too-large", new Letter("x".repeat(Door.LARGEST_ITEM))));
    }

    @Test
    void aNewerReleaseMayAddMembersAndRaiseTheFormat() {
        put("{\"format\":1,\"content\":{\"text\":\"one\",\"more\":{\"a\":[1]}},\"further\":[2]}");
        assertEquals(
                new Letter("one"),
                documents.find(LETTER, PART, "newer").orElseThrow().content());
        put("{\"format\":2,\"content\":{\"words\":\"one\"}}");
        assertThrows(NewerFormat.class, () -> documents.find(LETTER, PART, "newer"));
    }

    private void put(String body) {
        Place place = new Place(Table.OPERATIONS, PART, "newer");
        door.write(List.of(new Write.Put(new Item(place, 1, body.getBytes(StandardCharsets.UTF_8)), Condition.ANY)));
    }

    @Test
    void itCountsToItsLimitHoweverManyCountAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Boolean>> counted = IntStream.range(0, 20)
                    .mapToObj(i ->
                            threads.submit(() -> documents.count("limit", "window", 7, Instant.MAX.minusSeconds(1))))
                    .toList();
            int allowed = 0;
            for (Future<Boolean> one : counted) {
                allowed += one.get() ? 1 : 0;
            }
            assertEquals(7, allowed);
            assertFalse(documents.count("limit", "window", 7, Instant.EPOCH));
            assertTrue(documents.count("limit", "another", 7, Instant.EPOCH));
        } finally {
            threads.shutdownNow();
        }
    }

    /** Of each a part of its own; on the engines that take longer there are fewer. */
    private LongStream seeds(int number) {
        return new Random().longs(engine == Engine.SQLITE ? number : Math.max(1, number / 6));
    }

    @Test
    void whatIsLostOnTheWayNeverLetsMoreThroughThanMayBe() {
        seeds(18).forEach(this::countsWithFaults);
    }

    private void countsWithFaults(long seed) {
        String limit = "limit " + seed;
        FaultyDoor faulty = new FaultyDoor(door, seed).busy(0.1).losing(0.4);
        Documents shaky = new Documents(faulty);
        assertEquals(
                5,
                IntStream.range(0, 8)
                        .filter(i -> shaky.count(limit, "window", 5, Instant.EPOCH.plusSeconds(1L << 35)))
                        .count());
        faulty.end();
        assertFalse(documents.count(limit, "window", 5, Instant.EPOCH.plusSeconds(1L << 35)));
    }

    /** A claim is what a message is sent by: whoever is told that it is his is the only one, and it stands there. */
    @Test
    void oneOfAllWhoClaimIsTold() {
        seeds(30).forEach(this::claimsWithFaults);
    }

    private void claimsWithFaults(long seed) {
        String part = PART + seed;
        Random random = new Random(seed);
        List<String> told = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            FaultyDoor faulty =
                    new FaultyDoor(door, random.nextLong()).busy(0.1).losing(0.4);
            if (new Documents(faulty)
                    .save(LETTER, part, "claim", new Letter("writer " + i), 0)
                    .isPresent()) {
                told.add("writer " + i);
            }
            faulty.end();
        }
        Letter stands = documents.find(LETTER, part, "claim").orElseThrow().content();
        assertEquals(List.of(stands.text()), told, "seed " + seed);
    }

    @Test
    void whatWasPutStandsAndWhatWasEndedIsGone() {
        seeds(30).forEach(this::putsAndEndsWithFaults);
    }

    private void putsAndEndsWithFaults(long seed) {
        String part = PART + seed;
        Random random = new Random(seed);
        FaultyDoor faulty = new FaultyDoor(door, seed).busy(0.1).losing(0.4);
        Documents shaky = new Documents(faulty);
        Optional<String> expected = Optional.empty();
        for (int i = 0; i < 12; i++) {
            if (random.nextInt(3) > 0) {
                shaky.put(LETTER, part, "one", new Letter("state " + i));
                expected = Optional.of("state " + i);
            } else {
                shaky.end(part, "one", FOR_LONG);
                expected = Optional.empty();
            }
            assertEquals(expected, documents.find(LETTER, part, "one").map(found -> found.content()
                    .text()));
        }
        faulty.end();
        assertEquals(expected, documents.find(LETTER, part, "one").map(found -> found.content()
                .text()));
    }
}
