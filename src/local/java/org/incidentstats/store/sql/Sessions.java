package org.incidentstats.store.sql;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.incidentstats.store.Door.Busy;
import org.incidentstats.store.Door.Conflict;
import org.incidentstats.store.Door.Unavailable;

/**
 * Sessions that are used in turn, opened when they are needed. A pool from a library would add a thread that looks
 * after it, and would not keep SQLite's prepared statements.
 */
final class Sessions implements AutoCloseable {

    /** What is done in a session. */
    interface Work<T> {
        T in(Session session) throws SQLException;
    }

    private final Dialect dialect;
    private final boolean writing;
    private final Duration patience;
    private final Semaphore free;
    private final Deque<Session> idle = new ArrayDeque<>();
    private boolean closed;

    /**
     * @param most     how many are open at a time
     * @param patience how long one waits for its turn
     */
    Sessions(Dialect dialect, boolean writing, int most, Duration patience) {
        this.dialect = dialect;
        this.writing = writing;
        this.patience = patience;
        this.free = new Semaphore(most, true);
    }

    /**
     * @throws Busy if all were in use for too long
     */
    <T> T with(Work<T> work) throws SQLException {
        awaitTurn();
        try {
            Session session = take();
            boolean sound = false;
            try {
                T result = work.in(session);
                sound = true;
                return result;
            } catch (Conflict e) {
                sound = true;
                throw e;
            } catch (SQLException e) {
                // A writer has undone what it began; a reader may be in the middle of a page
                sound = writing && dialect.cause(e) == Dialect.Cause.BUSY;
                throw e;
            } finally {
                giveBack(session, sound);
            }
        } finally {
            free.release();
        }
    }

    private void awaitTurn() {
        try {
            if (!free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Busy("Waited %d seconds for others of this process that %s"
                        .formatted(patience.toSeconds(), writing ? "write" : "read"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Busy("Interrupted while waiting for others of this process", e);
        }
    }

    private Session take() throws SQLException {
        synchronized (idle) {
            if (closed) {
                throw new Unavailable("The database was closed");
            }
            if (!idle.isEmpty()) {
                return idle.pop();
            }
        }
        return dialect.open(writing);
    }

    private void giveBack(Session session, boolean sound) {
        synchronized (idle) {
            if (sound && !closed) {
                idle.push(session);
                return;
            }
        }
        session.end();
    }

    /** Ends those that wait for work: where one connection is gone, the others probably are too. */
    void forgetIdle() {
        Deque<Session> ending;
        synchronized (idle) {
            ending = new ArrayDeque<>(idle);
            idle.clear();
        }
        ending.forEach(Session::end);
    }

    @Override
    public void close() {
        synchronized (idle) {
            closed = true;
        }
        forgetIdle();
    }
}
