package org.incidentstats.store.sql;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

import org.incidentstats.store.Door.Unavailable;
import org.incidentstats.store.Table;
import org.incidentstats.store.Write;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * PostgreSQL. A transaction first locks the places that it writes or checks, in one order for all, by numbers that stand
 * for them: so what is not there can be locked too, and nobody is rolled back for another's sake. Each statement behind
 * the locks then sees all that was committed before them. That needs every writer to come through this class.
 */
final class Postgres implements Dialect {

    /** What changes are told by. */
    static final String CHANNEL = "incidentstats";

    /** The format of the tables, in the comment of the first. */
    private static final int VERSION = 1;

    private static final String FORMAT = "Format ";
    private static final int READERS = 8;
    private static final int WRITERS = 4;

    /** How many rows are fetched at once: a page is cut by its bytes, and may have a thousand large ones. */
    private static final int ROWS = 100;

    /** A process that stands still keeps others waiting for no longer. */
    private static final Duration IDLE = Duration.ofSeconds(30);

    private static final Duration ANSWER = Duration.ofSeconds(30);

    /** That two were in each other's way, or that the server has no room for a lock or a connection. */
    private static final Set<String> PASSING = Set.of("40001", "40P01", "55P03", "53200", "53300", "57014");

    /** That the server, or the way to it, went away; class 08 is that too. */
    private static final Set<String> GONE = Set.of("57P01", "57P02", "57P03", "57P05", "25P03");

    private static final String LOCK = "select pg_notify('" + CHANNEL + "', ''),"
            + " case when alone then pg_advisory_xact_lock(number) else pg_advisory_xact_lock_shared(number) end"
            + " from unnest(?::bigint[], ?::boolean[]) as places (number, alone)";

    /** Of the SQL standard: the client cannot establish the connection. */
    private static final String NO_ADDRESS = "08001";

    private final String url;
    private final String user;
    private final String password;
    private final Duration patience;
    private final Wakes wakes = new Wakes();
    private final PostgresListener listener = new PostgresListener(this, wakes);

    /**
     * @param patience how long a writer waits for others
     */
    Postgres(String url, String user, String password, Duration patience) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.patience = patience;
    }

    /** Makes the tables, or sees that they are of this release. */
    void prepare() {
        try (Connection connection = connect(ANSWER)) {
            connection.setAutoCommit(false);
            Session session = new Session(connection);
            String encoding = text(session, "show server_encoding");
            if (!encoding.equals("UTF8")) {
                throw new Unavailable("%s is encoded in %s, and takes text in UTF8 only if it was created so"
                        .formatted(place(), encoding));
            }
            // Several processes may start at once
            session.execute("select pg_advisory_xact_lock(hashtext('" + CHANNEL + "'))");
            createTables(session);
            connection.commit();
        } catch (SQLException e) {
            throw new Unavailable(describe(e), e);
        }
    }

    private void createTables(Session session) throws SQLException {
        String first = SqlText.name(Table.values()[0]);
        boolean there = text(session, "select to_regclass('" + first + "')") != null;
        if (there) {
            requireVersion(text(session, "select obj_description('" + first + "'::regclass)"));
            return;
        }
        for (Table table : Table.values()) {
            String name = SqlText.name(table);
            session.execute(
                    "create table " + name + " (part text collate \"C\" not null, key text collate \"C\" not null,"
                            + " revision bigint not null, expires bigint, body bytea not null, primary key (part, key))");
            session.execute("create index %1$s_expires on %1$s (expires) where expires is not null".formatted(name));
        }
        session.execute("comment on table " + first + " is '" + FORMAT + VERSION + "'");
    }

    private void requireVersion(String comment) {
        if (comment == null || !comment.matches(FORMAT + "\\d{1,9}")) {
            throw new Unavailable("The tables at %s are those of another program".formatted(place()));
        }
        int version = Integer.parseInt(comment.substring(FORMAT.length()));
        if (version > VERSION) {
            throw new Unavailable(
                    "The tables at %s were written by a newer release: their format is %d, and this release knows %d"
                            .formatted(place(), version, VERSION));
        }
    }

    private static String text(Session session, String query) throws SQLException {
        try (Statement statement = session.connection().createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getString(1);
        }
    }

    /**
     * @param answer how long the server may take for an answer; zero for any time
     */
    Connection connect(Duration answer) throws SQLException {
        Properties properties = new Properties();
        // Without, the address or the surroundings say who logs in
        if (!user.isEmpty()) {
            properties.put("user", user);
            properties.put("password", password);
        }
        PGProperty.APPLICATION_NAME.set(properties, CHANNEL);
        PGProperty.CONNECT_TIMEOUT.set(properties, 5);
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        PGProperty.SOCKET_TIMEOUT.set(properties, (int) answer.toSeconds());
        // DriverManager finds only drivers of the class loader that used it first
        Connection connection = new Driver().connect(url, properties);
        if (connection == null) {
            throw new SQLException("It is no address of PostgreSQL, which begin with jdbc:postgresql:", NO_ADDRESS);
        }
        try (Statement statement = connection.createStatement()) {
            // What is acknowledged is on disk, whatever the server is set to do by default
            statement.execute("select set_config('synchronous_commit', 'on', false)"
                    + " where current_setting('synchronous_commit') in ('off', 'local')");
            statement.execute("set lock_timeout = " + patience.toMillis());
            statement.execute("set idle_in_transaction_session_timeout = " + IDLE.toMillis());
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    @Override
    public int readers() {
        return READERS;
    }

    @Override
    public int writers() {
        return WRITERS;
    }

    @Override
    public Session open(boolean writing) throws SQLException {
        Connection connection = connect(ANSWER);
        // A later statement must see what was committed while an earlier one waited for a lock
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        connection.setReadOnly(!writing);
        connection.setAutoCommit(!writing);
        return new Session(connection);
    }

    @Override
    public void begin(Session session, List<Write> writes) throws SQLException {
        Map<Long, Boolean> locks = new TreeMap<>();
        for (Write write : writes) {
            locks.merge(number(write), !(write instanceof Write.Check), Boolean::logicalOr);
        }
        Array numbers =
                session.connection().createArrayOf("bigint", locks.keySet().toArray());
        Array alone =
                session.connection().createArrayOf("boolean", locks.values().toArray());
        PreparedStatement statement = session.prepared(LOCK);
        statement.setArray(1, numbers);
        statement.setArray(2, alone);
        statement.execute();
    }

    /** Two places of one number only wait for each other. */
    private static long number(Write write) {
        long number = write.place().table().ordinal();
        for (String text : List.of(write.place().part(), write.place().key())) {
            for (int i = 0; i < text.length(); i++) {
                number = (number ^ text.charAt(i)) * 0x100000001b3L;
            }
            number = (number ^ Character.MAX_VALUE) * 0x9e3779b97f4a7c15L;
        }
        return number;
    }

    @Override
    public void commit(Session session) throws SQLException {
        session.connection().commit();
    }

    @Override
    public void rollback(Session session) throws SQLException {
        session.connection().rollback();
    }

    @Override
    public void beginPage(Session session, PreparedStatement statement) throws SQLException {
        session.connection().setAutoCommit(false);
        statement.setFetchSize(ROWS);
    }

    @Override
    public void endPage(Session session) throws SQLException {
        session.connection().setAutoCommit(true);
    }

    @Override
    public Cause cause(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        if (PASSING.contains(state)) {
            return Cause.BUSY;
        }
        return state.startsWith("08") || GONE.contains(state) ? Cause.LOST : Cause.REFUSED;
    }

    @Override
    public String describe(SQLException failure) {
        return switch (cause(failure)) {
            case BUSY -> "PostgreSQL could not do it now: " + failure.getMessage();
            case LOST -> "PostgreSQL cannot be reached at %s: %s".formatted(place(), failure.getMessage());
            case REFUSED -> "PostgreSQL refused: %s (%s)".formatted(failure.getMessage(), failure.getSQLState());
        };
    }

    /** The address without what may be secret in it. */
    private String place() {
        return url.replaceFirst("\\?.*", "");
    }

    @Override
    public void written() {
        // The listener is told by the server, of what this process wrote too
    }

    @Override
    public AutoCloseable onChange(Runnable wake) {
        AutoCloseable own = wakes.add(wake);
        listener.start();
        return own;
    }

    @Override
    public void close() {
        listener.close();
    }
}
