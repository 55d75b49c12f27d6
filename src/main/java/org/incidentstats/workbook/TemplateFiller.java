package org.incidentstats.workbook;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.apache.poi.UnsupportedFileFormatException;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JRuntimeException;
import org.apache.poi.openxml4j.opc.PackageProperties;
import org.apache.poi.ss.SpreadsheetVersion;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Name;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.AreaReference;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFTable;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/**
 * Fills a workbook whose looks somebody else designed. Cells are found by their defined name, columns by the name of
 * their table and their header; where they stand and how they look is the template's business.
 *
 * <p>A template that lacks something, or has something that stays unfilled, ends in a {@link TemplateException}: a
 * brief with sample numbers in it must never leave the house.
 */
public final class TemplateFiller implements AutoCloseable {

    /** The sample number of templates, in cells that the filler has to fill. */
    public static final int SAMPLE = 9_999;

    private static final String SAMPLE_TEXT = "9,999";

    private final XSSFWorkbook workbook;
    private final CellWriter writer;
    private final Map<String, WorkbookTable> tables = new LinkedHashMap<>();
    private final Map<String, String> chartDescriptions = new HashMap<>();
    private final Set<XSSFCell> filledCells = new HashSet<>();
    private final Set<String> pendingNames = new HashSet<>();
    private final Set<String> pendingTables = new HashSet<>();

    /**
     * @throws TemplateException if the template is no workbook, or lacks one of the names, tables or columns; the
     *                           message lists all that it lacks
     */
    public TemplateFiller(byte[] template, Collection<String> names, Map<String, List<String>> outlines) {
        workbook = open(template);
        writer = new CellWriter(workbook);
        for (Sheet sheet : workbook) {
            for (XSSFTable table : ((XSSFSheet) sheet).getTables()) {
                tables.put(table.getName(), new WorkbookTable(table));
            }
        }
        List<String> problems = new ArrayList<>();
        outlines.forEach((name, headers) -> {
            if (tables.containsKey(name)) {
                problems.addAll(tables.get(name).problems(headers));
            } else {
                problems.add("there is no table " + name);
            }
            pendingTables.add(name);
        });
        for (String table : tables.keySet()) {
            if (!pendingTables.contains(table)) {
                problems.add("there is a table %s that nothing fills".formatted(table));
            }
        }
        for (String name : names) {
            if (cell(name).isEmpty()) {
                problems.add("there is no name %s for a cell".formatted(name));
            }
            pendingNames.add(name);
        }
        if (!problems.isEmpty()) {
            throw new TemplateException("The template cannot be filled: " + String.join("; ", problems));
        }
    }

    private static XSSFWorkbook open(byte[] template) {
        try {
            return new XSSFWorkbook(new ByteArrayInputStream(template));
        } catch (IOException | UnsupportedFileFormatException | OpenXML4JRuntimeException e) {
            throw new TemplateException("The template is not an .xlsx workbook", e);
        }
    }

    public void fill(String name, CellValue value) {
        XSSFCell cell = cell(name).orElseThrow(() -> new IllegalArgumentException("no name " + name));
        cell.removeHyperlink();
        writer.write(cell, value);
        WrappedText.fit(cell.getRow());
        filledCells.add(cell);
        pendingNames.remove(name);
    }

    public <T> void fill(TableOutline<T> outline, List<T> rows) {
        Objects.requireNonNull(tables.get(outline.name()), outline.name()).fill(outline, rows, writer);
        pendingTables.remove(outline.name());
    }

    /** Says in words what the charts of a table show. */
    public void describeCharts(String table, String description) {
        chartDescriptions.put(table, description);
    }

    /** Says what the document is, and that it was made at this moment and never changed. */
    public void describe(String title, String author, Instant made) {
        try {
            PackageProperties properties = workbook.getPackage().getPackageProperties();
            properties.setTitleProperty(title);
            properties.setCreatorProperty(author);
            properties.setLastModifiedByProperty(author);
            properties.setCreatedProperty(Optional.of(Date.from(made)));
            properties.setModifiedProperty(Optional.of(Date.from(made)));
        } catch (InvalidFormatException e) {
            throw new TemplateException("The properties of the template cannot be set", e);
        }
    }

    /**
     * The filled workbook.
     *
     * @throws TemplateException if something of the template is not filled
     */
    public byte[] finish() {
        calculate();
        WorkbookCharts charts = new WorkbookCharts(workbook, tables.values());
        charts.refresh(chartDescriptions);
        requireNothingLeft(charts);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            workbook.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return StableZip.rewrite(bytes.toByteArray());
    }

    @Override
    public void close() {
        workbook.getPackage().revert();
    }

    private Optional<XSSFCell> cell(String name) {
        Name defined = workbook.getName(name);
        if (defined == null || defined.isDeleted() || defined.getRefersToFormula() == null) {
            return Optional.empty();
        }
        CellReference place;
        try {
            place = new AreaReference(defined.getRefersToFormula(), SpreadsheetVersion.EXCEL2007).getFirstCell();
        } catch (IllegalArgumentException e) {
            throw new TemplateException(
                    "The name %s must stand for one cell, not for %s".formatted(name, defined.getRefersToFormula()), e);
        }
        XSSFSheet sheet = workbook.getSheet(place.getSheetName());
        XSSFRow row = sheet.getRow(place.getRow());
        row = row == null ? sheet.createRow(place.getRow()) : row;
        XSSFCell cell = row.getCell(place.getCol());
        return Optional.of(cell == null ? row.createCell(place.getCol()) : cell);
    }

    /** Viewers that do not calculate show a formula's stored result. */
    private void calculate() {
        try {
            workbook.getCreationHelper().createFormulaEvaluator().evaluateAll();
        } catch (RuntimeException e) {
            throw new TemplateException("A formula of the template cannot be calculated: " + e.getMessage(), e);
        }
    }

    private void requireNothingLeft(WorkbookCharts charts) {
        List<String> left = new ArrayList<>();
        pendingTables.stream().sorted().map("the table %s"::formatted).forEach(left::add);
        pendingNames.stream().sorted().map("the name %s"::formatted).forEach(left::add);
        for (Sheet sheet : workbook) {
            for (Row row : sheet) {
                for (Cell cell : row) {
                    if (sample(cell) && !filled((XSSFCell) cell)) {
                        left.add("the cell %s!%s".formatted(sheet.getSheetName(), cell.getAddress()));
                    }
                }
            }
        }
        charts.thatSay(SAMPLE_TEXT).stream()
                .map("the words of a chart on the sheet %s"::formatted)
                .forEach(left::add);
        if (!left.isEmpty()) {
            throw new TemplateException("Nothing has filled " + String.join(", ", left) + " of the template");
        }
    }

    private boolean filled(XSSFCell cell) {
        return filledCells.contains(cell)
                || tables.values().stream()
                        .anyMatch(table ->
                                table.sheet() == cell.getSheet() && table.area().isInRange(cell));
    }

    private static boolean sample(Cell cell) {
        return cell.getCellType() == CellType.NUMERIC && cell.getNumericCellValue() == SAMPLE
                || cell.getCellType() == CellType.STRING
                        && cell.getStringCellValue().contains(SAMPLE_TEXT);
    }
}
