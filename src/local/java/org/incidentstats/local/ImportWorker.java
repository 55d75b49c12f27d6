package org.incidentstats.local;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.incidentstats.imports.ImportAccepted;
import org.incidentstats.imports.ImportStore;
import org.incidentstats.imports.Importer;
import org.jboss.logging.Logger;

import io.quarkus.runtime.StartupEvent;

/**
 * Runs imports on a thread of their own, one after the other, as a function does in AWS. What an earlier process left
 * unfinished goes on at start.
 */
@Singleton
final class ImportWorker {

    private static final Logger LOG = Logger.getLogger(ImportWorker.class);

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

    void start(@Observes StartupEvent event, ImportStore imports) {
        imports.unfinished().forEach(this::run);
    }

    void accepted(@Observes ImportAccepted accepted) {
        run(accepted.job());
    }

    private void run(String job) {
        thread.execute(() -> {
            try {
                importer.run(job, () -> !stopping);
            } catch (RuntimeException e) {
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
