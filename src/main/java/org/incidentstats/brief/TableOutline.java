package org.incidentstats.brief;

import java.util.List;
import java.util.function.Function;

/**
 * A table that the template must have, and what its columns say of one row.
 *
 * @param name    the table's name in the template
 * @param columns its columns, found by their header, in any order
 * @param none    what the first of {@code columns} says when there is no row
 */
record TableOutline<T>(String name, List<Column<T>> columns, String none) {

    /** One column: its header in the template, and its cell of a row. */
    record Column<T>(String header, Function<T, CellValue> cell) {}

    List<String> headers() {
        return columns.stream().map(Column::header).toList();
    }
}
