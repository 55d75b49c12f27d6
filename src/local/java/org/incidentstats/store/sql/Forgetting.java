package org.incidentstats.store.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.incidentstats.store.Door;
import org.incidentstats.store.Table;
import org.jboss.logging.Logger;

/** Takes away what expired, as DynamoDB does by itself: now and then behind a write, a day late at the least. */
final class Forgetting {

    private static final Logger LOG = Logger.getLogger(Forgetting.class);
    private static final Duration EVERY = Duration.ofHours(1);
    private static final Duration LATE = Duration.ofDays(1);

    private final Dialect dialect;
    private final Clock clock;
    private final AtomicReference<Instant> due = new AtomicReference<>(Instant.MIN);

    Forgetting(Dialect dialect, Clock clock) {
        this.dialect = dialect;
        this.clock = clock;
    }

    /** Whoever has just written pays for it, once an hour. */
    void afterWrite(Sessions writers) {
        Instant now = clock.instant();
        Instant planned = due.get();
        if (now.isBefore(planned) || !due.compareAndSet(planned, now.plus(EVERY))) {
            return;
        }
        try {
            writers.with(session -> {
                forget(session, now.minus(LATE).getEpochSecond());
                return now;
            });
        } catch (SQLException | Door.Failure e) {
            LOG.infof("What expired is taken away later: %s", e.getMessage());
        }
    }

    private void forget(Session session, long before) throws SQLException {
        try {
            dialect.begin(session, List.of());
            for (Table table : Table.values()) {
                PreparedStatement statement = session.prepared(SqlText.forget(table));
                statement.setLong(1, before);
                statement.executeUpdate();
            }
            dialect.commit(session);
        } catch (SQLException e) {
            dialect.rollback(session);
            throw e;
        }
    }
}
