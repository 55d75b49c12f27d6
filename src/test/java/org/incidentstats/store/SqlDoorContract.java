package org.incidentstats.store;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the engines promise that speak SQL. */
abstract class SqlDoorContract extends DoorContract {

    /** Another door to the same database, as another process has one. */
    abstract Door another();

    @Test
    void tellsThatSomethingWasWritten() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        try (AutoCloseable listening = door().onChange(told::countDown)) {
            door().write(List.of(put(place("change"), 1, Condition.ANY)));
            assertTrue(told.await(30, TimeUnit.SECONDS));
        }
    }

    @Test
    void showsWhatAnotherDoorWroteAtOnce() {
        try (Door other = another()) {
            for (int i = 1; i <= 20; i++) {
                other.write(List.of(put(place("theirs"), i, Condition.ANY)));
                assertEquals(i, door().get(place("theirs")).orElseThrow().revision());
            }
        }
    }
}
