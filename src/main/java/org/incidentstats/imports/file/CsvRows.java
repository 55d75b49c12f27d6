package org.incidentstats.imports.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Optional;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;

/**
 * The rows of a CSV file. Its delimiter is the one that it is said to have, or that its first line declares as Excel
 * does ({@code sep=;}), or that stands most often outside quotes in its first line.
 */
final class CsvRows implements Rows {

    /** A row longer than this ends the import: it is a quote that is never closed, or no CSV at all. */
    static final int LONGEST_ROW = 6_000_000;

    private static final String CANDIDATES = ",;\t|";
    private static final int LONGEST_FIRST_LINE = 1_000_000;
    private static final int MOST_CELLS = 16_384;

    private final CsvReader<CsvRecord> csv;
    private final Iterator<CsvRecord> records;
    private final int linesBefore;

    private CsvRows(Reader reader, char delimiter, int linesBefore) {
        this.csv = CsvReader.builder()
                .fieldSeparator(delimiter)
                .skipEmptyLines(true)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(true)
                .maxBufferSize(LONGEST_ROW)
                .build(
                        CsvRecordHandler.builder()
                                .maxFields(MOST_CELLS)
                                .maxFieldSize(LONGEST_ROW)
                                .maxRecordSize(LONGEST_ROW)
                                .build(),
                        reader);
        this.records = csv.iterator();
        this.linesBefore = linesBefore;
    }

    static CsvRows of(Reader text, Optional<Character> declared) throws IOException {
        BufferedReader reader = new BufferedReader(text);
        reader.mark(LONGEST_FIRST_LINE);
        String first = firstLine(reader);
        reader.reset();
        if (first.length() == 5 && first.toLowerCase(java.util.Locale.ROOT).startsWith("sep=")) {
            reader.readLine();
            return new CsvRows(reader, declared.orElse(first.charAt(4)), 1);
        }
        return new CsvRows(reader, declared.orElseGet(() -> delimiterOf(first)), 0);
    }

    private static String firstLine(Reader reader) throws IOException {
        StringBuilder line = new StringBuilder();
        int c;
        // The mark must not be left behind.
        while (line.length() < LONGEST_FIRST_LINE - 1 && (c = reader.read()) >= 0 && c != '\n' && c != '\r') {
            line.append((char) c);
        }
        return line.toString();
    }

    private static char delimiterOf(String line) {
        int[] counts = new int[CANDIDATES.length()];
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            quoted ^= c == '"';
            int candidate = CANDIDATES.indexOf(c);
            if (!quoted && candidate >= 0) {
                counts[candidate]++;
            }
        }
        int most = 0;
        for (int i = 1; i < counts.length; i++) {
            most = counts[i] > counts[most] ? i : most;
        }
        return CANDIDATES.charAt(most);
    }

    @Override
    public Optional<SourceRow> next() {
        try {
            if (!records.hasNext()) {
                return Optional.empty();
            }
            CsvRecord next = records.next();
            return Optional.of(new SourceRow(next.getStartingLineNumber() + linesBefore, next.getFields()));
        } catch (CsvParseException e) {
            throw new Unreadable(
                    "The row after the last one cannot be read as CSV: it is longer than %,d characters or %,d cells. Is a quote not closed?"
                            .formatted(LONGEST_ROW, MOST_CELLS),
                    e);
        } catch (UncheckedIOException e) {
            throw new Unreadable("The file cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            csv.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
