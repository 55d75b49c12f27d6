package org.incidentstats.brief;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.apache.poi.ss.SpreadsheetVersion;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.util.AreaReference;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFTable;
import org.apache.poi.xssf.usermodel.XSSFTableColumn;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.CTConditionalFormatting;

/**
 * A table of the template. Filling it replaces its sample rows, however many, and lets everything on its sheet that
 * covers them cover the new ones.
 */
final class WorkbookTable {

    private final XSSFTable table;
    private final Map<String, Integer> columns = new HashMap<>();
    private final CellRangeAddress sample;
    private CellRangeAddress area;

    WorkbookTable(XSSFTable table) {
        this.table = table;
        this.sample = new CellRangeAddress(
                table.getStartRowIndex(), table.getEndRowIndex(), table.getStartColIndex(), table.getEndColIndex());
        this.area = sample;
        for (XSSFTableColumn column : table.getColumns()) {
            columns.put(key(column.getName()), table.getStartColIndex() + column.getColumnIndex());
        }
    }

    /** What keeps the table from being filled under these headers. */
    List<String> problems(List<String> headers) {
        List<String> problems = new ArrayList<>();
        List<String> expected = headers.stream().map(WorkbookTable::key).toList();
        for (String header : headers) {
            if (!columns.containsKey(key(header))) {
                problems.add("the table %s has no column '%s'".formatted(table.getName(), header));
            }
        }
        for (XSSFTableColumn column : table.getColumns()) {
            if (!expected.contains(key(column.getName()))) {
                problems.add("the table %s has a column '%s' that nothing fills"
                        .formatted(table.getName(), column.getName()));
            }
        }
        if (table.getTotalsRowCount() > 0) {
            problems.add("the table %s has a total row, which would count an incident in two rows twice"
                    .formatted(table.getName()));
        }
        return problems;
    }

    /** Puts the rows, or one row that says in words that there is none, in the place of the sample rows. */
    <T> void fill(TableOutline<T> outline, List<T> rows, CellWriter writer) {
        int first = firstRow();
        int last = first + Math.max(rows.size(), 1) - 1;
        requireRoom(last);
        Map<Integer, CellStyle> styles = new HashMap<>();
        XSSFRow sampleRow = sheet().getRow(first);
        short height = -1;
        if (sampleRow != null) {
            height = sampleRow.getCTRow().getCustomHeight() ? sampleRow.getHeight() : -1;
            for (int column : columns.values()) {
                XSSFCell cell = sampleRow.getCell(column);
                if (cell != null) {
                    styles.put(column, cell.getCellStyle());
                }
            }
        }
        clear();
        for (int index = first; index <= last; index++) {
            XSSFRow row = row(index);
            row.setHeight((short) Math.max(row.getCTRow().getCustomHeight() ? row.getHeight() : -1, height));
            for (TableOutline.Column<T> outlined : outline.columns()) {
                int column = columns.get(key(outlined.header()));
                XSSFCell cell = row.createCell(column);
                if (styles.containsKey(column)) {
                    cell.setCellStyle(styles.get(column));
                }
                if (!rows.isEmpty()) {
                    writer.write(cell, outlined.cell().apply(rows.get(index - first)));
                } else if (outlined == outline.columns().get(0)) {
                    writer.write(cell, new CellValue.Text(outline.none()));
                }
            }
            WrappedText.fit(row);
        }
        rename(outline);
        area = new CellRangeAddress(sample.getFirstRow(), last, sample.getFirstColumn(), sample.getLastColumn());
        resize();
        followWithConditionalFormats();
    }

    /** Gives columns the headers of the brief, each another one, as Excel wants it, and hides those without use. */
    private void rename(TableOutline<?> outline) {
        Set<String> taken = new HashSet<>();
        for (TableOutline.Column<?> outlined : outline.columns()) {
            int column = columns.get(key(outlined.header()));
            if (outlined.renamed().isEmpty() && outlined.used()) {
                taken.add(key(outlined.header()));
                continue;
            }
            String wanted = outlined.renamed().orElse(outlined.header());
            String header = wanted;
            for (int number = 2; !taken.add(key(header)); number++) {
                header = wanted + " (" + number + ")";
            }
            sheet().getRow(sample.getFirstRow()).getCell(column).setCellValue(header);
            table.getColumns().get(column - sample.getFirstColumn()).setName(header);
            if (!outlined.used()) {
                sheet().setColumnHidden(column, true);
            }
        }
    }

    /** The cells that the template's sample rows had, and the header. */
    CellRangeAddress sample() {
        return sample;
    }

    /** The cells that the table has now, the header among them. */
    CellRangeAddress area() {
        return area;
    }

    XSSFSheet sheet() {
        return table.getXSSFSheet();
    }

    String name() {
        return table.getName();
    }

    /** Where a range lies now that lay within the template's sample rows; nothing for any other range. */
    Optional<CellRangeAddress> moved(CellRangeAddress range) {
        boolean within = range.getFirstRow() >= firstRow()
                && range.getLastRow() <= sample.getLastRow()
                && range.getFirstColumn() >= sample.getFirstColumn()
                && range.getLastColumn() <= sample.getLastColumn();
        return within
                ? Optional.of(new CellRangeAddress(
                        firstRow(), area.getLastRow(), range.getFirstColumn(), range.getLastColumn()))
                : Optional.empty();
    }

    private int firstRow() {
        return sample.getFirstRow() + 1;
    }

    private void requireRoom(int last) {
        for (int index = sample.getLastRow() + 1; index <= last; index++) {
            for (int column = sample.getFirstColumn(); column <= sample.getLastColumn(); column++) {
                XSSFRow row = sheet().getRow(index);
                if (row != null
                        && row.getCell(column) != null
                        && row.getCell(column).getCellType() != CellType.BLANK) {
                    throw new TemplateException(
                            "the table %s cannot grow over the cell %s!%s: leave the cells below it empty"
                                    .formatted(
                                            name(),
                                            sheet().getSheetName(),
                                            new CellReference(index, column).formatAsString()));
                }
            }
        }
    }

    private void clear() {
        for (int index = firstRow(); index <= sample.getLastRow(); index++) {
            XSSFRow row = sheet().getRow(index);
            if (row == null) {
                continue;
            }
            row.setHeight((short) -1);
            for (int column = sample.getFirstColumn(); column <= sample.getLastColumn(); column++) {
                XSSFCell cell = row.getCell(column);
                if (cell != null) {
                    cell.removeHyperlink();
                    row.removeCell(cell);
                }
            }
        }
    }

    private XSSFRow row(int index) {
        XSSFRow row = sheet().getRow(index);
        return row == null ? sheet().createRow(index) : row;
    }

    private void resize() {
        String ref = area.formatAsString();
        table.setCellReferences(new AreaReference(ref, SpreadsheetVersion.EXCEL2007));
        if (table.getCTTable().isSetAutoFilter()) {
            table.getCTTable().getAutoFilter().setRef(ref);
        }
    }

    private void followWithConditionalFormats() {
        for (CTConditionalFormatting format : sheet().getCTWorksheet().getConditionalFormattingList()) {
            List<String> ranges = new ArrayList<>();
            for (Object range : format.getSqref()) {
                ranges.add(moved(CellRangeAddress.valueOf(range.toString()))
                        .map(CellRangeAddress::formatAsString)
                        .orElse(range.toString()));
            }
            format.setSqref(ranges);
        }
    }

    /** Headers are compared as a reader sees them: a line break or another case is the same header. */
    private static String key(String header) {
        return header.replace("_x000a_", " ").replaceAll("\\s+", " ").strip().toLowerCase(Locale.ROOT);
    }
}
