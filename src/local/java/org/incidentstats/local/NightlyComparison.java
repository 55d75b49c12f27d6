package org.incidentstats.local;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.incidentstats.statistics.columns.Rebuild;
import org.incidentstats.statistics.columns.RecordComparison;
import org.jboss.logging.Logger;

import io.quarkus.runtime.ShutdownEvent;

/**
 * Compares the columns with the record every night, as the scheduler does in AWS, and makes them anew where they differ.
 * Each process does, at a minute of its own: one goes on where another has ended.
 */
@Singleton
final class NightlyComparison {

    private static final Logger LOG = Logger.getLogger(NightlyComparison.class);
    private static final LocalTime EARLIEST = LocalTime.of(2, 0);
    private static final int MINUTES = 120;
    private static final Duration BUDGET = Duration.ofMinutes(15);
    private static final long LONGEST_STOP_SECONDS = 5;

    private final RecordComparison comparison;
    private final Rebuild rebuild;
    private final Measures measures;
    private final Clock clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread night = new Thread(work, "nightly-comparison");
        night.setDaemon(true);
        return night;
    });

    NightlyComparison(RecordComparison comparison, Rebuild rebuild, Measures measures, Clock clock) {
        this.comparison = comparison;
        this.rebuild = rebuild;
        this.measures = measures;
        this.clock = clock;
    }

    void start() {
        ZonedDateTime now = clock.instant().atZone(ZoneOffset.UTC);
        ZonedDateTime first = now.with(EARLIEST)
                .plusMinutes(ThreadLocalRandom.current().nextInt(MINUTES))
                .plusDays(1);
        var unused = thread.scheduleAtFixedRate(
                this::compare,
                Duration.between(now, first).toMinutes(),
                Duration.ofDays(1).toMinutes(),
                TimeUnit.MINUTES);
    }

    void compare() {
        try {
            RecordComparison.Report report = comparison.run(BUDGET);
            measures.differences(report.differences());
            if (report.differences() > 0) {
                LOG.errorf("The columns are not what the record says, and are made anew: %s", report);
                LOG.infof("The columns were made anew: %s", rebuild.run(BUDGET));
            }
        } catch (RuntimeException e) {
            LOG.error("The nightly comparison failed; the next night tries again", e);
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        thread.shutdownNow();
        thread.awaitTermination(LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
    }
}
