package org.incidentstats.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Waits for PostgreSQL to tell of changes, on a connection and a thread of its own. */
final class PostgresListener implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(PostgresListener.class);
    private static final long LONGEST_PAUSE_MILLIS = 30_000;

    /** How long nothing may come before the listener asks whether the server is still there. */
    private static final int SILENCE_MILLIS = 60_000;

    private static final int ANSWER_SECONDS = 10;

    /** Of the SQL standard: the connection failed. */
    private static final String LOST = "08006";

    private final Postgres postgres;
    private final Wakes wakes;
    private @Nullable Thread thread;
    private @Nullable Connection connection;
    private boolean closed;

    PostgresListener(Postgres postgres, Wakes wakes) {
        this.postgres = postgres;
        this.wakes = wakes;
    }

    synchronized void start() {
        if (thread == null && !closed) {
            thread = new Thread(this::listen, "database-listener");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void listen() {
        long pause = 100;
        while (!isClosed()) {
            try (Connection own = postgres.connect(Duration.ZERO)) {
                if (!hold(own)) {
                    return;
                }
                try (Statement statement = own.createStatement()) {
                    statement.execute("listen " + Postgres.CHANNEL);
                }
                pause = 100;
                // Something may have been written while nobody listened
                wakes.changed();
                PGConnection listening = own.unwrap(PGConnection.class);
                while (!isClosed()) {
                    if (listening.getNotifications(SILENCE_MILLIS).length > 0) {
                        wakes.changed();
                    } else if (!own.isValid(ANSWER_SECONDS)) {
                        throw new SQLException("The server does not answer", LOST);
                    }
                }
            } catch (SQLException e) {
                if (!isClosed()) {
                    LOG.warnf("Changes by other processes are not told: %s", postgres.describe(e));
                    pause = waitFor(pause);
                }
            }
        }
    }

    private synchronized boolean hold(Connection own) {
        connection = own;
        return !closed;
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized long waitFor(long millis) {
        try {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
            for (long left = millis;
                    !closed && left > 0;
                    left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())) {
                wait(left);
            }
        } catch (InterruptedException e) {
            closed = true;
        }
        return Math.min(2 * millis, LONGEST_PAUSE_MILLIS);
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
        if (connection != null) {
            try {
                // Closing would wait for the answer that the thread waits for
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                LOG.debugf(e, "The connection of the listener was gone already");
            }
        }
    }
}
