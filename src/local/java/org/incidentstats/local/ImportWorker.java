package org.incidentstats.local;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.incidentstats.imports.ImportAccepted;
import org.incidentstats.imports.ImportStore;
import org.incidentstats.imports.Importer;
import org.incidentstats.imports.Uploads;
import org.jboss.logging.Logger;

import io.quarkus.runtime.StartupEvent;

/**
 * Runs imports on a thread of their own, one after the other, as a function does in AWS. What an earlier process left
 * unfinished goes on at start.
 */
@Singleton
final class ImportWorker {

    private static final Logger LOG = Logger.getLogger(ImportWorker.class);

    /** Files that no import has asked for in this time are left-overs. */
    private static final Duration LEFT_OVER = Duration.ofDays(2);

    private final Importer importer;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread worker = new Thread(work, "imports");
        worker.setDaemon(true);
        return worker;
    });
    private volatile boolean stopping;

    ImportWorker(Importer importer) {
        this.importer = importer;
    }

    void start(@Observes StartupEvent event, ImportStore imports, Uploads uploads, Clock clock) {
        List<String> unfinished = imports.unfinished();
        unfinished.forEach(this::run);
        Instant now = clock.instant();
        Instant before = now.minus(LEFT_OVER);
        try {
            imports.unnamed(before, now);
            uploads.clear(before, Set.copyOf(unfinished));
        } catch (IOException e) {
            LOG.warnf("Files of uploads that nobody needs are left: %s", e.getMessage());
        }
    }

    void accepted(@Observes ImportAccepted accepted) {
        run(accepted.job());
    }

    private void run(String job) {
        thread.execute(() -> {
            try {
                importer.run(job, () -> !stopping);
            } catch (RuntimeException | Error e) {
                LOG.errorf(e, "The import %s stopped; it goes on at the next start", job);
            }
        });
    }

    @PreDestroy
    void stop() throws InterruptedException {
        stopping = true;
        thread.shutdown();
        thread.awaitTermination(5, TimeUnit.SECONDS);
    }
}
