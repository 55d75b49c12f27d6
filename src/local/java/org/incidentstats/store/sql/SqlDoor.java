package org.incidentstats.store.sql;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.incidentstats.store.Door;
import org.incidentstats.store.Item;
import org.incidentstats.store.Limits;
import org.incidentstats.store.Page;
import org.incidentstats.store.Patience;
import org.incidentstats.store.Place;
import org.incidentstats.store.Range;
import org.incidentstats.store.Table;
import org.incidentstats.store.Write;

/** The door to a database that speaks SQL: a table of items for each of the three, and nothing else. */
public final class SqlDoor implements Door {

    /** How long one waits for others. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** How long one tries to reach a database that went away. */
    private static final Duration RECONNECTION = Duration.ofSeconds(5);

    /** Behind so many bytes a page ends, as in DynamoDB. */
    private static final int BYTES_OF_A_PAGE = 1_000_000;

    private final Dialect dialect;
    private final Transaction transaction;
    private final Sessions readers;
    private final Sessions writers;
    private final Forgetting forgetting;
    private final Meter meter;

    private SqlDoor(Dialect dialect, Sessions readers, Sessions writers, Forgetting forgetting, Meter meter) {
        this.dialect = dialect;
        this.transaction = new Transaction(dialect);
        this.readers = readers;
        this.writers = writers;
        this.forgetting = forgetting;
        this.meter = meter;
    }

    private SqlDoor(Dialect dialect, Duration patience) {
        this(
                dialect,
                new Sessions(dialect, false, dialect.readers(), patience),
                new Sessions(dialect, true, dialect.writers(), patience),
                new Forgetting(dialect, Clock.systemUTC()),
                (units, requests) -> {});
    }

    /**
     * A file of SQLite, made if there is none. Other processes may use it at the same time.
     *
     * @throws Unavailable if it is the file of another program or of a newer release, or cannot be used
     * @throws Busy        if another program has locked it
     */
    public static SqlDoor sqlite(Path file) {
        return sqlite(file, PATIENCE);
    }

    /**
     * @param patience how long one waits for others who use the file
     */
    public static SqlDoor sqlite(Path file, Duration patience) {
        Sqlite sqlite = new Sqlite(file, patience);
        sqlite.prepare();
        return new SqlDoor(sqlite, patience);
    }

    /**
     * A database of PostgreSQL, encoded in UTF-8, whose tables are made if there are none. Several processes may use it at
     * the same time; nothing else may write to its tables.
     *
     * @param url      {@code jdbc:postgresql://host:port/name}
     * @throws Unavailable if it cannot be reached, or its tables are of another program or of a newer release
     */
    public static SqlDoor postgresql(String url, String user, String password) {
        Postgres postgres = new Postgres(url, user, password, PATIENCE);
        postgres.prepare();
        return new SqlDoor(postgres, PATIENCE);
    }

    @Override
    public Optional<Item> get(Place place) {
        Optional<Item> item = read(session -> {
            PreparedStatement statement = session.prepared(SqlText.get(place.table()));
            statement.setString(1, place.part());
            statement.setString(2, place.key());
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? Optional.of(item(place.table(), result)) : Optional.empty();
            }
        });
        meter.read(Limits.units(item.map(Limits::bytes).orElse(0)), 1);
        return item;
    }

    @Override
    public List<Item> getAll(Collection<Place> places) {
        return getAll(places, 1);
    }

    @Override
    public List<Item> getUnchanging(Collection<Place> places) {
        return getAll(places, 0.5);
    }

    private List<Item> getAll(Collection<Place> places, double price) {
        List<Item> items = new ArrayList<>();
        for (Map.Entry<Table, List<Place>> entry : Places.byTable(places).entrySet()) {
            for (List<Place> bundle : Places.bundles(entry.getValue())) {
                List<Item> found = read(session -> {
                    List<Item> some = new ArrayList<>();
                    try (ResultSet result = Places.at(session, SqlText.getAll(entry.getKey(), bundle.size()), bundle)) {
                        while (result.next()) {
                            some.add(item(entry.getKey(), result));
                        }
                    }
                    return some;
                });
                items.addAll(found);
                meter.read(price * units(found, (int) bundle.stream().distinct().count()), 1);
            }
        }
        return items;
    }

    private static double units(List<Item> found, int asked) {
        return found.stream()
                        .mapToDouble(item -> Limits.units(Limits.bytes(item)))
                        .sum()
                + asked
                - found.size();
    }

    @Override
    public Page range(Range range, int limit) {
        Limits.check(limit);
        Page page = read(session -> {
            PreparedStatement statement = session.prepared(SqlText.range(range));
            int parameter = 1;
            statement.setString(parameter++, range.part());
            for (Optional<String> key : List.of(range.from(), range.to(), range.after())) {
                if (key.isPresent()) {
                    statement.setString(parameter++, key.get());
                }
            }
            statement.setInt(parameter, limit + 1);
            dialect.beginPage(session, statement);
            Page found;
            try (ResultSet result = statement.executeQuery()) {
                found = page(range.table(), result, limit);
            }
            dialect.endPage(session);
            return found;
        });
        meter.read(Limits.units(page.items().stream().mapToLong(Limits::bytes).sum()), 1);
        return page;
    }

    private static Page page(Table table, ResultSet result, int limit) throws SQLException {
        List<Item> items = new ArrayList<>();
        long bytes = 0;
        while (items.size() < limit && bytes < BYTES_OF_A_PAGE && result.next()) {
            Item item = item(table, result);
            items.add(item);
            bytes += Limits.bytes(item);
        }
        boolean more = !items.isEmpty() && result.next();
        return new Page(
                items, more ? Optional.of(items.get(items.size() - 1).place().key()) : Optional.empty());
    }

    @Override
    public void write(List<Write> writes) {
        Limits.check(writes);
        if (writes.isEmpty()) {
            return;
        }
        again(writers, session -> {
            transaction.run(session, writes);
            return writes;
        });
        dialect.written();
        forgetting.afterWrite(writers);
    }

    private static Item item(Table table, ResultSet result) throws SQLException {
        long seconds = result.getLong(4);
        Optional<Instant> expires = result.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochSecond(seconds));
        return new Item(
                new Place(table, result.getString(1), result.getString(2)),
                result.getLong(3),
                result.getBytes(5),
                expires);
    }

    private <T> T read(Sessions.Work<T> work) {
        return again(readers, work);
    }

    /** Does it, and if nothing was done because the connection was gone, on another one. */
    private <T> T again(Sessions sessions, Sessions.Work<T> work) {
        Patience patience = new Patience(RECONNECTION);
        while (true) {
            try {
                return sessions.with(work);
            } catch (SQLException e) {
                Dialect.Cause cause = dialect.cause(e);
                if (cause == Dialect.Cause.REFUSED) {
                    throw new Unavailable(dialect.describe(e), e);
                }
                Busy busy = new Busy(dialect.describe(e), e);
                if (cause == Dialect.Cause.BUSY) {
                    throw busy;
                }
                patience.after(busy);
                sessions.forgetIdle();
            }
        }
    }

    @Override
    public AutoCloseable onChange(Runnable wake) {
        return dialect.onChange(wake);
    }

    @Override
    public Door measuredBy(Meter other) {
        return new SqlDoor(dialect, readers, writers, forgetting, other);
    }

    @Override
    public void close() {
        dialect.close();
        writers.close();
        readers.close();
    }
}
