package org.incidentstats.imports.file;

import java.io.Writer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.incidentstats.platform.CsvText;

/** Refused rows as a CSV that can be corrected and sent again. */
public final class RefusedCsv {

    /** Numbers as they are left alone by whoever reads and writes them: -99 is no formula. */
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d{0,17})(\\.\\d{1,5})?");

    private RefusedCsv() {}

    public static void write(List<String> columns, Stream<RefusedRow> rows, Writer writer) {
        List<String> header = new ArrayList<>(columns);
        header.addAll(RefusedRow.COLUMNS);
        CsvText csv = new CsvText(writer, header);
        rows.forEach(row -> csv.line(
                row.written(columns.size()).stream().map(RefusedCsv::cell).toList()));
    }

    private static Object cell(String text) {
        return NUMBER.matcher(text).matches() ? new BigDecimal(text) : text;
    }
}
