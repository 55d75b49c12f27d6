package org.incidentstats.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

import org.incidentstats.store.Documents.Kind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/** What documents promise where calls are refused, answers to writes are lost, and writes come late. */
class DocumentsFaultsTest {

    private static final String PART = "letters";
    private static final Kind<Letter> LETTER = new Kind<>(Letter.class, 1);
    private static final Instant LATER = Instant.EPOCH.plusSeconds(1L << 35);

    private static final Engines ENGINES = new Engines();

    @AfterAll
    static void stop() {
        System.out.println("Databases: " + ENGINES);
    }

    private record Letter(String text) {}

    private static FaultyDoor faulty(Door door, long seed) {
        return new FaultyDoor(door, seed).busy(0.1).losing(0.4);
    }

    @Test
    void whatIsLostOnTheWayNeverLetsMoreThroughThanMayBe() throws Exception {
        Campaign.of(20, run -> {
            try (Door door = ENGINES.fresh(run)) {
                FaultyDoor faulty = faulty(door, run);
                Documents shaky = new Documents(faulty);
                assertEquals(
                        5,
                        IntStream.range(0, 8)
                                .filter(i -> shaky.count("limit", "window", 5, LATER))
                                .count());
                faulty.end();
                assertFalse(new Documents(door).count("limit", "window", 5, LATER));
            }
        });
    }

    /** A claim is what a message is sent by: whoever is told that it is his is the only one, and it stands there. */
    @Test
    void oneOfAllWhoClaimIsTold() throws Exception {
        Campaign.of(60, run -> {
            try (Door door = ENGINES.fresh(run)) {
                Random random = new Random(run);
                List<String> told = new ArrayList<>();
                for (int i = 0; i < 6; i++) {
                    FaultyDoor faulty = faulty(door, random.nextLong());
                    if (new Documents(faulty)
                            .save(LETTER, PART, "claim", new Letter("writer " + i), 0)
                            .isPresent()) {
                        told.add("writer " + i);
                    }
                    faulty.end();
                }
                assertEquals(Optional.of(List.copyOf(told)), text(door, "claim").map(List::of));
            }
        });
    }

    @Test
    void whatWasPutStandsAndWhatWasEndedIsGone() throws Exception {
        Campaign.of(60, run -> {
            try (Door door = ENGINES.fresh(run)) {
                Random random = new Random(run);
                FaultyDoor faulty = faulty(door, run);
                Documents shaky = new Documents(faulty);
                Optional<String> expected = Optional.empty();
                for (int i = 0; i < 12; i++) {
                    if (random.nextInt(3) > 0) {
                        shaky.put(LETTER, PART, "one", new Letter("state " + i));
                        expected = Optional.of("state " + i);
                    } else {
                        shaky.end(PART, "one", Instant.parse("2100-01-01T00:00:00Z"));
                        expected = Optional.empty();
                    }
                    assertEquals(expected, text(door, "one"));
                }
                faulty.end();
                assertEquals(expected, text(door, "one"));
            }
        });
    }

    private static Optional<String> text(Door door, String key) {
        return new Documents(door).find(LETTER, PART, key).map(found -> found.content()
                .text());
    }
}
