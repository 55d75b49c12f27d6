package org.incidentstats.statistics.columns;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.incidentstats.store.Door;
import org.jboss.logging.Logger;

/**
 * Compacts in the background of a process that lives on. It is woken when something was written, waits until more of it
 * is together, and rests until the next time: where nothing is written, nothing happens.
 */
public final class CompactionWorker implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(CompactionWorker.class);

    private static final Duration GATHERING = Duration.ofSeconds(2);
    private static final Duration BUDGET = Duration.ofMinutes(5);

    private final Compaction compaction;
    private final AutoCloseable waking;
    private final AtomicBoolean awake = new AtomicBoolean();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(run -> {
        Thread one = new Thread(run, "compaction");
        one.setDaemon(true);
        return one;
    });

    public CompactionWorker(Door door, Compaction compaction) {
        this.compaction = compaction;
        this.waking = door.onChange(this::wake);
        // What an earlier process has left to do
        wake();
    }

    private void wake() {
        if (!thread.isShutdown() && awake.compareAndSet(false, true)) {
            var unused = thread.schedule(this::compact, GATHERING.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void compact() {
        awake.set(false);
        try {
            compaction.run(BUDGET);
        } catch (RuntimeException e) {
            LOG.warn("Columns could not be compacted; the next change tries again", e);
        }
    }

    @Override
    public void close() {
        try {
            waking.close();
        } catch (Exception e) {
            LOG.warn("The database was not told that nobody waits for changes", e);
        }
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(GATHERING.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.info("The compaction under way ends by itself");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
