package org.incidentstats.store.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

import org.incidentstats.store.Door.Busy;
import org.incidentstats.store.Door.Unavailable;
import org.incidentstats.store.Table;
import org.incidentstats.store.Write;
import org.jboss.logging.Logger;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * SQLite: one file, in which one writes at a time while others read. Several processes may share it, and other programs
 * may read, back up or lock it: a writer waits for them, and says so.
 */
final class Sqlite implements Dialect {

    /** The format of the tables, in the file's {@code user_version}. */
    private static final int VERSION = 1;

    /** Tells this application's files from others: "InSt". */
    private static final int APPLICATION = 0x496e5374;

    private static final int READERS = 8;
    private static final Logger LOG = Logger.getLogger(Sqlite.class);
    private static final Duration WORTH_TELLING = Duration.ofSeconds(1);

    private final Path file;
    private final Duration patience;
    private final Wakes wakes = new Wakes();

    /**
     * @param patience how long a writer waits for another program
     */
    Sqlite(Path file, Duration patience) {
        this.file = file;
        this.patience = patience;
    }

    /** Makes the tables, or sees that they are of this release. */
    void prepare() {
        try {
            Session session = new Session(connect(false));
            try {
                session.execute("begin immediate");
                createTables(session);
                session.execute("commit");
            } finally {
                session.end();
            }
        } catch (SQLException e) {
            if (cause(e) == Cause.BUSY) {
                throw new Busy(describe(e), e);
            }
            throw new Unavailable(describe(e), e);
        }
    }

    private void createTables(Session session) throws SQLException {
        int version = number(session, "pragma user_version");
        boolean empty = number(session, "select count(*) from sqlite_schema") == 0;
        if (!empty && number(session, "pragma application_id") != APPLICATION) {
            throw new Unavailable("%s is a file of another program".formatted(file));
        }
        if (version > VERSION) {
            throw new Unavailable("%s was written by a newer release: its format is %d, and this release knows %d"
                    .formatted(file, version, VERSION));
        }
        if (empty) {
            for (Table table : Table.values()) {
                String name = SqlText.name(table);
                session.execute("create table " + name + " (part text not null, key text not null,"
                        + " revision integer not null, expires integer, body blob not null,"
                        + " primary key (part, key)) without rowid");
                session.execute(
                        "create index %1$s_expires on %1$s (expires) where expires is not null".formatted(name));
            }
            session.execute("pragma application_id = " + APPLICATION);
            session.execute("pragma user_version = " + VERSION);
        }
    }

    private static int number(Session session, String query) throws SQLException {
        try (Statement statement = session.connection().createStatement();
                ResultSet result = statement.executeQuery(query)) {
            return result.getInt(1);
        }
    }

    private Connection connect(boolean readOnly) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setEncoding(SQLiteConfig.Encoding.UTF8);
        config.setBusyTimeout((int) patience.toMillis());
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        Connection connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
        if (readOnly) {
            // Not SQLite's own read-only mode, in which the last to close a file cannot tidy it up
            try (Statement statement = connection.createStatement()) {
                statement.execute("pragma query_only = on");
            }
        }
        return connection;
    }

    @Override
    public int readers() {
        return READERS;
    }

    @Override
    public int writers() {
        return 1;
    }

    @Override
    public Session open(boolean writing) throws SQLException {
        return new Session(connect(!writing));
    }

    @Override
    public void begin(Session session, List<Write> writes) throws SQLException {
        long start = System.nanoTime();
        session.prepared("begin immediate").execute();
        Duration waited = Duration.ofNanos(System.nanoTime() - start);
        if (waited.compareTo(WORTH_TELLING) > 0) {
            LOG.infof("Waited %d ms for another program that wrote to %s or had locked it", waited.toMillis(), file);
        }
    }

    @Override
    public void commit(Session session) throws SQLException {
        session.prepared("commit").execute();
    }

    @Override
    public void rollback(Session session) throws SQLException {
        session.prepared("rollback").execute();
    }

    @Override
    public Cause cause(SQLException failure) {
        int code = failure.getErrorCode() & 0xff;
        return code == SQLiteErrorCode.SQLITE_BUSY.code || code == SQLiteErrorCode.SQLITE_LOCKED.code
                ? Cause.BUSY
                : Cause.REFUSED;
    }

    @Override
    public String describe(SQLException failure) {
        if (cause(failure) == Cause.BUSY) {
            return "Waited %d seconds for another program that has locked %s".formatted(patience.toSeconds(), file);
        }
        String code = failure instanceof SQLiteException sqlite
                ? sqlite.getResultCode().name()
                : "no code";
        return "SQLite could not use %s: %s (%s)".formatted(file, failure.getMessage(), code);
    }

    /** What another process writes is not told. */
    @Override
    public void written() {
        wakes.changed();
    }

    @Override
    public AutoCloseable onChange(Runnable wake) {
        return wakes.add(wake);
    }
}
