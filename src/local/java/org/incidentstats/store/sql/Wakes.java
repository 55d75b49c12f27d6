package org.incidentstats.store.sql;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jboss.logging.Logger;

/** Those who want to know that something was written: called one after the other, on a thread that ends when idle. */
final class Wakes {

    private static final Logger LOG = Logger.getLogger(Wakes.class);
    private static final int IDLE_SECONDS = 5;

    private final List<Runnable> all = new CopyOnWriteArrayList<>();
    private final AtomicBoolean due = new AtomicBoolean();
    private final Executor thread = thread();

    private static Executor thread() {
        ThreadPoolExecutor executor =
                new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "database-changes");
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    AutoCloseable add(Runnable wake) {
        all.add(wake);
        return () -> all.remove(wake);
    }

    /** Calls them soon; several changes may make one call. */
    void changed() {
        if (!all.isEmpty() && due.compareAndSet(false, true)) {
            thread.execute(this::call);
        }
    }

    private void call() {
        due.set(false);
        for (Runnable wake : all) {
            try {
                wake.run();
            } catch (RuntimeException e) {
                LOG.error("What follows a change failed; the next change calls it again", e);
            }
        }
    }
}
