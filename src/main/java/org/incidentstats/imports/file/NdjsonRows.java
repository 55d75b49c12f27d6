package org.incidentstats.imports.file;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** The lines of an NDJSON file: a table of one column, whose cells are JSON objects. */
public final class NdjsonRows implements Rows {

    /** What that column is called, here and in a CSV of refused rows. */
    public static final String COLUMN = "document";

    private final Reader reader;
    private final char[] block = new char[8192];
    private int position;
    private int end;
    private long line;

    NdjsonRows(Reader reader) {
        this.reader = reader;
    }

    @Override
    public Optional<SourceRow> next() {
        if (line == 0) {
            line = 1;
            return Optional.of(new SourceRow(0, List.of(COLUMN)));
        }
        try {
            return nextLine();
        } catch (IOException e) {
            throw new Unreadable("The file cannot be read: " + e.getMessage(), e);
        }
    }

    /** A line that is too long is cut just past the longest cell, which tells that it is; the rest is passed over. */
    private Optional<SourceRow> nextLine() throws IOException {
        StringBuilder text = new StringBuilder();
        int c = read();
        if (c < 0) {
            return Optional.empty();
        }
        while (c >= 0 && c != '\n') {
            if (text.length() <= FileTable.LONGEST_DOCUMENT) {
                text.append((char) c);
            }
            c = read();
        }
        return Optional.of(new SourceRow(line++, List.of(text.toString())));
    }

    private int read() throws IOException {
        if (position == end) {
            position = 0;
            end = reader.read(block);
            if (end < 0) {
                end = 0;
                return -1;
            }
        }
        return block[position++];
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
