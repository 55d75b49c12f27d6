package org.incidentstats.store.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

import org.incidentstats.store.Write;

/** In what the databases differ. */
sealed interface Dialect extends AutoCloseable permits Sqlite, Postgres {

    /** Why a statement was not done. */
    enum Cause {
        /** Another one was in the way; nothing is wrong with the session. */
        BUSY,
        /** The connection is gone; what it had begun is undone. */
        LOST,
        /** Another try changes nothing. */
        REFUSED
    }

    /** How many read at a time. */
    int readers();

    /** How many write at a time. */
    int writers();

    /** A new session, in a database that has the tables. */
    Session open(boolean writing) throws SQLException;

    /** Begins a transaction that no other can come between: what stands at these places stays until it ends. */
    void begin(Session session, List<Write> writes) throws SQLException;

    void commit(Session session) throws SQLException;

    void rollback(Session session) throws SQLException;

    Cause cause(SQLException failure);

    /** What is said of a failure, and where. */
    String describe(SQLException failure);

    /** Before a page is read, which may end before all its rows were fetched. */
    default void beginPage(Session session, PreparedStatement statement) throws SQLException {}

    default void endPage(Session session) throws SQLException {}

    /** After a transaction of this process. */
    void written();

    AutoCloseable onChange(Runnable wake);

    @Override
    default void close() {}
}
