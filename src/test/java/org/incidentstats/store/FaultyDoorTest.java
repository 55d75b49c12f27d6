package org.incidentstats.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the campaigns of faults trust: what a fault says happened is what happened. */
class FaultyDoorTest {

    private static final Range ALL = Range.of(Table.OPERATIONS, "part");
    private static final int MANY = 60;

    private Door door;

    @BeforeEach
    void open() {
        door = Doors.fresh();
    }

    @AfterEach
    void close() {
        door.close();
    }

    private static Write put(int number, Condition condition) {
        return new Write.Put(new Item(place(number), 1, new byte[] {(byte) number}), condition);
    }

    private static Place place(int number) {
        return new Place(Table.OPERATIONS, "part", "%03d".formatted(number));
    }

    private static void add(Door to, int number) {
        to.write(List.of(put(number, Condition.ABSENT)));
    }

    private boolean stands(int number) {
        return door.get(place(number)).isPresent();
    }

    @Test
    void passesOnWhatItIsAskedWhereNothingGoesWrong() {
        FaultyDoor sound = new FaultyDoor(door, 1);
        add(sound, 1);
        add(sound, 2);
        assertThrows(Door.Conflict.class, () -> add(sound, 1));
        assertEquals(
                List.of(place(1), place(2)),
                sound.range(ALL, 10).items().stream().map(Item::place).toList());
        assertEquals(Optional.of(place(1)), sound.get(place(1)).map(Item::place));
        assertEquals(1, sound.getAll(List.of(place(2))).size());
        assertEquals(1, sound.getUnchanging(List.of(place(2))).size());
        assertEquals(0, sound.injected());
    }

    @Test
    void nothingIsDoneWhereItIsBusy() {
        FaultyDoor busy = new FaultyDoor(door, 1).busy(1);
        assertThrows(Door.Busy.class, () -> add(busy, 1));
        assertThrows(Door.Busy.class, () -> busy.get(place(1)));
        assertThrows(Door.Busy.class, () -> busy.getAll(List.of(place(1))));
        assertThrows(Door.Busy.class, () -> busy.getUnchanging(List.of(place(1))));
        assertThrows(Door.Busy.class, () -> busy.range(ALL, 10));
        assertEquals(5, busy.injected());
        busy.end();
        assertEquals(List.of(), door.range(ALL, 10).items());
    }

    @Test
    void aLostAnswerIsOfAWriteThatWasDoneOrIsDoneLaterOrNever() {
        FaultyDoor losing = new FaultyDoor(door, 1).losing(1);
        List<Integer> atOnce = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            int number = i;
            assertThrows(Door.UnknownOutcome.class, () -> add(losing, number));
            if (stands(number)) {
                atOnce.add(number);
            }
        }
        List<Integer> soon = standing();
        losing.end();
        List<Integer> inTheEnd = standing();
        assertEquals(MANY, losing.injected());
        assertTrue(atOnce.size() > MANY / 6, "done at once: " + atOnce);
        assertTrue(soon.size() - atOnce.size() > MANY / 6, "done some operations later: " + soon);
        assertTrue(MANY - inTheEnd.size() > MANY / 6, "never done: " + inTheEnd);
        assertTrue(inTheEnd.containsAll(soon) && soon.containsAll(atOnce));
    }

    private List<Integer> standing() {
        return IntStream.range(0, MANY).filter(this::stands).boxed().toList();
    }

    @Test
    void aLateWriteIsNotDoneOverWhatCameBetween() {
        int tooLate = 0;
        for (int seed = 0; seed < MANY; seed++) {
            int number = seed;
            FaultyDoor losing = new FaultyDoor(door, seed).losing(1);
            assertThrows(Door.UnknownOutcome.class, () -> add(losing, number));
            if (!stands(number)) {
                byte[] between = {-1};
                door.write(List.of(new Write.Put(new Item(place(number), 7, between), Condition.ABSENT)));
                losing.end();
                assertEquals(7, door.get(place(number)).orElseThrow().revision());
                tooLate++;
            }
        }
        assertTrue(tooLate > MANY / 3, "hardly any was late: " + tooLate);
    }

    @Test
    void aProcessDiesBeforeAWriteOrAfterIt() {
        int after = 0;
        int before = 0;
        for (int seed = 0; seed < MANY; seed++) {
            int number = seed;
            FaultyDoor dying = new FaultyDoor(door, seed).dying(0.5);
            try {
                add(dying, number);
                assertTrue(stands(number), "what was acknowledged was done");
            } catch (FaultyDoor.Death e) {
                after += stands(number) ? 1 : 0;
                before += stands(number) ? 0 : 1;
            }
        }
        assertTrue(after > MANY / 10 && before > MANY / 10, "after %d, before %d".formatted(after, before));
    }

    @Test
    void aRangeShowsSomeItemsOfAWriteThatIsUnderWayAndAllOnceItIsAcknowledged() {
        add(door, 0);
        FaultyDoor hiding = new FaultyDoor(door, 1).hiding(0.5);
        AtomicReference<Page> meanwhile = new AtomicReference<>();
        hiding.meanwhile(() -> meanwhile.set(hiding.range(ALL, Door.LARGEST_PAGE)));
        hiding.write(IntStream.range(1, 40)
                .mapToObj(number -> put(number, Condition.ABSENT))
                .toList());
        List<Place> seen = meanwhile.get().items().stream().map(Item::place).toList();
        assertTrue(seen.contains(place(0)), "what was there before is not hidden");
        assertTrue(seen.size() > 5 && seen.size() < 35, "seen meanwhile: " + seen.size());
        assertEquals(Optional.empty(), meanwhile.get().next());
        assertEquals(40, hiding.range(ALL, Door.LARGEST_PAGE).items().size());
    }

    @Test
    void theSameSeedMakesTheSameFaults() {
        assertEquals(story(5), story(5));
        assertTrue(IntStream.range(6, 12).anyMatch(seed -> !story(seed).equals(story(5))));
    }

    private static List<String> story(int seed) {
        List<String> story = new ArrayList<>();
        try (Door own = Doors.fresh()) {
            FaultyDoor faulty = new FaultyDoor(own, seed).busy(0.2).losing(0.2).dying(0.2);
            for (int i = 0; i < MANY; i++) {
                try {
                    add(faulty, i);
                    story.add("done");
                } catch (Door.Failure | FaultyDoor.Death e) {
                    story.add(e.getMessage());
                }
            }
            own.range(ALL, MANY).items().forEach(item -> story.add(item.place().key()));
        }
        return story;
    }
}
