package org.incidentstats.local;

import java.time.Duration;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.incidentstats.event.EventStore;
import org.incidentstats.statistics.Statistics;
import org.jboss.logging.Logger;

import io.quarkus.runtime.StartupEvent;

/**
 * Everything on one machine: puts the sample incidents on record, starts the pump that carries changes into the
 * statistics, and lets requests in when the statistics reflect the whole record.
 */
@Singleton
final class LocalEdition {

    private static final Logger LOG = Logger.getLogger(LocalEdition.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_AGAIN_MILLIS = 10;

    void start(
            @Observes StartupEvent event,
            LocalSettings settings,
            SampleData samples,
            ChangePump pump,
            EventStore events,
            Statistics statistics)
            throws InterruptedException {
        int loaded = settings.sampleData() ? samples.load() : 0;
        pump.start();
        long record = events.head().sequence();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (statistics.state().sequence() < record) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("The statistics have not caught up with the record's %d changes in %s"
                        .formatted(record, PATIENCE));
            }
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
        LOG.infof(
                "Local edition: %d sample incidents put on record, %d changes in all, data %s",
                loaded,
                record,
                settings.dataFolder()
                        .map(folder -> "in " + folder.toAbsolutePath())
                        .orElse("in memory"));
    }
}
