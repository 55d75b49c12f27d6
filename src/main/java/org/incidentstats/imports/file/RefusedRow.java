package org.incidentstats.imports.file;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.incidentstats.platform.Fault;

/**
 * A row that was not imported.
 *
 * @param line   the line of the file on which it begins, counted from 1
 * @param faults everything that is wrong with it
 * @param cells  its cells under the columns of the file
 */
public record RefusedRow(long line, List<CellFault> faults, List<String> cells) {

    /** The columns that a CSV of refused rows has besides those of the file, and that a file cannot have itself. */
    static final List<String> COLUMNS = List.of("import_line", "import_column", "import_value", "import_reason");

    /** A row with more text than this is kept with its cells cut, so that it fits into an item of the database. */
    private static final int MOST_CHARACTERS = 40_000;

    private static final int LONGEST_CUT_CELL = 100;

    public RefusedRow {
        faults = List.copyOf(faults);
        int longest =
                cells.stream().mapToInt(String::length).sum() > MOST_CHARACTERS ? LONGEST_CUT_CELL : Integer.MAX_VALUE;
        cells = cells.stream().map(cell -> Fault.shortened(cell, longest)).toList();
    }

    /** The line of the CSV of refused rows. */
    List<String> written(int width) {
        List<String> written = new ArrayList<>(cells.subList(0, Math.min(width, cells.size())));
        while (written.size() < width) {
            written.add("");
        }
        written.add(Long.toString(line));
        written.add(joined(CellFault::column));
        written.add(joined(CellFault::value));
        written.add(joined(CellFault::reason));
        return written;
    }

    private String joined(Function<CellFault, String> part) {
        return faults.stream().map(part).collect(Collectors.joining("; "));
    }
}
