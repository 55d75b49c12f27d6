package org.incidentstats.imports.file;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import org.incidentstats.platform.CsvText;
import org.jspecify.annotations.Nullable;

/**
 * A file's rows under its header, without those that are blank. In a CSV of refused rows that comes back, the columns
 * that tell what was wrong are passed over, and the apostrophes taken away that kept its cells from being formulas.
 */
public final class FileTable implements AutoCloseable {

    /** The longest cell, in characters: as much as Excel takes. */
    public static final int LONGEST_CELL = 32_767;

    /** The longest NDJSON line, in characters. */
    public static final int LONGEST_DOCUMENT = 200_000;

    /** The most columns of a file. */
    public static final int MOST_COLUMNS = 500;

    /** The most rows of a file. */
    public static final int MOST_ROWS = 1_000_000;

    /** The most rows that are handled in one step. */
    public static final int ROWS_AT_ONCE = 96;

    private static final long CHARACTERS_AT_ONCE = 1_000_000;

    private final Rows rows;
    private final List<String> header;
    private final int[] kept;
    private final int width;
    private final boolean comesBack;
    private @Nullable Unreadable end;

    /**
     * @throws Unreadable if there is no header, or one that cannot be
     */
    public FileTable(Rows rows) {
        this.rows = rows;
        SourceRow first = nextRow().orElseThrow(() -> new Unreadable("The file has no rows, not even a header."));
        List<String> names = names(first);
        width = names.size();
        kept = IntStream.range(0, width)
                .filter(i -> !RefusedRow.COLUMNS.contains(names.get(i)))
                .toArray();
        comesBack = kept.length < width;
        header = IntStream.of(kept).mapToObj(names::get).toList();
    }

    private static List<String> names(SourceRow first) {
        List<String> names = new ArrayList<>();
        first.cells().forEach(cell -> names.add(cell.strip()));
        while (names.get(names.size() - 1).isEmpty()) {
            names.remove(names.size() - 1);
        }
        if (names.size() > MOST_COLUMNS) {
            throw new Unreadable(
                    "The header has %,d columns; at most %,d are taken.".formatted(names.size(), MOST_COLUMNS));
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i).isEmpty() ? "column " + (i + 1) : names.get(i);
            if (name.length() > 200) {
                throw new Unreadable(
                        "The name of column %d is %,d characters long; at most 200 are taken. Is the first row the header?"
                                .formatted(i + 1, name.length()));
            }
            if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                throw new Unreadable("The header has the column '%s' twice.".formatted(name));
            }
            names.set(i, name);
        }
        return names;
    }

    /** The names of the columns. */
    public List<String> header() {
        return header;
    }

    /**
     * The next rows: as many as are handled in one step.
     *
     * @param most no more than this
     * @throws Unreadable where the file cannot be read any further; the rows before that were a step of their own
     */
    public List<SourceRow> window(int most) {
        if (end != null) {
            throw end;
        }
        List<SourceRow> window = new ArrayList<>();
        long characters = 0;
        try {
            while (window.size() < most && characters < CHARACTERS_AT_ONCE) {
                Optional<SourceRow> row = nextRow();
                if (row.isEmpty()) {
                    break;
                }
                SourceRow own = own(row.get());
                window.add(own);
                characters += own.characters();
            }
        } catch (Unreadable e) {
            if (window.isEmpty()) {
                throw e;
            }
            end = e;
        }
        return window;
    }

    private Optional<SourceRow> nextRow() {
        Optional<SourceRow> row = rows.next();
        while (row.isPresent() && row.get().blank()) {
            row = rows.next();
        }
        return row;
    }

    /** The row's cells under the columns that are kept; what stands to the right of all columns stays there. */
    private SourceRow own(SourceRow row) {
        List<String> cells = row.cells();
        int size = cells.size();
        while (size > width && cells.get(size - 1).isBlank()) {
            size--;
        }
        if (!comesBack) {
            return new SourceRow(row.line(), cells.subList(0, size));
        }
        List<String> own = new ArrayList<>();
        for (int i : kept) {
            if (i < size) {
                own.add(CsvText.plain(cells.get(i)));
            }
        }
        own.addAll(cells.subList(Math.min(width, size), size));
        return new SourceRow(row.line(), own);
    }

    @Override
    public void close() {
        rows.close();
    }
}
