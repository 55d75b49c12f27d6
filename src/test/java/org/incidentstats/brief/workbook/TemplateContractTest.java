package org.incidentstats.brief.workbook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFTable;
import org.apache.poi.xssf.usermodel.XSSFTableColumn;
import org.incidentstats.brief.Contents;
import org.incidentstats.brief.OtherProgram;
import org.incidentstats.brief.ReadBrief;
import org.incidentstats.brief.Templates;
import org.incidentstats.brief.Workbooks;
import org.incidentstats.brief.content.BriefContent;
import org.incidentstats.vocabulary.Language;
import org.incidentstats.workbook.TemplateException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openxmlformats.schemas.drawingml.x2006.chart.CTPlotArea;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What an analyst may change of the template, and what the application says about the rest. */
class TemplateContractTest {

    static Stream<String> tables() {
        return Workbooks.tables().keySet().stream();
    }

    @Test
    void everyMissingNameIsNamed() {
        List<String> names = BriefWorkbook.names();
        assertRefused(
                Templates.edited(workbook -> names.forEach(name -> workbook.removeName(workbook.getName(name)))),
                names.stream().map("there is no name %s for a cell"::formatted).toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void aRenamedTableIsNamed(String table) {
        assertRefused(
                Templates.edited(workbook -> workbook.getTable(table).setName("Mine")),
                "there is no table " + table,
                "there is a table Mine that nothing fills");
    }

    @ParameterizedTest
    @MethodSource("tables")
    void aRemovedTableIsNamed(String table) {
        assertRefused(
                Templates.edited(
                        workbook -> workbook.getTable(table).getXSSFSheet().removeTable(workbook.getTable(table))),
                "there is no table " + table);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void everyRenamedColumnIsNamed(String table) {
        List<String> headers = Workbooks.tables().get(table);
        byte[] template = Templates.edited(
                workbook -> headers.forEach(header -> rename(workbook.getTable(table), header, "My " + header)));
        assertRefused(
                template,
                headers.stream()
                        .flatMap(header -> Stream.of(
                                "the table %s has no column '%s'".formatted(table, header),
                                "the table %s has a column 'My %s' that nothing fills".formatted(table, header)))
                        .toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void aRemovedColumnIsNamed(String table) {
        List<String> headers = new ArrayList<>();
        byte[] template = Templates.edited(workbook -> {
            XSSFTable found = workbook.getTable(table);
            headers.add(found.getColumns().get(found.getColumnCount() - 1).getName());
            found.removeColumn(found.getColumnCount() - 1);
        });
        assertRefused(template, "the table %s has no column '%s'".formatted(table, headers.get(0)));
    }

    @Test
    void severalFaultsAreSaidTogether() {
        assertRefused(
                Templates.edited(workbook -> {
                    workbook.removeName(workbook.getName("AsOf"));
                    workbook.getTable("Trend").setName("Mine");
                }),
                "there is no name AsOf",
                "there is no table Trend");
    }

    @Test
    void aSampleThatNothingFillsIsFoundWithItsCell() {
        assertRefused(
                Templates.edited(workbook ->
                        workbook.getSheet("Method").createRow(50).createCell(2).setCellValue("Sample 9,999")),
                "Method!C51");
        assertRefused(
                Templates.edited(workbook ->
                        workbook.getSheet("Summary").getRow(3).createCell(1).setCellValue(9_999)),
                "Summary!B4");
        assertRefused(
                Templates.edited(workbook -> workbook.getSheet("Summary")
                        .getDrawingPatriarch()
                        .getCharts()
                        .get(0)
                        .setTitleText("Sample 9,999")),
                "the words of a chart on the sheet Summary");
    }

    @Test
    void aTableIsNotWrittenOverWhatStandsBelowOrRightOfIt() {
        assertRefused(
                Templates.edited(workbook -> workbook.getSheet("By country")
                        .createRow(7)
                        .createCell(1)
                        .setCellValue("A remark")),
                "ByCountry",
                "By country!B8");
        assertRefused(
                Templates.edited(workbook -> workbook.getSheet("Country × nationality")
                        .getRow(5)
                        .createCell(4)
                        .setCellValue("A remark")),
                "CountriesAndNationalities",
                "Country × nationality!E6");
    }

    @Test
    void aTotalRowIsRefused() {
        assertRefused(
                Templates.edited(
                        workbook -> workbook.getTable("ByCountry").getCTTable().setTotalsRowCount(1)),
                "the table ByCountry has a total row");
    }

    @Test
    void whatIsNoWorkbookIsRefused() {
        assertRefused("no workbook".getBytes(java.nio.charset.StandardCharsets.UTF_8), "not an .xlsx workbook");
    }

    @Test
    void anotherOrderOfColumnsOtherFontsAndOtherNamesOfSheetsMakeTheSameBrief() {
        byte[] template = Templates.edited(workbook -> {
            XSSFTable table = workbook.getTable("ByCountry");
            swap(table, "This month", "Killed best");
            swap(table, "Country", "Code");
            swap(workbook.getTable("Incidents"), "Incident", "Arrested");
            for (int index = 0; index < workbook.getNumberOfFonts(); index++) {
                workbook.getFontAt(index).setFontName("Georgia");
            }
            workbook.setSheetName(0, "Zusammenfassung");
            workbook.setSheetName(1, "Nach Land");
        });
        assertSaysTheSame(template);
    }

    @Test
    void aTemplateSavedByLibreOfficeMakesTheSameBrief(@TempDir Path folder) throws Exception {
        assumeTrue(OtherProgram.installed("libreoffice"), "LibreOffice is not installed");
        Path template = Files.write(folder.resolve("template.xlsx"), Templates.own());
        byte[] saved = Files.readAllBytes(OtherProgram.convert(template, "xlsx", folder));
        assertSaysTheSame(saved);
        ReadBrief brief = new ReadBrief(Workbooks.from(saved).write(Contents.sixtyCountries()));
        assertEquals(60, brief.rows("ByCountry").size());
        assertEquals(
                10,
                brief.workbook()
                        .getSheet("Summary")
                        .getDrawingPatriarch()
                        .getCharts()
                        .get(1)
                        .getCTChart()
                        .getPlotArea()
                        .getBarChartArray(0)
                        .getSerArray(0)
                        .getVal()
                        .getNumRef()
                        .getNumCache()
                        .getPtCount()
                        .getVal());
    }

    @Test
    void aTemplateRestyledInLibreOfficeMakesTheSameBriefInItsLooks(@TempDir Path folder) throws Exception {
        assumeTrue(OtherProgram.installed("libreoffice"), "LibreOffice is not installed");
        Path template = Files.write(folder.resolve("template.xlsx"), Templates.own());
        byte[] saved = Files.readAllBytes(OtherProgram.edit(
                template,
                """
                For index = 0 To book.Sheets.Count - 1
                  used = book.Sheets.getByIndex(index).createCursor()
                  used.gotoStartOfUsedArea(False)
                  used.gotoEndOfUsedArea(True)
                  used.CharFontName = "Georgia"
                Next
                book.Sheets.getByName("Summary").getCellRangeByName("B1").String = "Our brief"
                book.Sheets.getByName("By country").getCellRangeByName("%s").CellBackColor = RGB(0, 102, 51)
                book.Sheets.getByName("By country").getCellRangeByName("%s").CharColor = RGB(0, 102, 51)
                book.Sheets.getByName("Summary").Name = "Overview"
                """
                                .formatted(header("ByCountry", "Country"), column("ByCountry", "Country"))
                        + exchange("ByCountry", "This month", "Killed best")
                        + exchange("ByCountry", "Country", "Code")
                        + exchange("Incidents", "Date", "Arrested")
                        + exchange("Trend", "Incidents", "Killed (right-hand scale)")
                        + exchange("CountryRanking", "Country", "Rest of the 12 months"),
                folder));
        assertSaysTheSame(saved);

        ReadBrief brief = new ReadBrief(Workbooks.from(saved).write(Contents.july()));
        assertEquals("Overview", brief.workbook().getSheetName(0));
        assertEquals(
                "Our brief", brief.workbook().getSheetAt(0).getRow(0).getCell(1).getStringCellValue());
        XSSFTable countries = brief.workbook().getTable("ByCountry");
        assertEquals(
                List.of("Code", "Country", "Killed best"),
                List.of(0, 1, 2).stream()
                        .map(index -> countries.getColumns().get(index).getName())
                        .toList());
        XSSFCell header =
                countries.getXSSFSheet().getRow(countries.getStartRowIndex()).getCell(1);
        assertEquals(
                "FF006633", header.getCellStyle().getFillForegroundColorColor().getARGBHex());
        for (Map<String, XSSFCell> row : brief.cells("ByCountry")) {
            assertEquals(
                    "Georgia", row.get("Killed best").getCellStyle().getFont().getFontName());
            assertEquals(
                    "FF006633",
                    row.get("Country").getCellStyle().getFont().getXSSFColor().getARGBHex());
        }
        CTPlotArea trend = brief.charts().get(0).getCTChart().getPlotArea();
        assertEquals(
                brief.rows("Trend").stream().map(row -> row.get("Incidents")).toList(),
                brief
                        .area(trend.getBarChartArray(0)
                                .getSerArray(0)
                                .getVal()
                                .getNumRef()
                                .getF())
                        .stream()
                        .map(ReadBrief::value)
                        .toList());
        assertEquals(
                brief.rows("CountryRanking").stream()
                        .map(row -> row.get("Country"))
                        .toList(),
                brief
                        .area(brief.charts()
                                .get(1)
                                .getCTChart()
                                .getPlotArea()
                                .getBarChartArray(0)
                                .getSerArray(0)
                                .getCat()
                                .getStrRef()
                                .getF())
                        .stream()
                        .map(ReadBrief::value)
                        .toList());
    }

    /** Lets two columns of a table change places, as LibreOffice Basic. */
    private static String exchange(String table, String one, String other) {
        return """
               sheet = book.Sheets.getByName("%s")
               Move(sheet, "%s", "AZ1")
               Move(sheet, "%s", "%s")
               Move(sheet, "AZ1:AZ%d", "%s")
               """
                .formatted(
                        own(table).getSheetName(),
                        column(table, one),
                        column(table, other),
                        header(table, one),
                        own(table).getRowCount(),
                        header(table, other));
    }

    /** Where the header of a column stands in the template. */
    private static String header(String table, String header) {
        return new CellReference(own(table).getStartRowIndex(), columnIndex(table, header)).formatAsString();
    }

    /** Where a column stands in the template, with its header. */
    private static String column(String table, String header) {
        int column = columnIndex(table, header);
        return new CellRangeAddress(own(table).getStartRowIndex(), own(table).getEndRowIndex(), column, column)
                .formatAsString();
    }

    private static int columnIndex(String table, String header) {
        return own(table).getStartColIndex()
                + own(table).getColumns().stream()
                        .map(XSSFTableColumn::getName)
                        .toList()
                        .indexOf(header);
    }

    private static XSSFTable own(String table) {
        return new ReadBrief(Templates.own()).workbook().getTable(table);
    }

    @Test
    void theRussianTemplateSavedByLibreOfficeMakesTheSameBrief(@TempDir Path folder) throws Exception {
        assumeTrue(OtherProgram.installed("libreoffice"), "LibreOffice is not installed");
        Path template = Files.write(folder.resolve("template.xlsx"), Templates.own(Language.RU));
        byte[] saved = Files.readAllBytes(OtherProgram.convert(template, "xlsx", folder));
        BriefContent content = Contents.in(Language.RU, Contents.busy());
        ReadBrief expected = new ReadBrief(Workbooks.own().write(content));
        ReadBrief brief = new ReadBrief(new BriefWorkbook(Workbooks.CODEBOOK, Language.RU, saved).write(content, "1"));
        for (String table : Workbooks.tables().keySet()) {
            assertEquals(expected.rows(table), brief.rows(table), table);
        }
    }

    @Test
    void theReadmeListsEveryNameTableAndColumnAndNoOther() throws IOException {
        String readme = Files.readString(Path.of("reports-templates", "README.md"));
        String lists = readme.substring(readme.indexOf("| name |"));
        String names = lists.substring(0, lists.indexOf("| table |"));
        assertEquals(new TreeSet<>(BriefWorkbook.names()), quoted(firstCells(names)));
        int russian = lists.indexOf("| table | columns in Russian |");
        assertEquals(Workbooks.tables(), listed(lists.substring(names.length(), russian)));
        assertEquals(Workbooks.tables(Language.RU), listed(lists.substring(russian)));
    }

    private static Map<String, List<String>> listed(String text) {
        Map<String, List<String>> tables = new LinkedHashMap<>();
        Matcher row = Pattern.compile("^\\| `(\\w+)` \\| (.*) \\|$", Pattern.MULTILINE)
                .matcher(text);
        while (row.find()) {
            tables.put(row.group(1), new ArrayList<>(quotedInOrder(row.group(2))));
        }
        return tables;
    }

    private static void assertRefused(byte[] template, String... parts) {
        TemplateException refused = assertThrows(
                TemplateException.class, () -> Workbooks.from(template).write(Contents.sixtyCountries()));
        for (String part : parts) {
            assertTrue(refused.getMessage().contains(part), () -> refused.getMessage() + " does not say: " + part);
        }
    }

    private static void assertSaysTheSame(byte[] template) {
        ReadBrief expected = new ReadBrief(Workbooks.own().write(Contents.july()));
        ReadBrief brief = new ReadBrief(Workbooks.from(template).write(Contents.july()));
        List<String> names = new ArrayList<>(BriefWorkbook.names());
        assertTrue(names.remove("Version"), "it names the template");
        names.forEach(name -> assertEquals(expected.value(name), brief.value(name), name));
        assertEquals(expected.chartDescriptions(), brief.chartDescriptions());
        Workbooks.tables().keySet().forEach(table -> {
            assertFalse(expected.rows(table).isEmpty());
            assertEquals(expected.rows(table), brief.rows(table), table);
        });
    }

    private static void rename(XSSFTable table, String header, String other) {
        int index = table.getColumns().stream()
                .map(column -> column.getName())
                .toList()
                .indexOf(header);
        assertTrue(index >= 0, header);
        table.getColumns().get(index).setName(other);
        table.getXSSFSheet()
                .getRow(table.getStartRowIndex())
                .getCell(table.getStartColIndex() + index)
                .setCellValue(other);
    }

    /** Two columns change places: headers, sample cells and their looks. */
    private static void swap(XSSFTable table, String one, String other) {
        List<String> headers =
                table.getColumns().stream().map(column -> column.getName()).toList();
        int left = table.getStartColIndex() + headers.indexOf(one);
        int right = table.getStartColIndex() + headers.indexOf(other);
        rename(table, one, "between");
        rename(table, other, one);
        rename(table, "between", other);
        for (int index = table.getStartRowIndex() + 1; index <= table.getEndRowIndex(); index++) {
            XSSFRow row = table.getXSSFSheet().getRow(index);
            XSSFCell first = row.getCell(left);
            XSSFCell second = row.getCell(right);
            var look = first.getCellStyle();
            first.setCellStyle(second.getCellStyle());
            second.setCellStyle(look);
        }
    }

    private static String firstCells(String table) {
        return table.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|")[1])
                .collect(Collectors.joining("\n"));
    }

    private static Set<String> quoted(String text) {
        return new TreeSet<>(quotedInOrder(text));
    }

    private static List<String> quotedInOrder(String text) {
        return Pattern.compile("`([^`]+)`")
                .matcher(text)
                .results()
                .map(result -> result.group(1))
                .toList();
    }
}
