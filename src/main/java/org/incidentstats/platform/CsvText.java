package org.incidentstats.platform;

import java.io.StringWriter;
import java.io.Writer;
import java.util.List;
import java.util.regex.Pattern;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;

/**
 * A CSV document (RFC 4180, UTF-8, first line the header). A text that a spreadsheet would take for a formula gets an
 * apostrophe before it, as OWASP advises ("CSV Injection"); so does one that looks as if it had got one, so that
 * {@link #plain} gives back every text.
 */
public final class CsvText {

    private static final Pattern FORMULA = Pattern.compile("'*[=+\\-@\t\r\n＝＋－＠]");

    private final Writer text;
    private final CsvWriter writer;

    public CsvText(List<String> header) {
        this(new StringWriter(), header);
    }

    /** A document that is written on as its lines come, for one that is too long to be kept. */
    public CsvText(Writer text, List<String> header) {
        this.text = text;
        this.writer = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.CRLF)
                .bufferSize(0)
                .build(text);
        writer.writeRecord(header.stream().map(CsvText::safe).toList());
    }

    /** Adds a line. Numbers must be given as such; every text is made safe. */
    public void line(List<?> values) {
        writer.writeRecord(values.stream()
                .map(value -> value instanceof Number ? value.toString() : safe(value.toString()))
                .toList());
    }

    static String safe(String value) {
        return FORMULA.matcher(value).lookingAt() ? "'" + value : value;
    }

    /** A cell without the apostrophe that it got here. */
    public static String plain(String cell) {
        return cell.startsWith("'") && FORMULA.matcher(cell).lookingAt() ? cell.substring(1) : cell;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
