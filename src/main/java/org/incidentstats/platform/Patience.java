package org.incidentstats.platform;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** How long a writer tries again: within a budget of time, after random waits that grow with each attempt. */
public final class Patience {

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
     * @throws SdkException the failure itself, if another attempt would be of no use or time is up
     */
    public void after(SdkException failure) {
        if (!passing(failure) || System.nanoTime() - end >= 0) {
            throw failure;
        }
        pause(++attempts);
    }

    /** Whether a failure may be gone next time: another writer was faster, or the database did not answer. */
    private static boolean passing(SdkException failure) {
        return failure instanceof TransactionCanceledException
                || !(failure instanceof AwsServiceException service)
                || service.isThrottlingException()
                || service.statusCode() >= 500
                || service.retryable();
    }

    /** Writers who met part again: each waits a random time, longer after each meeting. */
    public static void pause(int attempt) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(1, 5L << Math.min(attempt, LONGEST_DOUBLING)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the database", e);
        }
    }
}
