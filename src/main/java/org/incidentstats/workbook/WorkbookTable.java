package org.incidentstats.workbook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.apache.poi.ss.SpreadsheetVersion;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.PrintSetup;
import org.apache.poi.ss.util.AreaReference;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFTable;
import org.apache.poi.xssf.usermodel.XSSFTableColumn;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.CTConditionalFormatting;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.CTTableColumn;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.CTTableColumns;

/**
 * A table of the template. Filling it replaces its sample rows, however many, and lets everything on its sheet that
 * covers them cover the new ones.
 */
final class WorkbookTable {

    /** Characters that are still read well when a page is as wide as they are. */
    private static final int WIDEST_PAGE = 150;

    private final XSSFTable table;
    private final Map<String, Integer> columns = new HashMap<>();
    private final CellRangeAddress sample;
    private CellRangeAddress area;
    private List<Place> places = List.of();

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
    public List<String> problems(List<String> headers) {
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
    public <T> void fill(TableOutline<T> outline, List<T> rows, CellWriter writer) {
        int first = firstRow();
        int last = first + Math.max(rows.size(), 1) - 1;
        places = places(outline.columns());
        int right = places.stream().mapToInt(Place::column).max().orElse(0);
        area = new CellRangeAddress(
                sample.getFirstRow(), last, sample.getFirstColumn(), Math.max(right, sample.getLastColumn()));
        requireRoom();
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
            for (int number = 0; number < places.size(); number++) {
                TableOutline.Column<T> outlined = outline.columns().get(number);
                Place place = places.get(number);
                XSSFCell cell = row.createCell(place.column());
                if (styles.containsKey(place.like())) {
                    cell.setCellStyle(styles.get(place.like()));
                }
                if (!rows.isEmpty()) {
                    writer.write(cell, outlined.cell().apply(rows.get(index - first)));
                } else if (number == 0) {
                    writer.write(cell, new CellValue.Text(outline.none()));
                }
            }
            WrappedText.fit(row);
        }
        head(outline.columns());
        resize();
        followWithConditionalFormats();
        spreadOverPages();
    }

    /** Where a column of the brief stands, and the column of the template that it looks like: itself, or another one. */
    private record Place(int column, int like) {

        boolean added() {
            return column != like;
        }
    }

    private <T> List<Place> places(List<TableOutline.Column<T>> outlined) {
        List<Place> found = new ArrayList<>();
        Set<Integer> taken = new HashSet<>();
        int next = sample.getLastColumn() + 1;
        for (TableOutline.Column<T> column : outlined) {
            int like = Objects.requireNonNull(columns.get(key(column.header())), column.header());
            found.add(new Place(taken.add(like) ? like : next++, like));
        }
        return found;
    }

    /** Gives columns the headers of the brief, each another one, as Excel wants it. */
    private <T> void head(List<TableOutline.Column<T>> outlined) {
        Set<String> taken = new HashSet<>();
        for (TableOutline.Column<T> column : outlined) {
            if (column.renamed().isEmpty()) {
                taken.add(key(column.header()));
            }
        }
        for (int number = 0; number < places.size(); number++) {
            TableOutline.Column<T> column = outlined.get(number);
            if (column.renamed().isPresent()) {
                String header = column.renamed().get();
                for (int same = 2; !taken.add(key(header)); same++) {
                    header = column.renamed().get() + " (" + same + ")";
                }
                head(places.get(number), header);
            }
        }
    }

    private void head(Place place, String header) {
        if (place.added()) {
            lookLike(place);
        }
        sheet().getRow(sample.getFirstRow()).getCell(place.column()).setCellValue(header);
        if (place.added()) {
            // One by one, XSSFTable would look at all columns again for each
            CTTableColumns all = table.getCTTable().getTableColumns();
            CTTableColumn last = all.getTableColumnArray(all.sizeOfTableColumnArray() - 1);
            CTTableColumn added = all.addNewTableColumn();
            added.setId(Math.max(last.getId(), all.sizeOfTableColumnArray()) + 1);
            added.setName(header);
            all.setCount(all.sizeOfTableColumnArray());
        } else {
            table.getColumns().get(place.column() - sample.getFirstColumn()).setName(header);
        }
    }

    /** Gives an added column the width, and above its rows the looks, of its like. */
    private void lookLike(Place place) {
        sheet().setColumnWidth(place.column(), sheet().getColumnWidth(place.like()));
        for (int index = 0; index <= sample.getFirstRow(); index++) {
            XSSFRow row = row(index);
            if (row.getCell(place.like()) != null && row.getCell(place.column()) == null) {
                row.createCell(place.column())
                        .setCellStyle(row.getCell(place.like()).getCellStyle());
            }
        }
    }

    /** Lets columns that were added be printed on further pages, instead of smaller. */
    private void spreadOverPages() {
        PrintSetup print = sheet().getPrintSetup();
        if (places.stream().noneMatch(Place::added) || !sheet().getFitToPage() || print.getFitWidth() == 0) {
            return;
        }
        CellRangeAddress repeated = sheet().getRepeatingColumns();
        double onEach = repeated == null ? 0 : width(repeated.getFirstColumn(), repeated.getLastColumn());
        double once = width(0, area.getLastColumn()) - onEach;
        print.setFitWidth((short) Math.max(print.getFitWidth(), Math.ceil(once / (WIDEST_PAGE - onEach))));
    }

    private double width(int first, int last) {
        double width = 0;
        for (int column = first; column <= last; column++) {
            width += sheet().getColumnWidth(column) / 256.0;
        }
        return width;
    }

    /** The cells that the template's sample rows had, and the header. */
    public CellRangeAddress sample() {
        return sample;
    }

    /** The cells that the table has now, the header among them. */
    public CellRangeAddress area() {
        return area;
    }

    public XSSFSheet sheet() {
        return table.getXSSFSheet();
    }

    public String name() {
        return table.getName();
    }

    /** Where a range lies now that lay within the template's sample rows; nothing for any other range. */
    public Optional<CellRangeAddress> moved(CellRangeAddress range) {
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

    private void requireRoom() {
        for (int index = sample.getFirstRow(); index <= area.getLastRow(); index++) {
            XSSFRow row = sheet().getRow(index);
            for (int column = sample.getFirstColumn(); row != null && column <= area.getLastColumn(); column++) {
                XSSFCell cell = row.getCell(column);
                if (cell != null && cell.getCellType() != CellType.BLANK && !sample.isInRange(cell)) {
                    throw new TemplateException(
                            "the table %s cannot grow over the cell %s!%s: leave the cells below and right of it empty"
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
            for (Object text : format.getSqref()) {
                CellRangeAddress range = CellRangeAddress.valueOf(text.toString());
                Optional<CellRangeAddress> moved = moved(range);
                ranges.add(moved.orElse(range).formatAsString());
                if (moved.isPresent()) {
                    addedLike(range).map(CellRangeAddress::formatAsString).ifPresent(ranges::add);
                }
            }
            format.setSqref(ranges);
        }
    }

    /** The rows of the columns that were added because they look like one of the range. */
    private Optional<CellRangeAddress> addedLike(CellRangeAddress range) {
        IntSummaryStatistics added = places.stream()
                .filter(place -> place.added()
                        && place.like() >= range.getFirstColumn()
                        && place.like() <= range.getLastColumn())
                .mapToInt(Place::column)
                .summaryStatistics();
        return added.getCount() == 0
                ? Optional.empty()
                : Optional.of(new CellRangeAddress(firstRow(), area.getLastRow(), added.getMin(), added.getMax()));
    }

    /** Headers are compared as a reader sees them: a line break or another case is the same header. */
    private static String key(String header) {
        return header.replace("_x000a_", " ").replaceAll("\\s+", " ").strip().toLowerCase(Locale.ROOT);
    }
}
