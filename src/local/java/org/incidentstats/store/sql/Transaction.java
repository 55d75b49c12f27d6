package org.incidentstats.store.sql;

import java.sql.BatchUpdateException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.incidentstats.store.Condition;
import org.incidentstats.store.Door.Conflict;
import org.incidentstats.store.Door.UnknownOutcome;
import org.incidentstats.store.Item;
import org.incidentstats.store.Place;
import org.incidentstats.store.Table;
import org.incidentstats.store.Write;

/** Writes that are done together: their conditions are looked at, and what they say is done, while no other comes between. */
record Transaction(Dialect dialect) {

    /**
     * @throws SQLException   if nothing was done
     * @throws Conflict       if a condition was not met
     * @throws UnknownOutcome if the answer to the commit was lost
     */
    void run(Session session, List<Write> writes) throws SQLException {
        try {
            dialect.begin(session, writes);
            check(session, writes);
            apply(session, writes);
        } catch (SQLException | RuntimeException | Error e) {
            undo(session, e);
            throw e;
        }
        try {
            dialect.commit(session);
        } catch (SQLException e) {
            if (dialect.cause(e) == Dialect.Cause.BUSY) {
                undo(session, e);
                throw e;
            }
            throw new UnknownOutcome("Whether it was written is not known: " + dialect.describe(e), e);
        }
    }

    private void undo(Session session, Throwable cause) {
        try {
            dialect.rollback(session);
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private static void check(Session session, List<Write> writes) throws SQLException {
        Map<Place, Long> revisions = new HashMap<>();
        List<Place> conditional = writes.stream()
                .filter(write -> !(write.condition() instanceof Condition.Any))
                .map(Write::place)
                .toList();
        for (Map.Entry<Table, List<Place>> entry : Places.byTable(conditional).entrySet()) {
            for (List<Place> bundle : Places.bundles(entry.getValue())) {
                try (ResultSet result = Places.at(session, SqlText.revisions(entry.getKey(), bundle.size()), bundle)) {
                    while (result.next()) {
                        revisions.put(
                                new Place(entry.getKey(), result.getString(1), result.getString(2)), result.getLong(3));
                    }
                }
            }
        }
        for (Write write : writes) {
            if (!write.condition().isMetBy(Optional.ofNullable(revisions.get(write.place())))) {
                throw new Conflict(write.place());
            }
        }
    }

    /** Statements of one text go to the database together: one way there and back, not one for each. */
    private static void apply(Session session, List<Write> writes) throws SQLException {
        Map<String, List<Write>> byText = writes.stream()
                .filter(write -> !(write instanceof Write.Check))
                .collect(Collectors.groupingBy(Transaction::text, LinkedHashMap::new, Collectors.toList()));
        for (Map.Entry<String, List<Write>> entry : byText.entrySet()) {
            PreparedStatement statement = session.prepared(entry.getKey());
            try {
                for (Write write : entry.getValue()) {
                    statement.setString(1, write.place().part());
                    statement.setString(2, write.place().key());
                    if (write instanceof Write.Put put) {
                        content(statement, put.item());
                    }
                    statement.addBatch();
                }
                statement.executeBatch();
            } catch (BatchUpdateException e) {
                throw e.getCause() instanceof SQLException cause ? cause : e;
            } finally {
                statement.clearBatch();
            }
        }
    }

    private static String text(Write write) {
        Table table = write.place().table();
        return write instanceof Write.Put ? SqlText.put(table) : SqlText.delete(table);
    }

    private static void content(PreparedStatement statement, Item item) throws SQLException {
        statement.setLong(3, item.revision());
        if (item.expires().isPresent()) {
            statement.setLong(4, item.expires().get().getEpochSecond());
        } else {
            statement.setNull(4, Types.BIGINT);
        }
        statement.setBytes(5, item.body());
    }
}
