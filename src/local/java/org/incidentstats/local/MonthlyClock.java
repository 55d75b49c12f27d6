package org.incidentstats.local;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.incidentstats.subscription.MonthlyRun;
import org.jboss.logging.Logger;

import io.quarkus.runtime.ShutdownEvent;

/**
 * Looks now and then whether a brief is due, as the scheduler does in AWS. Several processes may: each message is claimed
 * before it is sent.
 */
@Singleton
final class MonthlyClock {

    private static final Logger LOG = Logger.getLogger(MonthlyClock.class);
    private static final long MINUTES = 10;
    private static final long LONGEST_RUN_SECONDS = 15;

    private final MonthlyRun run;
    private final Measures measures;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread clock = new Thread(work, "monthly-run");
        clock.setDaemon(true);
        return clock;
    });

    MonthlyClock(MonthlyRun run, Measures measures) {
        this.run = run;
        this.measures = measures;
    }

    void start() {
        var unused = thread.scheduleWithFixedDelay(this::look, 0, MINUTES, TimeUnit.MINUTES);
    }

    private void look() {
        try {
            measures.briefsDue(run.run(() -> true).size());
            measures.messages(run.states());
        } catch (RuntimeException e) {
            LOG.error("The monthly run failed; it is tried again", e);
        }
    }

    /** Ends after the run in hand, while the database is still there. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        thread.shutdown();
        thread.awaitTermination(LONGEST_RUN_SECONDS, TimeUnit.SECONDS);
    }
}
