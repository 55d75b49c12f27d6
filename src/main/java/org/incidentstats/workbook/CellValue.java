package org.incidentstats.workbook;

import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;

/** What one cell of the brief says. Its looks are the template's business. */
public sealed interface CellValue {

    /** Words, which stay words whatever they begin with. */
    record Text(String text) implements CellValue {}

    /** A number that Excel can calculate with. */
    record Figure(long figure) implements CellValue {}

    /** A number with a fraction that Excel can calculate with. */
    record Fraction(BigDecimal number) implements CellValue {}

    /** A day that Excel can calculate with. */
    record Day(LocalDate day) implements CellValue {}

    /** An empty cell, where a chart has a gap. */
    record Nothing() implements CellValue {}

    /** Words that lead to a page of the web. */
    record Link(String text, URI target) implements CellValue {}
}
