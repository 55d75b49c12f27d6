package org.incidentstats.imports.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.incidentstats.platform.Fault;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a workbook's first sheet. Rows are read one by one and shared texts kept in a temporary file, so memory
 * does not grow with the workbook, and limits hold while it is read. A formula is not calculated: its cell has the
 * result that was saved with it. A date cell becomes what it shows ({@link CellStyles}).
 */
final class WorkbookRows implements Rows {

    /** The most columns and rows of a sheet, which are those of Excel. */
    static final int MOST_COLUMNS = 16_384;

    static final int MOST_ROWS = 1_048_576;

    /** A row with more characters than this ends the import. */
    static final int LONGEST_ROW = 6_000_000;

    private static final Pattern REFERENCE = Pattern.compile("([A-Z]{1,3})(\\d{1,7})");

    /** How the format writes what XML cannot: as the number of the character. */
    private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private static final String ROW = "row";
    private static final String CELL = "c";

    private final WorkbookParts parts;
    private final CellStyles styles;
    private final SharedTexts texts;
    private final WorkbookXml sheet;
    private int row;
    private int width;
    private boolean ended;

    WorkbookRows(InputStream file) {
        this(read(() -> new WorkbookParts(file)));
    }

    private WorkbookRows(WorkbookParts parts) {
        this.parts = parts;
        List<AutoCloseable> opened = new ArrayList<>(List.of(parts));
        try {
            String workbook = read(parts::workbook);
            FirstSheet first = read(() -> FirstSheet.of(parts, workbook));
            styles = read(() -> styles(workbook, first.from1904()));
            texts = read(() -> new SharedTexts(
                    parts.related(workbook, "sharedStrings").map(parts::large), FileTable.LONGEST_CELL));
            opened.add(texts);
            sheet = read(() -> parts.large(first.part()));
        } catch (RuntimeException | Error e) {
            opened.forEach(WorkbookRows::closeQuietly);
            throw e;
        }
    }

    /**
     * @param part     the name of its part
     * @param from1904 whether the workbook counts days from 1904
     */
    private record FirstSheet(String part, boolean from1904) {

        static FirstSheet of(WorkbookParts parts, String workbook) {
            Map<String, WorkbookParts.Relation> relations = parts.relations(workbook);
            boolean from1904 = false;
            try (WorkbookXml xml = parts.small(workbook)) {
                while (xml.nextElement()) {
                    if (xml.name().equals("workbookPr")) {
                        String date1904 = xml.attribute("date1904");
                        from1904 = "1".equals(date1904) || "true".equals(date1904);
                    } else if (xml.name().equals("sheet") && relations.containsKey(xml.relation("id"))) {
                        return new FirstSheet(relations.get(xml.relation("id")).target(), from1904);
                    }
                }
            }
            throw new Unreadable("it has no sheet");
        }
    }

    private CellStyles styles(String workbook, boolean from1904) {
        Optional<String> part = parts.related(workbook, "styles");
        if (part.isEmpty()) {
            return new CellStyles(Optional.empty(), from1904);
        }
        try (WorkbookXml xml = parts.small(part.get())) {
            return new CellStyles(Optional.of(xml), from1904);
        }
    }

    @Override
    public Optional<SourceRow> next() {
        return read(() -> {
            while (!ended && sheet.nextElementIn("sheetData")) {
                if (sheet.name().equals(ROW)) {
                    return Optional.of(row());
                }
            }
            ended = true;
            return Optional.empty();
        });
    }

    private SourceRow row() {
        String number = sheet.attribute("r");
        if (number != null && !number.matches("\\d{1,7}")) {
            throw new Unreadable("a row has the number '%s'".formatted(Fault.shortened(number, 50)));
        }
        row = number == null ? row + 1 : Integer.parseInt(number);
        if (row < 1 || row > MOST_ROWS) {
            throw new Unreadable("a row has the number %,d; a sheet has %,d".formatted(row, MOST_ROWS));
        }
        List<String> cells = new ArrayList<>(width);
        long characters = 0;
        int column = -1;
        while (sheet.nextElementIn(ROW)) {
            if (!sheet.name().equals(CELL)) {
                continue;
            }
            column = column(column + 1);
            String text = cell();
            characters += text.length();
            if (characters > LONGEST_ROW) {
                throw new Unreadable("row %,d has more than %,d characters".formatted(row, LONGEST_ROW));
            }
            fill(cells, column + 1);
            cells.set(column, text);
        }
        // A sheet leaves out the cells that are empty; the header says how many there are.
        width = width == 0 ? cells.size() : width;
        fill(cells, width);
        return new SourceRow(row, cells);
    }

    private static void fill(List<String> cells, int size) {
        while (cells.size() < size) {
            cells.add("");
        }
    }

    /** The column that the cell says it is in, counted from 0; or else the next one. */
    private int column(int next) {
        String reference = sheet.attribute("r");
        int column = next + 1;
        if (reference != null) {
            Matcher matcher = REFERENCE.matcher(reference);
            column = matcher.matches()
                    ? matcher.group(1).chars().reduce(0, (number, letter) -> number * 26 + letter - 'A' + 1)
                    : MOST_COLUMNS + 1;
        }
        if (column > MOST_COLUMNS) {
            throw new Unreadable("row %,d has a cell %s; a sheet has %,d columns, up to XFD"
                    .formatted(row, reference == null ? "behind XFD" : Fault.shortened(reference, 50), MOST_COLUMNS));
        }
        return column - 1;
    }

    private String cell() {
        String type = Optional.ofNullable(sheet.attribute("t")).orElse("n");
        String style = sheet.attribute("s");
        StringBuilder value = new StringBuilder();
        while (sheet.nextElementIn(CELL)) {
            if (sheet.name().equals("v")) {
                sheet.text(value, FileTable.LONGEST_CELL + 1);
            } else if (sheet.name().equals("is")) {
                sheet.richText("is", value, FileTable.LONGEST_CELL + 1);
            }
        }
        String text = value.toString();
        return switch (type) {
            case "s" -> text.isEmpty() ? "" : unescaped(texts.text(number(text)));
            case "b" ->
                Boolean.toString(text.strip().equals("1") || text.strip().equals("true"));
            case "n" -> text.isBlank() ? "" : number(text.strip(), style);
            default -> unescaped(text);
        };
    }

    private static int number(String text) {
        try {
            return Integer.parseUnsignedInt(text.strip());
        } catch (NumberFormatException e) {
            throw new Unreadable("a cell has the shared text '%s'".formatted(Fault.shortened(text, 50)), e);
        }
    }

    /** What is no number is left for the mapping to refuse. */
    private String number(String text, @Nullable String style) {
        double value;
        try {
            value = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return text;
        }
        if (!Double.isFinite(value)) {
            return text;
        }
        return styles.date(value, style).orElseGet(() -> new BigDecimal(Double.toString(value))
                .stripTrailingZeros()
                .toPlainString());
    }

    private static String unescaped(String text) {
        return text.contains("_x")
                ? ESCAPED.matcher(text)
                        .replaceAll(character -> Matcher.quoteReplacement(
                                Character.toString((char) Integer.parseInt(character.group(1), 16))))
                : text;
    }

    private interface Step<T> {
        T take() throws IOException;
    }

    /** The libraries below tell a bad workbook by many kinds of exceptions; to the sender they are one. */
    private static <T> T read(Step<T> step) {
        try {
            return step.take();
        } catch (IOException | RuntimeException e) {
            throw new Unreadable("The workbook cannot be read: %s".formatted(reason(e)), e);
        }
    }

    private static String reason(Throwable e) {
        Throwable cause = e;
        while (!(cause instanceof Unreadable) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message =
                Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getSimpleName());
        return Fault.shortened(message.lines().findFirst().orElse(""), 300);
    }

    @Override
    public void close() {
        List.of(sheet, texts, parts).forEach(WorkbookRows::closeQuietly);
    }

    private static void closeQuietly(AutoCloseable opened) {
        try {
            opened.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
