package org.incidentstats.workbook;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.poi.ss.SpreadsheetVersion;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.AreaReference;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFChart;
import org.apache.poi.xssf.usermodel.XSSFDrawing;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Lets the charts of a workbook show what its tables say now: each reference to a table's sample rows becomes one to
 * its rows, and each cache holds what the cells hold, for viewers that draw from caches. Who cannot see them is told what
 * they show.
 *
 * <p>Works on the charts' XML, so that an analyst may use any kind of chart.
 */
final class WorkbookCharts {

    private static final String CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart";
    private static final String RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String DESCRIPTION = "descr";
    private static final int WIDEST_GAP = 500;
    private static final int GRID_LINES = 5;

    private final XSSFWorkbook workbook;
    private final Collection<WorkbookTable> tables;
    private final DataFormatter formatter = new DataFormatter(Locale.ENGLISH);

    WorkbookCharts(XSSFWorkbook workbook, Collection<WorkbookTable> tables) {
        this.workbook = workbook;
        this.tables = tables;
    }

    /**
     * Lets the charts show the rows that their tables have now, and be described as it fits these.
     *
     * @param descriptions for readers who do not see it, what a chart of each table shows; a chart of other tables keeps
     *                     the template's description
     */
    void refresh(Map<String, String> descriptions) {
        for (Sheet sheet : workbook) {
            for (Chart chart : charts(sheet)) {
                String said = tables(chart.xml(), sheet.getSheetName())
                        .map(WorkbookTable::name)
                        .filter(descriptions::containsKey)
                        .map(descriptions::get)
                        .distinct()
                        .collect(Collectors.joining(" "));
                if (!said.isEmpty()) {
                    chart.properties().setAttribute(DESCRIPTION, said);
                }
                refresh(chart.xml(), sheet.getSheetName());
            }
        }
    }

    /** The sheets with a chart that has these among its own words, those that it reads from no cell. */
    List<String> thatSay(String words) {
        List<String> sheets = new ArrayList<>();
        for (Sheet sheet : workbook) {
            if (charts(sheet).stream()
                    .anyMatch(chart -> says(chart.xml(), words)
                            || chart.properties().getAttribute(DESCRIPTION).contains(words))) {
                sheets.add(sheet.getSheetName());
            }
        }
        return sheets;
    }

    private static boolean says(Element element, String words) {
        return "t".equals(element.getLocalName()) && text(element).contains(words)
                || children(element).stream().anyMatch(child -> says(child, words));
    }

    /** A chart, and the properties of the frame in which it stands on its sheet. */
    private record Chart(Element xml, Element properties) {}

    private static List<Chart> charts(Sheet sheet) {
        if (!(sheet.getDrawingPatriarch() instanceof XSSFDrawing drawing)) {
            return List.of();
        }
        List<Chart> charts = new ArrayList<>();
        for (Element shown : descendants(drawing.getCTDrawing().getDomNode(), "chart"::equals)) {
            XSSFChart chart = (XSSFChart) drawing.getRelationById(shown.getAttributeNS(RELATIONSHIPS, "id"));
            Node frame = shown;
            while (!"graphicFrame".equals(frame.getLocalName())) {
                frame = frame.getParentNode();
            }
            Element properties = child((Element) frame, "nvGraphicFramePr")
                    .flatMap(names -> child(names, "cNvPr"))
                    .orElseThrow();
            charts.add(new Chart((Element) chart.getCTChart().getDomNode(), properties));
        }
        return charts;
    }

    /** The tables that a chart reads, as often as it does. */
    private Stream<WorkbookTable> tables(Element chart, String sheetName) {
        return descendants(chart, "f"::equals).stream().flatMap(formula -> range(formula, sheetName).table().stream());
    }

    private void refresh(Element chart, String sheetName) {
        keepBarsAsThickAsDrawn(chart, sheetName);
        for (Element formula : descendants(chart, "f"::equals)) {
            Element reference = (Element) formula.getParentNode();
            Range range = range(formula, sheetName);
            setText(formula, range.formula());
            if (reference.getLocalName().equals("numRef")) {
                cacheNumbers(reference, range);
            } else if (reference.getLocalName().equals("strRef")) {
                cacheTexts(reference, range);
            } else {
                throw new TemplateException("a chart on the sheet %s reads %s as a %s, which cannot be kept up to date"
                        .formatted(sheetName, range.formula(), reference.getLocalName()));
            }
        }
        countInWholeSteps(chart);
    }

    /** Cells of one sheet, and their table where they are rows of one. */
    private record Range(Sheet sheet, CellRangeAddress cells, Optional<WorkbookTable> table) {

        String formula() {
            CellReference first =
                    new CellReference(sheet.getSheetName(), cells.getFirstRow(), cells.getFirstColumn(), true, true);
            CellReference last =
                    new CellReference(sheet.getSheetName(), cells.getLastRow(), cells.getLastColumn(), true, true);
            return cells.getNumberOfCells() == 1
                    ? first.formatAsString()
                    : new AreaReference(first, last, SpreadsheetVersion.EXCEL2007).formatAsString();
        }

        List<Cell> list() {
            List<Cell> list = new ArrayList<>();
            cells.forEach(address -> {
                Row row = sheet.getRow(address.getRow());
                list.add(row == null ? null : row.getCell(address.getColumn()));
            });
            return list;
        }
    }

    private Range range(Element formula, String sheetName) {
        String text = text(formula);
        try {
            AreaReference area = new AreaReference(text, SpreadsheetVersion.EXCEL2007);
            Sheet sheet = workbook.getSheet(area.getFirstCell().getSheetName());
            CellRangeAddress cells = new CellRangeAddress(
                    area.getFirstCell().getRow(),
                    area.getLastCell().getRow(),
                    area.getFirstCell().getCol(),
                    area.getLastCell().getCol());
            for (WorkbookTable table : tables) {
                if (table.sheet() == sheet && table.moved(cells).isPresent()) {
                    return new Range(sheet, table.moved(cells).get(), Optional.of(table));
                }
            }
            if (sheet != null && cells.getNumberOfCells() == 1) {
                return new Range(sheet, cells, Optional.empty());
            }
        } catch (IllegalArgumentException e) {
            throw new TemplateException(unreadable(sheetName, text), e);
        }
        throw new TemplateException(unreadable(sheetName, text));
    }

    private static String unreadable(String sheetName, String text) {
        return "a chart on the sheet %s reads %s: let it read a whole column of a table, or one cell"
                .formatted(sheetName, text);
    }

    private void cacheNumbers(Element reference, Range range) {
        List<Cell> cells = range.list();
        Optional<String> format = descendants(reference, "formatCode"::equals).stream()
                .findFirst()
                .map(WorkbookCharts::text);
        Element cache = newCache(reference, "numCache");
        String shown = format.orElseGet(() -> cells.stream()
                .filter(cell -> cell != null)
                .findFirst()
                .map(cell -> cell.getCellStyle().getDataFormatString())
                .orElse("General"));
        setText(append(cache, "formatCode"), shown);
        append(cache, "ptCount").setAttribute("val", Integer.toString(cells.size()));
        for (int index = 0; index < cells.size(); index++) {
            if (number(cells.get(index))) {
                double value = cells.get(index).getNumericCellValue();
                point(cache, index, value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value));
            }
        }
    }

    private void cacheTexts(Element reference, Range range) {
        List<Cell> cells = range.list();
        Element cache = newCache(reference, "strCache");
        append(cache, "ptCount").setAttribute("val", Integer.toString(cells.size()));
        for (int index = 0; index < cells.size(); index++) {
            String text = formatter.formatCellValue(cells.get(index));
            if (!text.isEmpty()) {
                point(cache, index, text);
            }
        }
    }

    /** Two bars in the room for ten would be as thick as walls. */
    private void keepBarsAsThickAsDrawn(Element chart, String sheetName) {
        for (Element bars : descendants(chart, name -> name.equals("barChart") || name.equals("bar3DChart"))) {
            Optional<Element> gap =
                    descendants(bars, "gapWidth"::equals).stream().findFirst();
            Optional<WorkbookTable> table = tables(bars, sheetName).findFirst();
            if (gap.isPresent() && table.isPresent()) {
                double drawn =
                        table.get().sample().getLastRow() - table.get().sample().getFirstRow();
                double now =
                        table.get().area().getLastRow() - table.get().area().getFirstRow();
                if (now < drawn) {
                    double width =
                            100 + Integer.parseInt(gap.get().getAttribute("val").replace("%", ""));
                    long wider = Math.round(width * drawn / now - 100);
                    gap.get().setAttribute("val", Long.toString(Math.min(wider, WIDEST_GAP)));
                }
            }
        }
    }

    /**
     * Gives each axis of values about five steps of whole numbers. Left alone, viewers divide few incidents into halves
     * and fifths, and many into more numbers than there is room for.
     */
    private void countInWholeSteps(Element chart) {
        for (Element axis : descendants(chart, "valAx"::equals)) {
            String id = child(axis, "axId").map(e -> e.getAttribute("val")).orElse("");
            double largest = descendants(chart, name -> name.endsWith("Chart")).stream()
                    .filter(plot -> descendants(plot, "axId"::equals).stream()
                            .anyMatch(axId -> axId.getAttribute("val").equals(id)))
                    .mapToDouble(WorkbookCharts::longest)
                    .max()
                    .orElse(0);
            if (child(axis, "majorUnit").isEmpty()) {
                Node before = child(axis, "minorUnit")
                        .or(() -> child(axis, "dispUnits"))
                        .or(() -> child(axis, "extLst"))
                        .orElse(null);
                Element unit = element(axis, "majorUnit");
                unit.setAttribute("val", Long.toString(step(largest)));
                axis.insertBefore(unit, before);
            }
            if (largest == 0) {
                child(axis, "scaling").ifPresent(WorkbookCharts::endAtOne);
            }
        }
    }

    /** The largest value of the plot, or the largest sum of a category where its series are stacked. */
    private static double longest(Element plot) {
        boolean stacked = child(plot, "grouping")
                .filter(grouping -> grouping.getAttribute("val").equals("stacked"))
                .isPresent();
        Map<String, Double> values = new HashMap<>();
        for (Element series : descendants(plot, "val"::equals)) {
            for (Element point : descendants(series, "pt"::equals)) {
                double value =
                        child(point, "v").map(v -> Double.parseDouble(text(v))).orElse(0.0);
                values.merge(point.getAttribute("idx"), value, stacked ? Double::sum : Math::max);
            }
        }
        return values.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }

    /** The smallest of 1, 2, 5, 10, 20, 50 and so on that reaches the largest value in five steps. */
    private static long step(double largest) {
        long power = 1;
        while (true) {
            for (int factor : new int[] {1, 2, 5}) {
                if (factor * power * GRID_LINES >= largest) {
                    return factor * power;
                }
            }
            power *= 10;
        }
    }

    /** An axis of nothing but zeros would end anywhere. */
    private static void endAtOne(Element scaling) {
        if (child(scaling, "max").isEmpty()) {
            Element end = element(scaling, "max");
            end.setAttribute("val", "1");
            scaling.insertBefore(
                    end,
                    child(scaling, "min").or(() -> child(scaling, "extLst")).orElse(null));
        }
    }

    private static boolean number(Cell cell) {
        return cell != null
                && (cell.getCellType() == CellType.NUMERIC
                        || cell.getCellType() == CellType.FORMULA
                                && cell.getCachedFormulaResultType() == CellType.NUMERIC);
    }

    private static void point(Element cache, int index, String value) {
        Element point = append(cache, "pt");
        point.setAttribute("idx", Integer.toString(index));
        setText(append(point, "v"), value);
    }

    /** The reference's cache, empty, in its place between the formula and any extension. */
    private static Element newCache(Element reference, String name) {
        child(reference, name).ifPresent(reference::removeChild);
        Element cache = element(reference, name);
        reference.insertBefore(cache, child(reference, "extLst").orElse(null));
        return cache;
    }

    private static Element append(Element parent, String name) {
        Element element = element(parent, name);
        parent.appendChild(element);
        return element;
    }

    private static Element element(Element sibling, String name) {
        String prefix = sibling.getPrefix();
        return sibling.getOwnerDocument()
                .createElementNS(CHART, prefix == null || prefix.isEmpty() ? name : prefix + ":" + name);
    }

    // The DOM of XMLBeans is of level 2: it has no text content
    private static String text(Element element) {
        StringBuilder text = new StringBuilder();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            text.append(node.getNodeValue());
        }
        return text.toString();
    }

    private static void setText(Element element, String text) {
        while (element.getFirstChild() != null) {
            element.removeChild(element.getFirstChild());
        }
        element.appendChild(element.getOwnerDocument().createTextNode(text));
    }

    private static Optional<Element> child(Element parent, String name) {
        return children(parent).stream()
                .filter(element -> name.equals(element.getLocalName()))
                .findFirst();
    }

    private static List<Element> descendants(Node parent, Predicate<String> name) {
        List<Element> found = new ArrayList<>();
        for (Element element : children(parent)) {
            if (CHART.equals(element.getNamespaceURI()) && name.test(element.getLocalName())) {
                found.add(element);
            }
            found.addAll(descendants(element, name));
        }
        return found;
    }

    private static List<Element> children(Node parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }
}
