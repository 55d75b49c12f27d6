package org.incidentstats.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.incidentstats.store.Door.Conflict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What every engine promises. */
@Timeout(120)
public abstract class DoorContract {

    private final String part = UUID.randomUUID().toString();

    /** The door of the engine, open for all tests of the class. */
    protected abstract Door door();

    protected Place place(String key) {
        return new Place(Table.OPERATIONS, part, key);
    }

    static Item item(Place place, long revision) {
        return new Item(place, revision, ("body " + revision).getBytes(StandardCharsets.UTF_8));
    }

    static Write put(Place place, long revision, Condition condition) {
        return new Write.Put(item(place, revision), condition);
    }

    @Test
    void doesWhatASortedMapDoes() {
        for (long seed = 0; seed < 8; seed++) {
            new RandomOperations(door(), seed).run(150);
        }
    }

    @Test
    void keepsWhatWasPut() {
        byte[] body = new byte[70_000];
        new Random(1).nextBytes(body);
        Instant expires = Instant.ofEpochSecond(4_000_000_000L);
        for (Table table : Table.values()) {
            Place place = new Place(table, part, "kept 😀 'quoted\" \\ % _");
            door().write(List.of(
                    new Write.Put(new Item(place, Long.MAX_VALUE, body, Optional.of(expires)), Condition.ABSENT)));
            Item kept = door().get(place).orElseThrow();
            assertEquals(place, kept.place());
            assertEquals(Long.MAX_VALUE, kept.revision());
            assertArrayEquals(body, kept.body());
            assertEquals(Optional.of(expires), kept.expires());
        }
        door().write(List.of(put(place("without end"), 1, Condition.ANY)));
        assertEquals(
                Optional.empty(), door().get(place("without end")).orElseThrow().expires());
        door().write(List.of(new Write.Put(new Item(place("empty"), 1, new byte[0]), Condition.ANY)));
        assertEquals(0, door().get(place("empty")).orElseThrow().body().length);
    }

    @Test
    void doesAllWritesOrNoneAndNamesTheFirstPlaceInTheWay() {
        door().write(List.of(put(place("a"), 3, Condition.ABSENT), put(place("b"), 5, Condition.ABSENT)));
        Conflict conflict = assertThrows(Conflict.class, () -> door().write(List.of(
                put(place("c"), 1, Condition.ABSENT),
                put(place("b"), 6, Condition.revision(5)),
                new Write.Delete(place("a"), Condition.revision(2)),
                new Write.Check(place("d"), Condition.revision(1)))));
        assertEquals(place("a"), conflict.place());
        assertEquals(Optional.empty(), door().get(place("c")));
        assertEquals(5, door().get(place("b")).orElseThrow().revision());
        assertEquals(3, door().get(place("a")).orElseThrow().revision());
    }

    @Test
    void holdsEachConditionOfEachKindOfWrite() {
        Place there = place("there");
        Place missing = place("missing");
        door().write(List.of(put(there, 7, Condition.ANY)));
        List<Write> met = List.of(
                new Write.Check(there, Condition.revision(7)),
                new Write.Check(there, Condition.ANY),
                new Write.Check(missing, Condition.ABSENT),
                new Write.Check(missing, Condition.ANY),
                new Write.Delete(missing, Condition.ABSENT),
                new Write.Delete(missing, Condition.ANY),
                put(there, 7, Condition.revision(7)),
                put(there, 7, Condition.ANY));
        List<Write> unmet = List.of(
                new Write.Check(there, Condition.revision(6)),
                new Write.Check(there, Condition.ABSENT),
                new Write.Check(missing, Condition.revision(7)),
                new Write.Delete(there, Condition.ABSENT),
                new Write.Delete(there, Condition.revision(8)),
                new Write.Delete(missing, Condition.revision(1)),
                put(there, 8, Condition.ABSENT),
                put(there, 8, Condition.revision(1)),
                put(missing, 1, Condition.revision(1)));
        for (Write beside :
                List.of(put(place("beside"), 1, Condition.ANY), new Write.Check(place("x"), Condition.ANY))) {
            for (Write write : met) {
                door().write(List.of(write));
                door().write(List.of(beside, write));
            }
            for (Write write : unmet) {
                assertEquals(
                        write.place(),
                        assertThrows(Conflict.class, () -> door().write(List.of(write)), write::toString)
                                .place());
                assertThrows(Conflict.class, () -> door().write(List.of(beside, write)), write::toString);
            }
        }
        assertEquals(7, door().get(there).orElseThrow().revision());
        assertEquals(Optional.empty(), door().get(missing));
        door().write(List.of(new Write.Delete(there, Condition.revision(7))));
        assertEquals(Optional.empty(), door().get(there));
        door().write(List.of());
    }

    @Test
    void writesAHundredTogetherAndNotOneMore() {
        List<Write> hundred = IntStream.range(0, 100)
                .<Write>mapToObj(i -> put(place("n" + i), 1, Condition.ABSENT))
                .toList();
        door().write(hundred);
        assertEquals(
                100, door().all(Range.startingWith(Table.OPERATIONS, part, "n")).count());
        List<Write> more = new ArrayList<>(hundred);
        more.add(put(place("one more"), 1, Condition.ANY));
        assertThrows(IllegalArgumentException.class, () -> door().write(more));
        assertThrows(IllegalArgumentException.class, () -> door().write(List.of(
                put(place("twice"), 1, Condition.ANY), new Write.Check(place("twice"), Condition.ANY))));
    }

    @Test
    void writesFourMillionBytesTogetherAndNotOneMore() {
        List<Write> writes = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            writes.add(sized("large" + i, Door.LARGEST_ITEM));
        }
        door().write(writes);
        assertEquals(
                10, door().getAll(writes.stream().map(Write::place).toList()).size());
        writes.set(9, sized("large9", Door.LARGEST_ITEM - Door.OVERHEAD - part.length() - 1));
        writes.add(new Write.Check(place("xy"), Condition.ABSENT));
        assertThrows(IllegalArgumentException.class, () -> door().write(writes));
        writes.set(10, new Write.Check(place("x"), Condition.ABSENT));
        door().write(writes);
    }

    @Test
    void takesAnItemOf400000BytesAndNotOneMore() {
        door().write(List.of(sized("largest", Door.LARGEST_ITEM)));
        assertThrows(
                IllegalArgumentException.class, () -> door().write(List.of(sized("too large", Door.LARGEST_ITEM + 1))));
    }

    private Write sized(String key, int bytes) {
        byte[] body = new byte[bytes - Door.OVERHEAD - part.length() - key.length()];
        new Random(bytes).nextBytes(body);
        return new Write.Put(new Item(place(key), 1, body), Condition.ANY);
    }

    @Test
    void takesTheLongestPartsAndKeys() {
        // Letters at random: an index could make repeated ones fit
        Random random = new Random(2);
        for (int[] bytes : new int[][] {{Place.LONGEST_PART, 452}, {1_476, Place.LONGEST_KEY}}) {
            Place longest = new Place(Table.EVENTS, letters(random, bytes[0]), letters(random, bytes[1]));
            door().write(List.of(put(longest, 1, Condition.ABSENT)));
            assertEquals(longest, door().get(longest).orElseThrow().place());
            assertEquals(
                    List.of(longest),
                    door().all(Range.of(Table.EVENTS, longest.part()).from(longest.key()))
                            .map(Item::place)
                            .toList());
            assertThrows(
                    IllegalArgumentException.class, () -> new Place(Table.EVENTS, longest.part(), longest.key() + "x"));
        }
        assertFalse(Place.isPossible("a", "b\0"));
        assertFalse(Place.isPossible("\0", "b"));
        assertFalse(Place.isPossible("", "b"));
        assertFalse(Place.isPossible("a", ""));
        assertFalse(Place.isPossible("a", "\ud83d"));
        assertFalse(Place.isPossible("a", "x".repeat(Place.LONGEST_KEY + 1)));
        assertTrue(Place.isPossible("a", "é".repeat(Place.LONGEST_KEY / 2)));
        assertFalse(Place.isPossible("a", "é".repeat(Place.LONGEST_KEY / 2) + "x"));
    }

    private static String letters(Random random, int length) {
        return random.ints(length, ' ' + 1, 127)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void ordersKeysByTheirBytesInUtf8() {
        List<String> ordered = List.of(
                "A",
                "Z",
                "a",
                "a ",
                "a!",
                "aa",
                "b",
                "\u007f",
                "\u0080",
                "é",
                "\u07ff",
                "\u0800",
                "\ud7ff",
                "\ue000",
                "\uffff",
                "😀",
                "\udbff\udfff");
        List<String> shuffled = new ArrayList<>(ordered);
        Collections.shuffle(shuffled, new Random(3));
        shuffled.forEach(key -> door().write(List.of(put(place(key), 1, Condition.ABSENT))));
        Range whole = Range.of(Table.OPERATIONS, part);
        assertEquals(ordered, keys(door().all(whole)));
        List<String> backwards = new ArrayList<>(ordered);
        Collections.reverse(backwards);
        assertEquals(backwards, keys(door().all(whole.backwards())));
        assertEquals(
                List.of("\ue000", "\uffff"),
                keys(door().all(whole.from("\ud7ff!").to("😀"))));
        assertEquals(List.of("a", "a ", "a!", "aa"), keys(door().all(Range.startingWith(Table.OPERATIONS, part, "a"))));
    }

    @Test
    void findsSupplementaryCharactersBehindAPrefix() {
        List<String> keys = List.of("p", "p\uffff", "p😀", "p\udbff\udfff", "p\udbff\udfff\udbff\udfff");
        keys.forEach(key -> door().write(List.of(put(place(key), 1, Condition.ABSENT))));
        door().write(List.of(put(place("q"), 1, Condition.ABSENT)));
        assertEquals(keys, keys(door().all(Range.startingWith(Table.OPERATIONS, part, "p"))));
        assertEquals(keys.subList(3, 5), keys(door().all(Range.startingWith(Table.OPERATIONS, part, "p\udbff\udfff"))));
    }

    private static List<String> keys(Stream<Item> items) {
        return items.map(item -> item.place().key()).toList();
    }

    @Test
    void goesThroughAPartPageByPage() {
        List<String> keys = IntStream.range(0, 250).mapToObj("%03d"::formatted).toList();
        for (int start = 0; start < keys.size(); start += 50) {
            door().write(keys.subList(start, start + 50).stream()
                    .map(key -> put(place(key), 1, Condition.ABSENT))
                    .toList());
        }
        for (int limit : List.of(7, 50, 250, 1_000)) {
            List<String> seen = new ArrayList<>();
            Range range = Range.of(Table.OPERATIONS, part);
            Optional<String> next;
            do {
                Page page = door().range(range, limit);
                assertTrue(page.items().size() <= limit);
                page.items().forEach(item -> seen.add(item.place().key()));
                next = page.next();
                range = next.isPresent() ? range.after(next.get()) : range;
            } while (next.isPresent());
            assertEquals(keys, seen);
        }
        Range outside = Range.of(Table.OPERATIONS, part).from("100").to("110");
        assertEquals(keys.subList(100, 110), keys(door().all(outside.after("000"))));
        assertEquals(List.of(), keys(door().all(outside.after("110"))));
        assertEquals(List.of(), keys(door().all(outside.backwards().after("100"))));
        assertEquals(List.of("100"), keys(door().all(outside.backwards().after("101"))));
        assertEquals(10, door().all(outside.backwards().after("200")).count());
        assertEquals(List.of(), keys(door().all(outside.from("110").to("100"))));
        assertEquals(List.of(), keys(door().all(outside.from("100").to("100"))));
        assertThrows(IllegalArgumentException.class, () -> door().range(outside, 0));
        assertThrows(IllegalArgumentException.class, () -> door().range(outside, Door.LARGEST_PAGE + 1));
    }

    @Test
    void goesThroughLargeItemsInPagesThatMemoryHolds() {
        for (int i = 0; i < 10; i++) {
            door().write(List.of(sized("large" + i, Door.LARGEST_ITEM)));
        }
        Page page = door().range(Range.of(Table.OPERATIONS, part), 1_000);
        assertTrue(page.items().size() <= 4);
        assertTrue(page.next().isPresent());
        assertEquals(10, door().all(Range.of(Table.OPERATIONS, part)).count());
        assertEquals(
                10, door().all(Range.of(Table.OPERATIONS, part).backwards()).count());
    }

    @Test
    void findsHundredsOfPlacesEachOnce() {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < 320; i++) {
            places.add(new Place(Table.values()[i % 3], part, "k" + i));
        }
        for (int start = 0; start < 320; start += 80) {
            door().write(places.subList(start, start + 80).stream()
                    .map(place -> put(place, 1, Condition.ABSENT))
                    .toList());
        }
        List<Place> asked = new ArrayList<>(places);
        asked.addAll(places.subList(0, 200));
        IntStream.range(0, 50).forEach(i -> asked.add(place("missing" + i)));
        Collections.shuffle(asked, new Random(4));
        for (List<Item> found : List.of(door().getAll(asked), door().getUnchanging(asked))) {
            assertEquals(320, found.size());
            assertEquals(
                    new HashSet<>(places),
                    new HashSet<>(found.stream().map(Item::place).toList()));
        }
        assertEquals(List.of(), door().getAll(List.of()));
    }

    @Test
    void losesNoIncrementOfManyWriters() {
        Place counter = place("counter");
        AtomicInteger done = new AtomicInteger();
        together(6, writer -> {
            for (int i = 0; i < 20; i++) {
                while (!incremented(counter)) {
                    Thread.onSpinWait();
                }
                done.incrementAndGet();
            }
        });
        assertEquals(120, done.get());
        assertEquals(120, door().get(counter).orElseThrow().revision());
    }

    private boolean incremented(Place counter) {
        long revision = door().get(counter).map(Item::revision).orElse(0L);
        return isWritten(List.of(
                put(counter, revision + 1, revision == 0 ? Condition.ABSENT : Condition.revision(revision)),
                put(place("trace" + (revision + 1)), 1, Condition.ABSENT)));
    }

    private boolean isWritten(List<Write> writes) {
        try {
            door().write(writes);
            return true;
        } catch (Conflict | Door.Busy e) {
            return false;
        }
    }

    @Test
    void letsOneOfManyMakeAnItem() {
        for (int round = 0; round < 10; round++) {
            Place place = place("first" + round);
            AtomicInteger winners = new AtomicInteger();
            together(6, writer -> {
                if (isWritten(List.of(put(place, writer + 1, Condition.ABSENT)))) {
                    winners.incrementAndGet();
                }
            });
            assertTrue(winners.get() <= 1);
            if (winners.get() == 0) {
                assertTrue(isWritten(List.of(put(place, 1, Condition.ABSENT))));
            }
        }
    }

    /** Each of two checks what the other writes: at most one may be done. */
    @Test
    void neverDoesTwoWritesThatEachCheckWhatTheOtherChanges() {
        for (int round = 0; round < 60; round++) {
            Place one = place("one" + round);
            Place two = place("two" + round);
            boolean absent = round % 3 == 0;
            if (!absent) {
                door().write(List.of(put(one, 1, Condition.ABSENT), put(two, 1, Condition.ABSENT)));
            }
            Condition before = absent ? Condition.ABSENT : Condition.revision(1);
            boolean deleting = round % 3 == 1;
            AtomicInteger done = new AtomicInteger();
            together(2, writer -> {
                Place own = writer == 0 ? one : two;
                Write change = deleting ? new Write.Delete(own, before) : put(own, 2, before);
                Write check = new Write.Check(writer == 0 ? two : one, before);
                if (isWritten(writer == 0 ? List.of(check, change) : List.of(change, check))) {
                    done.incrementAndGet();
                }
            });
            assertTrue(done.get() <= 1, "round " + round);
        }
    }

    @Test
    void showsAReaderAllThatWasWrittenBefore() {
        Place newest = place("newest");
        together(3, reader -> {
            for (int i = 1; i <= 40; i++) {
                if (reader == 0) {
                    door().write(List.of(
                            put(newest, i, Condition.ANY), put(place("row%03d".formatted(i)), 1, Condition.ANY)));
                    assertEquals(i, door().get(newest).orElseThrow().revision());
                    assertEquals(
                            i,
                            door().all(Range.startingWith(Table.OPERATIONS, part, "row"))
                                    .count());
                } else {
                    long seen = door().get(newest).map(Item::revision).orElse(0L);
                    assertTrue(door().all(Range.startingWith(Table.OPERATIONS, part, "row"))
                                    .count()
                            >= seen);
                }
            }
        });
    }

    interface Writer {
        void run(int number) throws Exception;
    }

    static void together(int writers, Writer writer) {
        CountDownLatch start = new CountDownLatch(1);
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = IntStream.range(0, writers)
                .mapToObj(number -> new Thread(() -> {
                    try {
                        start.await();
                        writer.run(number);
                    } catch (Throwable e) {
                        failures.add(e);
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        start.countDown();
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        assertEquals(List.of(), failures);
    }

    @Test
    void tellsWhatReadsCost() {
        door().write(List.of(sized("5 KB", 5_000), sized("9 KB", 9_000)));
        DoubleAdder units = new DoubleAdder();
        AtomicInteger requests = new AtomicInteger();
        Door measured = door().measuredBy((cost, asked) -> {
            units.add(cost);
            requests.addAndGet(asked);
        });
        measured.get(place("5 KB"));
        assertEquals(2, units.sumThenReset());
        measured.get(place("missing"));
        assertEquals(1, units.sumThenReset());
        assertEquals(2, requests.getAndSet(0));
        measured.getAll(List.of(place("5 KB"), place("9 KB")));
        assertEquals(5, units.sumThenReset());
        assertEquals(1, requests.getAndSet(0));
        measured.getUnchanging(List.of(place("5 KB"), place("9 KB")));
        assertEquals(2.5, units.sumThenReset());
        measured.range(Range.of(Table.OPERATIONS, part), 10);
        assertEquals(4, units.sumThenReset());
    }
}
