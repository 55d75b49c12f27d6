package org.incidentstats.local;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.incidentstats.imports.ImportAccepted;
import org.incidentstats.imports.ImportStore;
import org.incidentstats.imports.Importer;
import org.incidentstats.imports.Uploads;
import org.incidentstats.store.Door;
import org.jboss.logging.Logger;

import io.quarkus.runtime.StartupEvent;

/**
 * Runs imports on a thread of their own, one after the other, as a function does in AWS. What an earlier process left
 * unfinished goes on at start, and what the database was too busy for, or was not there for, a little later.
 */
@Singleton
final class ImportWorker {

    private static final Logger LOG = Logger.getLogger(ImportWorker.class);

    /** Files that no import has asked for in this time are left-overs. */
    private static final Duration LEFT_OVER = Duration.ofDays(2);

    /** When an import goes on for which the database had no time. */
    private static final Duration LATER = Duration.ofSeconds(10);

    private final BiConsumer<String, BooleanSupplier> importer;
    private final Duration later;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread worker = new Thread(work, "imports");
        worker.setDaemon(true);
        return worker;
    });
    private volatile boolean stopping;

    @Inject
    ImportWorker(Importer importer) {
        this(importer::run, LATER);
    }

    /** @param importer goes on with an import as long as it is told to */
    ImportWorker(BiConsumer<String, BooleanSupplier> importer, Duration later) {
        this.importer = importer;
        this.later = later;
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

    void run(String job) {
        thread.execute(() -> {
            try {
                importer.accept(job, () -> !stopping);
            } catch (Door.Failure e) {
                LOG.warnf("The import %s goes on in %d seconds: %s", job, later.toSeconds(), e.getMessage());
                goOnLater(job);
            } catch (RuntimeException | Error e) {
                LOG.errorf(e, "The import %s stopped; it goes on at the next start", job);
            }
        });
    }

    private void goOnLater(String job) {
        try {
            var unused = thread.schedule(() -> run(job), later.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // The process ends: then it goes on at the next start
        }
    }

    @PreDestroy
    void stop() throws InterruptedException {
        stopping = true;
        thread.shutdown();
        thread.awaitTermination(5, TimeUnit.SECONDS);
    }
}
