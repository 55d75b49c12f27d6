package org.incidentstats.statistics.columns;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.incidentstats.statistics.Answer;
import org.incidentstats.statistics.AnswerRow;
import org.incidentstats.statistics.Query;
import org.incidentstats.statistics.Selection;
import org.incidentstats.statistics.columns.segment.Entry;
import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.statistics.model.Fact;
import org.incidentstats.statistics.model.Measure;
import org.incidentstats.statistics.model.Tally;
import org.incidentstats.time.EventDate.Point;
import org.incidentstats.time.Period;

/**
 * The same rows in DuckDB at its best: one thread, enum types for codes, lists for several values, what counts now in a
 * table of its own, both tables sorted by date.
 */
final class DuckFacts implements AutoCloseable {

    private static final List<Dimension> ONE = List.of(
            Dimension.YEAR,
            Dimension.QUARTER,
            Dimension.MONTH,
            Dimension.CATEGORY,
            Dimension.TYPE,
            Dimension.OUTCOME,
            Dimension.EVIDENCE);
    private static final List<Dimension> SEVERAL = List.of(Dimension.COUNTRY, Dimension.NATIONALITY, Dimension.GROUP);
    private static final List<Measure> MEASURES =
            List.of(Measure.PERPETRATORS, Measure.KILLED, Measure.WOUNDED, Measure.ARRESTED);
    private static final List<Measure> BY_NATIONALITY = List.of(Measure.PERPETRATORS, Measure.ARRESTED);
    private static final List<String> FIELDS = List.of("low", "best", "high", "unknown", "at_least");

    /** How several values are asked for: all unnested, or those of rows with one value taken from a column of its own. */
    enum Way {
        LISTS,
        SINGLE_APART
    }

    private final String url = "jdbc:duckdb::memory:" + UUID.randomUUID();
    private final Connection connection;
    private final Statement statement;
    private final Path file;
    private final BufferedWriter writer;

    DuckFacts() throws SQLException, IOException {
        connection = DriverManager.getConnection(url);
        statement = connection.createStatement();
        statement.execute("set threads=1");
        file = Files.createTempFile("facts", ".csv");
        writer = Files.newBufferedWriter(file);
    }

    void add(Entry entry) {
        Fact fact = entry.fact();
        List<Object> values = new ArrayList<>(List.of(
                fact.event(),
                fact.version(),
                fact.date().firstDay(),
                fact.date().lastDay(),
                entry.from(),
                entry.until()));
        ONE.forEach(dimension -> values.add(fact.values(dimension).iterator().next()));
        SEVERAL.forEach(dimension -> values.add(list(fact.values(dimension))));
        SEVERAL.forEach(dimension -> values.add(
                fact.values(dimension).size() == 1
                        ? fact.values(dimension).iterator().next()
                        : ""));
        MEASURES.forEach(measure -> values.addAll(numbers(fact.tally(measure))));
        for (Measure measure : BY_NATIONALITY) {
            List<List<Long>> ofEach = fact.values(Dimension.NATIONALITY).stream()
                    .map(nationality -> numbers(fact.tally(measure, Optional.of(Set.of(nationality)))))
                    .toList();
            for (int i = 0; i < FIELDS.size(); i++) {
                int field = i;
                values.add(
                        list(ofEach.stream().map(numbers -> numbers.get(field)).toList()));
            }
        }
        try {
            writer.write(values.stream().map(Object::toString).collect(Collectors.joining(";")));
            writer.newLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Long> numbers(Tally tally) {
        return List.of(tally.low(), tally.best(), tally.high(), tally.unknown(), tally.atLeast());
    }

    private static String list(Collection<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining(",", "[", "]"));
    }

    private static String name(Dimension dimension) {
        return "d_" + dimension.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static String name(Measure measure, String field) {
        return measure.name().toLowerCase(java.util.Locale.ROOT) + "_" + field;
    }

    /** Loads what was added. */
    void load() throws SQLException, IOException {
        writer.close();
        Map<String, String> columns = new java.util.LinkedHashMap<>();
        columns.put("event", "VARCHAR");
        columns.put("version", "INTEGER");
        columns.put("first_day", "DATE");
        columns.put("last_day", "DATE");
        columns.put("valid_from", "BIGINT");
        columns.put("valid_until", "BIGINT");
        ONE.forEach(dimension -> columns.put(name(dimension), "VARCHAR"));
        SEVERAL.forEach(dimension -> columns.put(name(dimension), "VARCHAR[]"));
        SEVERAL.forEach(dimension -> columns.put(name(dimension) + "_single", "VARCHAR"));
        MEASURES.forEach(measure -> FIELDS.forEach(field -> columns.put(name(measure, field), "INTEGER")));
        BY_NATIONALITY.forEach(
                measure -> FIELDS.forEach(field -> columns.put(name(measure, field) + "_each", "INTEGER[]")));
        statement.execute(
                "create view raw as select * from read_csv('%s', delim=';', header=false, quote='', escape='', nullstr='', columns={%s})"
                        .formatted(
                                file,
                                columns.entrySet().stream()
                                        .map(column -> "'%s':'%s'".formatted(column.getKey(), column.getValue()))
                                        .collect(Collectors.joining(","))));
        List<String> encoded = new ArrayList<>();
        for (Dimension dimension : ONE) {
            String name = name(dimension);
            statement.execute(
                    "create type e_%s as enum (select distinct %s from raw order by 1)".formatted(name, name));
            encoded.add("%s::e_%s as %s".formatted(name, name, name));
        }
        for (Dimension dimension : SEVERAL) {
            String name = name(dimension);
            statement.execute(
                    "create type e_%s as enum (select distinct x from (select unnest(%s) x from raw) order by 1)"
                            .formatted(name, name));
            encoded.add("%s::e_%s[] as %s".formatted(name, name, name));
            encoded.add("%s_single::e_%s as %s_single".formatted(name, name, name));
        }
        statement.execute("create table all_rows as select * replace (%s) from raw order by first_day, last_day"
                .formatted(String.join(",", encoded)));
        statement.execute("create table current_rows as select * from all_rows where valid_until = " + Entry.OPEN);
        statement.execute("drop view raw");
        Files.delete(file);
    }

    /** Another connection to what was loaded, for another thread. */
    Connection another() {
        try {
            return DriverManager.getConnection(url);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The rows, then the total, then how many more events there might be. */
    List<String> sql(Query query, Optional<Long> position, Way way) {
        Selection selection = query.selection();
        List<String> where = new ArrayList<>(List.of("true"));
        selection.filters().forEach((dimension, values) -> where.add(has(dimension, values)));
        selection.excluded().forEach((dimension, values) -> where.add("not " + has(dimension, values)));
        position.ifPresent(at -> where.add("valid_from <= %d and valid_until > %d".formatted(at, at)));
        String table = position.isPresent() ? "all_rows" : "current_rows";
        String passes = String.join(" and ", where);
        Period period = selection.period();
        String certain = "true";
        List<String> more = new ArrayList<>();
        if (!period.equals(Period.EVER)) {
            String from =
                    "date '%s'".formatted(period.from().map(Point::firstDay).orElseThrow());
            String to = "date '%s'".formatted(period.to().map(Point::lastDay).orElseThrow());
            certain = "first_day >= %s and last_day <= %s".formatted(from, to);
            more.add("select count(*) from %s where %s and last_day >= %s and first_day <= %s and not (%s)"
                    .formatted(table, passes, from, to, certain));
        }
        String selected = "%s where %s and %s".formatted(table, passes, certain);
        List<String> all = new ArrayList<>();
        if (!query.by().isEmpty()) {
            all.add(rows(query, "(select * from %s)".formatted(selected), way));
        }
        all.add("select %s from %s".formatted(SUMS, selected));
        all.addAll(more);
        return all;
    }

    private static final String SUMS = "count(*),"
            + MEASURES.stream()
                    .flatMap(measure -> FIELDS.stream().map(field -> "sum(" + name(measure, field) + ")"))
                    .collect(Collectors.joining(","));

    private static String has(Dimension dimension, Set<String> values) {
        String name = name(dimension);
        String list = values.stream().map("'%s'"::formatted).collect(Collectors.joining(","));
        if (!dimension.severalValued()) {
            return "%s in (%s)".formatted(name, list);
        }
        return values.size() == 1
                ? "list_contains(%s, %s::e_%s)".formatted(name, list, name)
                : "list_has_any(%s, [%s]::e_%s[])".formatted(name, list, name);
    }

    private static String rows(Query query, String selected, Way way) {
        String from = selected;
        List<String> columns = new ArrayList<>();
        List<String> shown = new ArrayList<>(List.of("true"));
        for (Dimension dimension : query.by()) {
            String column = "v" + columns.size();
            columns.add(column);
            String name = name(dimension);
            if (!dimension.severalValued()) {
                from = "(select %s as %s, * from %s)".formatted(name, column, from);
                continue;
            }
            String each = dimension != Dimension.NATIONALITY
                    ? "*"
                    : "* replace (%s)"
                            .formatted(BY_NATIONALITY.stream()
                                    .flatMap(measure -> FIELDS.stream().map(field -> "unnest(%s_each) as %s"
                                            .formatted(name(measure, field), name(measure, field))))
                                    .collect(Collectors.joining(",")));
            String unnested = "select unnest(%s) as %s, %s from %s".formatted(name, column, each, from);
            // A row of one nationality may know of only some of those who were arrested of which nationality they are
            String first = dimension != Dimension.NATIONALITY
                    ? "*"
                    : "* replace (%s)"
                            .formatted(BY_NATIONALITY.stream()
                                    .flatMap(measure -> FIELDS.stream().map(field -> "%s_each[1] as %s"
                                            .formatted(name(measure, field), name(measure, field))))
                                    .collect(Collectors.joining(",")));
            from = way == Way.LISTS
                    ? "(" + unnested + ")"
                    : "(select %s_single as %s, %s from %s where %s_single is not null union all %s where %s_single is null)"
                            .formatted(name, column, first, from, name, unnested, name);
            if (query.selection().filters().containsKey(dimension)) {
                shown.add("%s in (%s)"
                        .formatted(
                                column,
                                query.selection().filters().get(dimension).stream()
                                        .map("'%s'"::formatted)
                                        .collect(Collectors.joining(","))));
            }
        }
        String by = String.join(",", columns);
        return "select %s,%s from %s where %s group by %s order by %s"
                .formatted(by, SUMS, from, String.join(" and ", shown), by, by);
    }

    /** Lets it compute, without taking the answer out of it. */
    void run(List<String> sql) throws SQLException {
        for (String one : sql) {
            try (ResultSet rows = statement.executeQuery(one)) {
                rows.next();
            }
        }
    }

    /** Whether its answer is the same, figure by figure. */
    boolean gives(Answer answer, List<String> sql) throws SQLException {
        Query query = answer.query();
        List<List<String>> expected = new ArrayList<>();
        if (!query.by().isEmpty()) {
            answer.rows().forEach(row -> expected.add(line(row)));
        }
        expected.add(line(answer.total()));
        if (!query.selection().period().equals(Period.EVER)) {
            expected.add(List.of(Long.toString(answer.possible())));
        }
        List<List<String>> found = new ArrayList<>();
        for (String one : sql) {
            try (ResultSet rows = statement.executeQuery(one)) {
                while (rows.next()) {
                    List<String> line = new ArrayList<>();
                    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                        line.add(rows.getString(i));
                    }
                    found.add(line);
                }
            }
        }
        return found.equals(expected);
    }

    private static List<String> line(AnswerRow row) {
        return Stream.of(
                        row.values().stream(),
                        Stream.of(row.events()),
                        MEASURES.stream().flatMap(measure -> numbers(row.tally(measure)).stream()))
                .flatMap(stream -> stream)
                .map(Object::toString)
                .toList();
    }

    /** A page of events, newest first, and how many there are. */
    List<String> page(int limit) {
        return List.of(
                "select event, version from current_rows order by first_day desc, last_day desc, event limit " + limit,
                "select count(*) from current_rows");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
