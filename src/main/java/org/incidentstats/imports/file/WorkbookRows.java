package org.incidentstats.imports.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.Year;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.Workbook;

import com.github.pjfanning.xlsx.SharedStringsImplementationType;
import com.github.pjfanning.xlsx.StreamingReader;

/**
 * The rows of a workbook's first sheet. Rows are read one by one and shared texts kept in a temporary file, so memory
 * does not grow with the workbook. A formula is not calculated: its cell has the result that was saved with it. A date
 * cell becomes what it shows, in ISO 8601: a year, a month, a day, or a day with a time. For a spreadsheet each of them
 * is a day, and what it does not show was made up by it.
 *
 * <p>POI refuses a workbook that unpacks to more than a hundred times its size, and one with XML entities.
 */
final class WorkbookRows implements Rows {

    private static final int ROWS_READ_AHEAD = 50;
    private static final int BUFFER = 65_536;

    /** Of a number format, what is not a part of the date: texts, escaped characters, colours and languages, fillers. */
    private static final Pattern LITERAL = Pattern.compile("\"[^\"]*\"|\\[[^]]*]|[\\\\_*].|;.*");

    private final Workbook workbook;
    private final Iterator<org.apache.poi.ss.usermodel.Row> rows;
    private int width;

    WorkbookRows(InputStream file) {
        workbook = read(() -> StreamingReader.builder()
                .rowCacheSize(ROWS_READ_AHEAD)
                .bufferSize(BUFFER)
                .setSharedStringsImplementationType(SharedStringsImplementationType.TEMP_FILE_BACKED)
                .open(file));
        rows = read(() -> workbook.getSheetAt(0).rowIterator());
    }

    @Override
    public Optional<SourceRow> next() {
        return read(() -> {
            if (!rows.hasNext()) {
                return Optional.empty();
            }
            org.apache.poi.ss.usermodel.Row row = rows.next();
            List<String> cells = new ArrayList<>(width);
            for (Cell cell : row) {
                while (cells.size() < cell.getColumnIndex()) {
                    cells.add("");
                }
                cells.add(text(cell));
            }
            // A sheet leaves out the cells that are empty; the header says how many there are.
            width = width == 0 ? cells.size() : width;
            while (cells.size() < width) {
                cells.add("");
            }
            return Optional.of(new SourceRow(row.getRowNum() + 1L, cells));
        });
    }

    private static String text(Cell cell) {
        CellType type = cell.getCellType() == CellType.FORMULA ? cell.getCachedFormulaResultType() : cell.getCellType();
        return switch (type) {
            case NUMERIC -> number(cell);
            case BOOLEAN -> Boolean.toString(cell.getBooleanCellValue());
            case ERROR -> FormulaError.forInt(cell.getErrorCellValue()).getString();
            case BLANK, _NONE -> "";
            default -> Optional.ofNullable(cell.getStringCellValue()).orElse("");
        };
    }

    private static String number(Cell cell) {
        if (cell.getCellType() == CellType.NUMERIC && DateUtil.isCellDateFormatted(cell)) {
            return shown(cell.getLocalDateTimeCellValue(), cell.getCellStyle().getDataFormatString());
        }
        return new BigDecimal(Double.toString(cell.getNumericCellValue()))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String shown(LocalDateTime time, String format) {
        String parts = LITERAL.matcher(format).replaceAll("").toLowerCase(Locale.ROOT);
        boolean day = parts.contains("d") || parts.contains("h") || parts.contains("s");
        if (parts.contains("y") && !day) {
            return parts.contains("m")
                    ? YearMonth.from(time).toString()
                    : Year.from(time).toString();
        }
        if (parts.contains("d") && !parts.contains("y")) {
            // Excel adds the year in which it was typed
            return MonthDay.from(time).toString();
        }
        return time.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? time.toLocalDate().toString()
                : time.toString();
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
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message =
                Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getSimpleName());
        String line = message.lines().findFirst().orElse("");
        return line.length() > 300 ? line.substring(0, 300) + "…" : line;
    }

    @Override
    public void close() {
        try {
            workbook.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
