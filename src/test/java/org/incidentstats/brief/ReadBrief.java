package org.incidentstats.brief;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.poi.ss.SpreadsheetVersion;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.AreaReference;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFChart;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFTable;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** A brief as its reader finds it: by the names of cells and tables and by the headers of columns. */
public final class ReadBrief {

    private final XSSFWorkbook workbook;

    public ReadBrief(byte[] file) {
        try {
            workbook = new XSSFWorkbook(new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    public XSSFWorkbook workbook() {
        return workbook;
    }

    /** The cell of a defined name. */
    public XSSFCell cell(String name) {
        CellReference place = new CellReference(workbook.getName(name).getRefersToFormula());
        return workbook.getSheet(place.getSheetName()).getRow(place.getRow()).getCell(place.getCol());
    }

    /** What the cell of a defined name says: a {@link String} or a {@link Long}. */
    public Object value(String name) {
        return value(cell(name));
    }

    /** The rows of a table, each by header. */
    public List<Map<String, Object>> rows(String table) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Map<String, XSSFCell> row : cells(table)) {
            Map<String, Object> values = new LinkedHashMap<>();
            row.forEach((header, cell) -> values.put(header, value(cell)));
            rows.add(values);
        }
        return rows;
    }

    /** The cells of a table's rows, each by header. */
    public List<Map<String, XSSFCell>> cells(String table) {
        XSSFTable found = workbook.getTable(table);
        XSSFSheet sheet = found.getXSSFSheet();
        List<Map<String, XSSFCell>> rows = new ArrayList<>();
        for (int row = found.getStartRowIndex() + 1; row <= found.getEndRowIndex(); row++) {
            Map<String, XSSFCell> cells = new LinkedHashMap<>();
            for (int column = found.getStartColIndex(); column <= found.getEndColIndex(); column++) {
                cells.put(
                        sheet.getRow(found.getStartRowIndex()).getCell(column).getStringCellValue(),
                        sheet.getRow(row).getCell(column));
            }
            rows.add(cells);
        }
        return rows;
    }

    /** All cells of all sheets. */
    public List<XSSFCell> cells() {
        List<XSSFCell> cells = new ArrayList<>();
        for (Sheet sheet : workbook) {
            for (Row row : sheet) {
                for (Cell cell : row) {
                    cells.add((XSSFCell) cell);
                }
            }
        }
        return cells;
    }

    /** The cells of a reference such as {@code Data!$A$6:$A$23}. */
    public List<XSSFCell> area(String reference) {
        List<XSSFCell> cells = new ArrayList<>();
        for (CellReference place : new AreaReference(reference, SpreadsheetVersion.EXCEL2007).getAllReferencedCells()) {
            cells.add(workbook.getSheet(place.getSheetName())
                    .getRow(place.getRow())
                    .getCell(place.getCol()));
        }
        return cells;
    }

    public List<XSSFChart> charts() {
        return workbook.getSheetAt(0).getDrawingPatriarch().getCharts();
    }

    /** What is read to those who do not see the charts of the Summary. */
    public List<String> chartDescriptions() {
        return workbook.getSheetAt(0).getDrawingPatriarch().getCTDrawing().getTwoCellAnchorList().stream()
                .map(anchor -> anchor.getGraphicFrame()
                        .getNvGraphicFramePr()
                        .getCNvPr()
                        .getDescr())
                .toList();
    }

    /** A {@link String}, a {@link Long}, a {@link Double} where decimals are shown, a {@link java.time.LocalDate}, or nothing for an empty cell. */
    public static Object value(XSSFCell cell) {
        if (cell == null || cell.getCellType() == CellType.BLANK) {
            return null;
        }
        if (cell.getCellType() == CellType.NUMERIC) {
            return DateUtil.isCellDateFormatted(cell)
                    ? cell.getLocalDateTimeCellValue().toLocalDate()
                    : number(cell.getNumericCellValue(), cell.getCellStyle().getDataFormatString());
        }
        return cell.getStringCellValue();
    }

    private static Object number(double number, String format) {
        return format.contains("0.0") ? (Object) number : (Object) (long) number;
    }
}
