package org.incidentstats.store;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long a writer tries again: within a budget of time, after random waits that grow with each attempt. */
public final class Patience {

    /** Within the time that an HTTP client waits. */
    public static final Duration OF_A_REQUEST = Duration.ofSeconds(15);

    private static final int LONGEST_DOUBLING = 7;

    private final long end;
    private int attempts;

    /**
     * @param budget how long from now on
     */
    public Patience(Duration budget) {
        this.end = System.nanoTime() + budget.toNanos();
    }

    /**
     * Waits before another attempt.
     *
     * @throws Door.Failure the failure itself, if another attempt would be of no use or time is up
     */
    public void after(Door.Failure failure) {
        if (failure instanceof Door.Unavailable || System.nanoTime() - end >= 0) {
            throw failure;
        }
        pause(++attempts);
    }

    /** Writers who met part again: each waits a random time, longer after each meeting. */
    private static void pause(int attempt) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(1, 5L << Math.min(attempt, LONGEST_DOUBLING)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the database", e);
        }
    }
}
