package org.incidentstats.workbook;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A table that the template must have, and what its columns say of one row.
 *
 * @param name    the table's name in the template
 * @param columns its columns, found by their header, in any order; several of one header are that column and others that
 *                look like it, at the right end of the table
 * @param none    what the first of {@code columns} says when there is no row
 */
public record TableOutline<T>(String name, List<Column<T>> columns, String none) {

    /**
     * One column.
     *
     * @param header  its header in the template
     * @param renamed what its header is in the brief, where that is another one
     * @param cell    its cell of a row
     */
    public record Column<T>(String header, Optional<String> renamed, Function<T, CellValue> cell) {

        public Column(String header, Function<T, CellValue> cell) {
            this(header, Optional.empty(), cell);
        }
    }

    public List<String> headers() {
        return columns.stream().map(Column::header).distinct().toList();
    }
}
