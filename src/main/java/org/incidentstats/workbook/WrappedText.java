package org.incidentstats.workbook;

import java.util.List;

import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFFont;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;

/**
 * How high a row must be for the words that wrap in its cells. Where a brief is made there are no fonts to measure with,
 * so this counts characters, and leaves room for a font wider than the template's.
 */
public final class WrappedText {

    /** The highest row that Excel takes, in points. */
    static final float HIGHEST_ROW = 409f;

    private static final double LINE_PER_POINT = 1.32;
    private static final double MARGINS = 1.4;
    private static final double BOLD = 1.06;
    // Widths against that of a digit; letters of usual fonts have 0.84 on average
    private static final double LETTER = 0.91;
    private static final double CAPITAL = 1.25;
    private static final double IDEOGRAPH = 2;
    private static final int FIRST_IDEOGRAPH = 0x2E80;

    private WrappedText() {}

    /** Makes the row as high as its wrapped words need it; never lower than it is. */
    public static void fit(XSSFRow row) {
        float needed = 0;
        List<CellRangeAddress> merged = row.getSheet().getMergedRegions();
        for (var cell : row) {
            needed = Math.max(needed, height((XSSFCell) cell, merged));
        }
        if (needed > row.getHeightInPoints()) {
            row.setHeightInPoints(needed);
        }
    }

    /** The points that the cell's words need; nothing for a cell that does not wrap them. */
    private static float height(XSSFCell cell, List<CellRangeAddress> merged) {
        if (cell.getCellType() != CellType.STRING) {
            return 0;
        }
        XSSFCellStyle style = cell.getCellStyle();
        if (!style.getWrapText()) {
            return 0;
        }
        XSSFFont font = style.getFont();
        double characters = (width(cell, merged) - MARGINS - 2 * style.getIndention())
                * standardSize(cell)
                / font.getFontHeightInPoints()
                / (font.getBold() ? BOLD : 1);
        int lines = cell.getStringCellValue()
                .lines()
                .mapToInt(line -> lines(line, Math.max(characters, 1)))
                .sum();
        return (float) Math.min(lines * font.getFontHeightInPoints() * LINE_PER_POINT + 3, HIGHEST_ROW);
    }

    private static int lines(String text, double room) {
        int lines = 1;
        double used = 0;
        for (String word : text.split(" ", -1)) {
            double length = length(word);
            if (used > 0 && used + LETTER + length > room) {
                lines++;
                used = 0;
            }
            used += (used > 0 ? LETTER : 0) + length;
            // A word longer than a line is broken wherever the line ends
            while (used > room) {
                lines++;
                used -= room;
            }
        }
        return lines;
    }

    private static double length(String word) {
        return word.codePoints()
                .mapToDouble(c -> c >= FIRST_IDEOGRAPH ? IDEOGRAPH : Character.isUpperCase(c) ? CAPITAL : LETTER)
                .sum();
    }

    /** Characters of the workbook's standard font. */
    private static double width(XSSFCell cell, List<CellRangeAddress> merged) {
        XSSFSheet sheet = cell.getSheet();
        CellRangeAddress over = merged.stream()
                .filter(region -> region.isInRange(cell))
                .findFirst()
                .orElse(new CellRangeAddress(
                        cell.getRowIndex(), cell.getRowIndex(), cell.getColumnIndex(), cell.getColumnIndex()));
        double width = 0;
        for (int column = over.getFirstColumn(); column <= over.getLastColumn(); column++) {
            width += sheet.getColumnWidth(column) / 256.0;
        }
        return width;
    }

    private static double standardSize(XSSFCell cell) {
        return cell.getSheet().getWorkbook().getFontAt(0).getFontHeightInPoints();
    }
}
