package org.incidentstats.imports.file;

import java.util.List;

/**
 * One row of a file.
 *
 * @param line  the line on which it begins, counted from 1
 * @param cells its cells as text; an empty cell is an empty text
 */
public record SourceRow(long line, List<String> cells) {

    boolean blank() {
        return cells.stream().allMatch(String::isBlank);
    }

    long characters() {
        return cells.stream().mapToLong(String::length).sum();
    }
}
