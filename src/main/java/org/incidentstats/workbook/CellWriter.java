package org.incidentstats.workbook;

import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.apache.poi.common.usermodel.HyperlinkType;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFHyperlink;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/**
 * Writes values into cells so that nothing in them can run, break the file or exceed what Excel takes.
 *
 * @see <a href="https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3">Excel specifications and
 *     limits</a>
 */
public final class CellWriter {

    /** Characters of a cell. */
    static final int LONGEST_TEXT = 32_767;
    /** Characters of an address behind a cell. */
    static final int LONGEST_ADDRESS = 2_079;
    /** Links of a sheet. */
    static final int MOST_LINKS = 65_530;

    private static final String FORMULA_SIGNS = "=+-@\t\r\n";
    private static final Set<String> SCHEMES = Set.of("http", "https");
    // OOXML reads _x000D_ inside a text as the character with that number
    private static final Pattern ESCAPE = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");

    private final XSSFWorkbook workbook;
    private final Map<Short, CellStyle> quoted = new HashMap<>();
    private final Map<XSSFSheet, Integer> links = new HashMap<>();

    public CellWriter(XSSFWorkbook workbook) {
        this.workbook = workbook;
    }

    public void write(XSSFCell cell, CellValue value) {
        if (value instanceof CellValue.Figure figure) {
            cell.setCellValue((double) figure.figure());
        } else if (value instanceof CellValue.Fraction fraction) {
            cell.setCellValue(fraction.number().doubleValue());
        } else if (value instanceof CellValue.Day day) {
            cell.setCellValue(day.day());
        } else if (value instanceof CellValue.Text text) {
            text(cell, text.text());
        } else if (value instanceof CellValue.Nothing) {
            cell.setBlank();
        } else if (value instanceof CellValue.Link link) {
            link(cell, link);
        }
    }

    private void text(XSSFCell cell, String text) {
        cell.setCellValue(legal(text));
        if (!text.isEmpty() && FORMULA_SIGNS.indexOf(text.charAt(0)) >= 0) {
            // Without it, Excel makes a formula of the text as soon as somebody edits the cell
            cell.setCellStyle(quoted.computeIfAbsent(cell.getCellStyle().getIndex(), index -> {
                CellStyle style = workbook.createCellStyle();
                style.cloneStyleFrom(cell.getCellStyle());
                style.setQuotePrefixed(true);
                return style;
            }));
        }
    }

    private void link(XSSFCell cell, CellValue.Link link) {
        XSSFSheet sheet = cell.getSheet();
        int before = links.computeIfAbsent(sheet, XSSFSheet::getNumHyperlinks);
        if (!linkable(link.target()) || before >= MOST_LINKS) {
            text(cell, link.target().toString());
            return;
        }
        text(cell, link.text());
        XSSFHyperlink hyperlink = workbook.getCreationHelper().createHyperlink(HyperlinkType.URL);
        hyperlink.setAddress(link.target().toASCIIString());
        cell.setHyperlink(hyperlink);
        links.put(sheet, before + 1);
    }

    /** Whether Excel can follow it, and nothing but a page of the web is behind it. */
    public static boolean linkable(URI target) {
        return target.getScheme() != null
                && SCHEMES.contains(target.getScheme().toLowerCase(Locale.ROOT))
                && target.getHost() != null
                && target.toASCIIString().length() <= LONGEST_ADDRESS;
    }

    private static String legal(String text) {
        StringBuilder legal = new StringBuilder(text.length());
        text.codePoints().map(c -> xmlCharacter(c) ? c : '\uFFFD').forEach(legal::appendCodePoint);
        if (legal.length() > LONGEST_TEXT) {
            int end = LONGEST_TEXT - 1;
            legal.setLength(Character.isHighSurrogate(legal.charAt(end - 1)) ? end - 1 : end);
            legal.append('…');
        }
        return ESCAPE.matcher(legal).replaceAll("_x005F_");
    }

    /** The production {@code Char} of XML 1.0. */
    private static boolean xmlCharacter(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || c >= 0x20 && c <= 0xD7FF
                || c >= 0xE000 && c <= 0xFFFD
                || c > 0xFFFF;
    }
}
