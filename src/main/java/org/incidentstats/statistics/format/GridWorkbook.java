package org.incidentstats.statistics.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.opc.PackageProperties;
import org.apache.poi.ss.SpreadsheetVersion;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.AreaReference;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFTable;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.incidentstats.workbook.StableZip;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Columns as a workbook: an Excel table of native numbers, under the header of the CSV document, and a second sheet
 * that says what was asked, the total, and what the figures were computed from. The same answer gives the same bytes.
 * Rows are streamed to a file while they are written, so a large answer needs no more memory than a small one.
 */
public final class GridWorkbook {

    private static final String AUTHOR = "Incident Statistics";
    private static final int ROWS_IN_MEMORY = 500;
    private static final int CHARACTER = 256;
    private static final int WIDEST = 40;
    private static final int NARROWEST = 9;

    private GridWorkbook() {}

    /**
     * @param about  what the second sheet says, as a JSON document whose members become its lines
     * @param labels what the codes are called
     * @param made   the moment that the workbook says it was made: that of its figures
     */
    public static byte[] of(Grid grid, ObjectNode about, Labels labels, Instant made) {
        try (XSSFWorkbook start = new XSSFWorkbook()) {
            List<String> header = grid.header(Optional.of(labels));
            table(start.createSheet("Statistics"), header, grid.lines().size());
            about(start.createSheet("About"), about);
            properties(start, made);
            // Strings are shared between cells, as Excel itself writes them
            try (SXSSFWorkbook workbook = new SXSSFWorkbook(start, ROWS_IN_MEMORY, true, true)) {
                // The larger format of zip files is not for files in memory, and not every reader can take it
                workbook.setZip64Mode(Zip64Mode.Never);
                lines(workbook, grid, labels);
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                workbook.write(bytes);
                return StableZip.rewrite(bytes.toByteArray());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void table(XSSFSheet sheet, List<String> header, int lines) {
        Row row = sheet.createRow(0);
        for (int i = 0; i < header.size(); i++) {
            row.createCell(i).setCellValue(header.get(i));
            int width = Math.min(WIDEST, Math.max(NARROWEST, header.get(i).length() + 3));
            sheet.setColumnWidth(i, (header.get(i).endsWith("_label") ? WIDEST : width) * CHARACTER);
        }
        sheet.createFreezePane(0, 1);
        if (header.isEmpty()) {
            return;
        }
        // A table has one row at least, if an empty one
        AreaReference area = new AreaReference(
                new CellReference(0, 0),
                new CellReference(Math.max(1, lines), header.size() - 1),
                SpreadsheetVersion.EXCEL2007);
        XSSFTable table = sheet.createTable(area);
        table.setName("Statistics");
        table.setDisplayName("Statistics");
        table.getCTTable().addNewAutoFilter().setRef(area.formatAsString());
        table.getCTTable().addNewTableStyleInfo().setName("TableStyleLight1");
        table.getCTTable().getTableStyleInfo().setShowRowStripes(true);
    }

    private static void lines(SXSSFWorkbook workbook, Grid grid, Labels labels) {
        Sheet sheet = workbook.getSheetAt(0);
        List<CellStyle> styles = new ArrayList<>();
        grid.metrics().forEach(metric -> styles.add(style(workbook, metric)));
        int number = 1;
        for (Grid.Line line : grid.lines()) {
            Row row = sheet.createRow(number++);
            int column = 0;
            for (String text : grid.texts(line, Optional.of(labels))) {
                row.createCell(column++).setCellValue(text);
            }
            for (int i = 0; i < styles.size(); i++) {
                Cell cell = row.createCell(column++);
                cell.setCellStyle(styles.get(i));
                line.figures().get(i).ifPresent(figure -> cell.setCellValue(figure.doubleValue()));
            }
        }
    }

    private static CellStyle style(Workbook workbook, Metric metric) {
        CellStyle style = workbook.createCellStyle();
        String format = metric.decimals() == 0 ? "0" : "0." + "0".repeat(metric.decimals());
        style.setDataFormat(workbook.createDataFormat().getFormat(format));
        return style;
    }

    /** Each member of the document in a row: its path, and its value. */
    private static void about(Sheet sheet, ObjectNode about) {
        sheet.setColumnWidth(0, WIDEST * CHARACTER);
        sheet.setColumnWidth(1, 2 * WIDEST * CHARACTER);
        members(sheet, "", about);
    }

    private static void members(Sheet sheet, String path, JsonNode node) {
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            String name = path + member.getKey();
            JsonNode value = member.getValue();
            if (value.isObject()) {
                members(sheet, name + ".", value);
                continue;
            }
            Row row = sheet.createRow(sheet.getPhysicalNumberOfRows());
            row.createCell(0).setCellValue(name);
            if (value.isNumber()) {
                row.createCell(1).setCellValue(value.asDouble());
            } else if (value.isArray()) {
                List<String> entries = new ArrayList<>();
                value.forEach(entry -> entries.add(entry.asText()));
                row.createCell(1).setCellValue(shortened(String.join(", ", entries)));
            } else {
                row.createCell(1).setCellValue(shortened(value.asText()));
            }
        }
    }

    /** The text, or as much of it as a cell holds. */
    private static String shortened(String text) {
        int longest = SpreadsheetVersion.EXCEL2007.getMaxTextLength();
        return text.length() > longest ? text.substring(0, longest - 1) + "…" : text;
    }

    private static void properties(XSSFWorkbook workbook, Instant made) {
        try {
            PackageProperties properties = workbook.getPackage().getPackageProperties();
            properties.setCreatorProperty(AUTHOR);
            properties.setLastModifiedByProperty(AUTHOR);
            properties.setCreatedProperty(Optional.of(Date.from(made)));
            properties.setModifiedProperty(Optional.of(Date.from(made)));
        } catch (InvalidFormatException e) {
            throw new IllegalStateException("The properties of a new workbook cannot be set", e);
        }
    }
}
