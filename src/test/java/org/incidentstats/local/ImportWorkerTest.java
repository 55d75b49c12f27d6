package org.incidentstats.local;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.incidentstats.store.Door;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A database without time for an import does not stop it for good. */
class ImportWorkerTest {

    @Test
    void anImportThatFindsTheDatabaseBusyGoesOnAndHoldsUpNoOther() throws Exception {
        List<String> runs = new CopyOnWriteArrayList<>();
        CountDownLatch done = new CountDownLatch(2);
        ImportWorker worker = new ImportWorker(
                (job, goOn) -> {
                    runs.add(job);
                    if (job.equals("busy")
                            && runs.stream().filter("busy"::equals).count() < 3) {
                        throw new Door.Busy("for a test", null);
                    }
                    done.countDown();
                },
                Duration.ofMillis(50));
        try {
            worker.run("busy");
            worker.run("other");
            assertTrue(done.await(1, TimeUnit.MINUTES));
        } finally {
            worker.stop();
        }
        assertEquals(List.of("busy", "other", "busy", "busy"), runs);
    }

    @Test
    void whatTheDatabaseHasNothingToDoWithIsNotTriedAgain() throws Exception {
        List<String> runs = new CopyOnWriteArrayList<>();
        CountDownLatch done = new CountDownLatch(1);
        ImportWorker worker = new ImportWorker(
                (job, goOn) -> {
                    runs.add(job);
                    if (job.equals("broken")) {
                        throw new IllegalStateException("for a test");
                    }
                    done.countDown();
                },
                Duration.ZERO);
        try {
            worker.run("broken");
            worker.run("next");
            assertTrue(done.await(1, TimeUnit.MINUTES));
        } finally {
            worker.stop();
        }
        assertEquals(List.of("broken", "next"), runs);
    }
}
