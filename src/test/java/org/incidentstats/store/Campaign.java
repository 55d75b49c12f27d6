package org.incidentstats.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs of a test that differ in their number alone, from which all chance in them comes. Several are under way at once:
 * what is refused is tried again after a while, so most of their time is waiting.
 */
public final class Campaign {

    private static final int AT_ONCE = 8;

    private Campaign() {}

    /** One of the runs. */
    public interface Run {
        void run(int number) throws Exception;
    }

    /**
     * Makes the runs 1, 2, and so on.
     *
     * @param usual how many, if the system property {@code runs} says nothing else
     * @throws AssertionError that names the first run that failed
     */
    public static void of(int usual, Run run) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<?>> under = new ArrayList<>();
            for (int number = 1; number <= Integer.getInteger("runs", usual); number++) {
                int own = number;
                under.add(threads.submit(() -> {
                    run.run(own);
                    return null;
                }));
            }
            for (int number = 1; number <= under.size(); number++) {
                try {
                    under.get(number - 1).get();
                } catch (ExecutionException e) {
                    throw new AssertionError("Run %d: %s".formatted(number, e.getCause()), e.getCause());
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
