package org.incidentstats.store.sql;

import java.util.Collections;
import java.util.Locale;

import org.incidentstats.store.Range;
import org.incidentstats.store.Table;

/** The statements, which all databases understand alike. */
final class SqlText {

    private static final String COLUMNS = "select part, key, revision, expires, body from ";

    private SqlText() {}

    static String name(Table table) {
        return table.name().toLowerCase(Locale.ROOT);
    }

    static String get(Table table) {
        return COLUMNS + name(table) + " where part = ? and key = ?";
    }

    static String getAll(Table table, int places) {
        return COLUMNS + name(table) + at(places);
    }

    static String revisions(Table table, int places) {
        return "select part, key, revision from " + name(table) + at(places);
    }

    private static String at(int places) {
        return " where (part, key) in (values " + String.join(",", Collections.nCopies(places, "(?,?)")) + ")";
    }

    /** With as many parameters as the range has ends. */
    static String range(Range range) {
        return COLUMNS
                + name(range.table())
                + " where part = ?"
                + range.from().map(key -> " and key >= ?").orElse("")
                + range.to().map(key -> " and key < ?").orElse("")
                + range.after()
                        .map(key -> range.descending() ? " and key < ?" : " and key > ?")
                        .orElse("")
                + (range.descending() ? " order by key desc limit ?" : " order by key limit ?");
    }

    static String put(Table table) {
        return "insert into " + name(table) + " (part, key, revision, expires, body) values (?, ?, ?, ?, ?)"
                + " on conflict (part, key) do update set revision = excluded.revision,"
                + " expires = excluded.expires, body = excluded.body";
    }

    static String delete(Table table) {
        return "delete from " + name(table) + " where part = ? and key = ?";
    }

    static String forget(Table table) {
        return "delete from " + name(table) + " where expires < ?";
    }
}
