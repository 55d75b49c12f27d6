package org.incidentstats.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.incidentstats.store.Documents.Document;
import org.incidentstats.store.Documents.Kind;
import org.junit.jupiter.api.AfterEach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What documents promise to those who share them, on each engine. */
class DocumentsTest {

    private static final String PART = "letters";
    private static final Kind<Letter> LETTER = new Kind<>(Letter.class, 1);

    private static final Engines ENGINES = new Engines();

    private Door door;
    private Documents documents;

    private void on(Engine engine) {
        door = ENGINES.fresh(engine);
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

    @OnEachEngine
    void nobodyOverwritesWhatHeHasNotSeen(Engine engine) {
        on(engine);
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

    @OnEachEngine
    void aDocumentThatIsMadeAnewIsNotTheOneBefore(Engine engine) {
        on(engine);
        Document<Letter> first =
                documents.save(LETTER, PART, "a", new Letter("one"), 0).orElseThrow();
        documents.end(PART, "a", Instant.parse("2100-01-01T00:00:00Z"));
        documents.end(PART, "a", Instant.parse("2100-01-01T00:00:00Z"));
        assertTrue(documents.find(LETTER, PART, "a").isEmpty());
        documents.put(LETTER, PART, "a", new Letter("two"));
        assertNotEquals(
                first.revision(),
                documents.find(LETTER, PART, "a").orElseThrow().revision());
    }

    @OnEachEngine
    void documentsStandInTheOrderOfTheirKeys(Engine engine) {
        on(engine);
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

    @OnEachEngine
    void whatCannotBeAKeyIsTheKeyOfNoDocument(Engine engine) {
        on(engine);
        for (String key : List.of("", "with\0", "x".repeat(3_000), "\ud800")) {
            assertTrue(documents.find(LETTER, PART, key).isEmpty());
            documents.end(PART, key, Instant.parse("2100-01-01T00:00:00Z"));
        }
    }

    @OnEachEngine
    void whatIsTooLargeIsRefusedAsThat(Engine engine) {
        on(engine);
        documents.put(LETTER, PART, "large", new Letter("x".repeat(390_000)));
        assertThrows(
                TooLarge.class,
                () -> documents.put(LETTER, PART, "too-large", new Letter("x".repeat(Door.LARGEST_ITEM))));
    }

    @OnEachEngine
    void aNewerReleaseMayAddMembersAndRaiseTheFormat(Engine engine) {
        on(engine);
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

    @OnEachEngine
    void itCountsToItsLimitHoweverManyCountAtOnce(Engine engine) throws Exception {
        on(engine);
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
}
