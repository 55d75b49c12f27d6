package org.incidentstats.brief;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.apache.poi.openxml4j.opc.PackageProperties;
import org.apache.poi.ss.SpreadsheetVersion;
import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.ss.usermodel.ComparisonOperator;
import org.apache.poi.ss.usermodel.ConditionalFormattingThreshold;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.HorizontalAlignment;
import org.apache.poi.ss.usermodel.PrintSetup;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.ss.util.AreaReference;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFChart;
import org.apache.poi.xssf.usermodel.XSSFClientAnchor;
import org.apache.poi.xssf.usermodel.XSSFColor;
import org.apache.poi.xssf.usermodel.XSSFDrawing;
import org.apache.poi.xssf.usermodel.XSSFFont;
import org.apache.poi.xssf.usermodel.XSSFName;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFTable;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xssf.usermodel.extensions.XSSFCellBorder.BorderSide;
import org.incidentstats.brief.words.BriefWords;
import org.incidentstats.brief.words.Header;
import org.incidentstats.brief.workbook.BriefWorkbook;
import org.incidentstats.vocabulary.Language;
import org.incidentstats.workbook.StableZip;
import org.incidentstats.workbook.TemplateFiller;
import org.incidentstats.workbook.WrappedText;
import org.openxmlformats.schemas.drawingml.x2006.chart.ChartSpaceDocument;

/**
 * Draws the templates of {@code reports-templates/} for the first time, one of each language. Who restyles a template
 * does it in Excel, on the file itself; drawing it again starts over.
 */
final class DrawTemplate {

    private static final String FONT = "Calibri";
    private static final String INK = "FF1B2A41";
    private static final String GREY = "FF5B6778";
    private static final String RULE = "FFD5DBE3";
    private static final String PANEL = "FFF4F6F9";
    private static final String WHITE = "FFFFFFFF";
    private static final String WARMEST = "FFE59A9C";
    private static final String ACCENT = "FFA63D40";
    private static final String MUTED = "FFB4C0CE";
    private static final String LINK = "FF1F5A94";

    private static final int SAMPLE = TemplateFiller.SAMPLE;
    private static final String SAMPLE_TEXT = "Sample 9,999";

    private final XSSFWorkbook workbook = new XSSFWorkbook();
    private final Map<Look, XSSFCellStyle> styles = new HashMap<>();
    private final Language language;

    private DrawTemplate(Language language) {
        this.language = language;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments.length > 0 ? arguments[0] : "reports-templates");
        Files.createDirectories(folder);
        for (Language language : Language.values()) {
            Files.write(folder.resolve(BriefWorkbook.templateName(language)), new DrawTemplate(language).draw());
        }
    }

    private String say(String english) {
        return TemplateWords.in(language, english);
    }

    private String header(Header header) {
        return header.in(language);
    }

    /** Names of months in the language of the template, wherever it is opened. */
    private String dates(String format) {
        return language == Language.RU ? "[$-419]" + format : format;
    }

    private enum Trait {
        SIZE,
        BOLD,
        ITALIC,
        UNDERLINE,
        COLOUR,
        FILL,
        FORMAT,
        RIGHT,
        TOP,
        WRAP,
        INDENT,
        BOTTOM,
        LEFT,
        SHRINK,
        CENTRE,
        UPWARDS
    }

    /** How a cell looks: the traits that it has. */
    private record Look(Map<Trait, Object> traits) {

        static final Look PLAIN = new Look(Map.of(Trait.SIZE, 10.0, Trait.COLOUR, INK));

        private Look with(Trait trait, Object value) {
            Map<Trait, Object> all = new EnumMap<>(traits);
            all.put(trait, value);
            return new Look(all);
        }

        boolean has(Trait trait) {
            return traits.containsKey(trait);
        }

        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
        <T> T get(Trait trait) {
            return (T) traits.get(trait);
        }

        Look size(double points) {
            return with(Trait.SIZE, points);
        }

        Look heavy() {
            return with(Trait.BOLD, true);
        }

        Look slanted() {
            return with(Trait.ITALIC, true);
        }

        Look link() {
            return with(Trait.UNDERLINE, true).colour(LINK);
        }

        Look colour(String argb) {
            return with(Trait.COLOUR, argb);
        }

        Look fill(String argb) {
            return with(Trait.FILL, argb);
        }

        Look format(String format) {
            return with(Trait.FORMAT, format);
        }

        Look right() {
            return with(Trait.RIGHT, true);
        }

        Look top() {
            return with(Trait.TOP, true);
        }

        Look wrap() {
            return with(Trait.WRAP, true);
        }

        Look indent(int characters) {
            return with(Trait.INDENT, characters);
        }

        Look bottom(String argb) {
            return with(Trait.BOTTOM, argb);
        }

        Look left(String argb) {
            return with(Trait.LEFT, argb);
        }

        Look shrink() {
            return with(Trait.SHRINK, true);
        }

        Look centre() {
            return with(Trait.CENTRE, true);
        }

        Look upwards() {
            return with(Trait.UPWARDS, true);
        }
    }

    /** A column of a table: its header, its width in characters, the look of its sample cell and that sample. */
    private record Field(String header, String shown, String group, double width, Look look, Object sample) {

        Field(String header, double width, Look look, Object sample) {
            this(header, header, "", width, look, sample);
        }
    }

    private byte[] draw() throws Exception {
        XSSFFont standard = workbook.getFontAt(0);
        standard.setFontName(FONT);
        standard.setFontHeight(10);
        XSSFSheet summary = workbook.createSheet(say("Summary"));
        XSSFSheet countries = workbook.createSheet(say("By country"));
        XSSFSheet nationalities = workbook.createSheet(say("By nationality"));
        XSSFSheet years = workbook.createSheet(say("By year"));
        XSSFSheet pairs = workbook.createSheet(say("Country × nationality"));
        XSSFSheet incidents = workbook.createSheet(say("Incidents"));
        XSSFSheet revisions = workbook.createSheet(say("Revisions"));
        XSSFSheet method = workbook.createSheet(say("Method"));
        XSSFSheet data = workbook.createSheet(say("Data"));
        data(data);
        summary(summary);
        places(
                countries,
                "ByCountry",
                Header.COUNTRY,
                "CountriesHeading",
                "Every country with an incident in the last twelve months. An incident in two countries counts in each of"
                        + " them, so rows do not add up to a total. Estimates are of the month.");
        places(
                nationalities,
                "ByNationality",
                Header.NATIONALITY,
                "NationalitiesHeading",
                "Every nationality of perpetrators or suspects in the last twelve months. An incident of two nationalities"
                        + " counts under each of them, so rows do not add up to a total. Estimates are of the month.");
        years(years);
        pairs(pairs);
        incidents(incidents);
        revisions(revisions);
        method(method);
        workbook.setActiveSheet(0);
        workbook.setSelectedTab(0);
        summary.setTabColor(colour(ACCENT));
        for (XSSFSheet sheet : List.of(countries, nationalities, years, pairs, incidents, revisions)) {
            sheet.setTabColor(colour(INK));
        }
        for (XSSFSheet sheet : List.of(method, data)) {
            sheet.setTabColor(colour(MUTED));
        }
        describe();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        workbook.write(bytes);
        return StableZip.rewrite(bytes.toByteArray());
    }

    private void describe() throws Exception {
        PackageProperties properties = workbook.getPackage().getPackageProperties();
        properties.setTitleProperty(say("Terrorism and counter-terrorism incidents: monthly brief"));
        properties.setSubjectProperty(say("Terrorism and counter-terrorism incidents"));
        properties.setCreatorProperty(BriefWords.AUTHOR);
        properties.setLastModifiedByProperty(BriefWords.AUTHOR);
        properties.setKeywordsProperty(say("incidents; terrorism; counter-terrorism; statistics; monthly brief"));
        properties.setDescriptionProperty(say("How the figures are counted is said on the sheet Method."));
        Date drawn = Date.from(Instant.parse("2026-01-01T00:00:00Z"));
        properties.setCreatedProperty(Optional.of(drawn));
        properties.setModifiedProperty(Optional.of(drawn));
        workbook.getProperties()
                .getExtendedProperties()
                .getUnderlyingProperties()
                .setApplication("Microsoft Excel");
        workbook.getProperties()
                .getExtendedProperties()
                .getUnderlyingProperties()
                .setCompany(BriefWords.AUTHOR);
    }

    // The summary: a grid of three tiles, the one in the middle over a gap, so that two charts can share the width too

    private static final int[] GRID_PIXELS = {18, 224, 12, 106, 12, 106, 12, 224};
    private static final int LEFT = 1;
    private static final int RIGHT = 7;

    private void summary(XSSFSheet sheet) {
        sheet.setDisplayGridlines(false);
        for (int column = 0; column < GRID_PIXELS.length; column++) {
            sheet.setColumnWidth(column, GRID_PIXELS[column] * 256 / 7);
        }
        Look band = Look.PLAIN.fill(INK).colour(WHITE).indent(1);
        height(sheet, 0, 20);
        height(sheet, 1, 30);
        height(sheet, 2, 18);
        across(sheet, 0, LEFT, RIGHT, "Monthly brief", band.size(11).colour(MUTED));
        across(
                sheet,
                1,
                LEFT,
                RIGHT - 1,
                "Terrorism and counter-terrorism incidents",
                band.size(18).heavy().shrink());
        named(
                sheet,
                1,
                RIGHT,
                "BriefMonth",
                SAMPLE_TEXT,
                band.size(18).heavy().right().shrink());
        Look scope = band.size(10).colour(MUTED).top().wrap();
        across(sheet, 2, LEFT, RIGHT, null, scope);
        named(sheet, 2, LEFT, "Scope", SAMPLE_TEXT, scope);
        height(sheet, 3, 8);

        tile(sheet, 4, 1, 1, "Incidents", "Incidents", "attacks, plots, enforcement and cooperation");
        tile(sheet, 4, 3, 5, "Attacks", "Attacks", "violence carried out or attempted");
        tile(sheet, 4, 7, 7, "Countries", "Countries", "with at least one incident");
        height(sheet, 9, 8);
        tile(sheet, 10, 1, 1, "Killed", "People killed", null);
        tile(sheet, 10, 3, 5, "Wounded", "People wounded", null);
        tile(sheet, 10, 7, 7, "Arrested", "People arrested", null);
        height(sheet, 15, 8);

        // Titles stand in cells: LibreOffice would make fixed words of a chart's title, and break a long one
        chartTitle(sheet, 16, LEFT, RIGHT, "TrendTitle");
        trendChart(sheet, new XSSFClientAnchor(0, 0, 0, 0, LEFT, 17, RIGHT + 1, 28));
        chartTitle(sheet, 28, LEFT, 3, "CountriesTitle");
        chartTitle(sheet, 28, 5, RIGHT, "NationalitiesTitle");
        ranking(
                sheet,
                new XSSFClientAnchor(0, 0, 0, 0, LEFT, 29, 4, 41),
                "CountryRanking",
                Header.COUNTRY,
                "Countries by incidents");
        ranking(
                sheet,
                new XSSFClientAnchor(0, 0, 0, 0, 5, 29, RIGHT + 1, 41),
                "NationalityRanking",
                Header.NATIONALITY,
                "Nationalities of perpetrators by incidents");
        for (int row = 17; row < 41; row++) {
            height(sheet, row, row == 28 ? 18 : 14);
        }
        height(sheet, 41, 6);
        section(sheet, 42, "What chance does not explain");
        sentence(sheet, 43, "Movers", ACCENT);
        section(sheet, 44, "What is unknown");
        sentence(sheet, 45, "WithoutNationality", INK);
        sentence(sheet, 46, "PossibleIncidents", INK);
        height(sheet, 47, 6);
        Look small = Look.PLAIN.size(9).colour(GREY).shrink();
        across(sheet, 48, LEFT, RIGHT, null, small);
        named(sheet, 48, LEFT, "AsOf", SAMPLE_TEXT, small);
        across(
                sheet,
                49,
                LEFT,
                RIGHT,
                "Source: Incident Statistics. Each incident and its sources: sheet Incidents. How it is counted: sheet"
                        + " Method.",
                small);
        print(sheet, false);
        sheet.getPrintSetup().setFitHeight((short) 1);
        sheet.setHorizontallyCenter(true);
        workbook.setPrintArea(workbook.getSheetIndex(sheet), LEFT, RIGHT, 0, 49);
    }

    private void section(XSSFSheet sheet, int row, String title) {
        height(sheet, row, 18);
        across(sheet, row, LEFT, RIGHT, title, Look.PLAIN.size(11).heavy().indent(1));
    }

    private void sentence(XSSFSheet sheet, int row, String name, String rule) {
        height(sheet, row, 17);
        Look look = Look.PLAIN.fill(PANEL).wrap().indent(1);
        across(sheet, row, LEFT, RIGHT, null, look);
        named(sheet, row, LEFT, name, SAMPLE_TEXT, look.left(rule));
    }

    private void tile(XSSFSheet sheet, int row, int first, int last, String name, String label, String explanation) {
        Look panel = Look.PLAIN.fill(PANEL).indent(1);
        Look look = panel.left(name.equals("Killed") ? ACCENT : INK);
        for (int line = row; line < row + 5; line++) {
            across(sheet, line, first, last, null, panel);
        }
        height(sheet, row, 18);
        put(sheet, row, first, label, look.size(10).heavy().colour(GREY));
        height(sheet, row + 1, 32);
        named(
                sheet,
                row + 1,
                first,
                name + "Value",
                SAMPLE,
                look.size(24).heavy().format("#,##0").shrink());
        height(sheet, row + 2, 14);
        named(sheet, row + 2, first, name + "Change", SAMPLE_TEXT, look.size(9).wrap());
        height(sheet, row + 3, 14);
        named(
                sheet,
                row + 3,
                first,
                name + "YearChange",
                SAMPLE_TEXT,
                look.size(9).wrap());
        Look uncertain = look.size(9).slanted().colour(GREY).top().wrap();
        if (explanation == null) {
            height(sheet, row + 4, 27);
            named(sheet, row + 4, first, name + "Uncertainty", SAMPLE_TEXT, uncertain);
        } else {
            height(sheet, row + 4, 27);
            put(sheet, row + 4, first, explanation, uncertain);
        }
    }

    private void chartTitle(XSSFSheet sheet, int row, int first, int last, String name) {
        Look look = Look.PLAIN.size(11).heavy().shrink().indent(1);
        height(sheet, row, 18);
        across(sheet, row, first, last, null, look);
        named(sheet, row, first, name, SAMPLE_TEXT, look);
    }

    /** A cell over several columns. */
    private void across(XSSFSheet sheet, int row, int first, int last, Object value, Look look) {
        for (int column = first; column <= last; column++) {
            put(sheet, row, column, column == first ? value : null, look);
        }
        if (last > first) {
            sheet.addMergedRegion(new CellRangeAddress(row, row, first, last));
        }
    }

    // The tables

    private static final Look CELL = Look.PLAIN.bottom(RULE);
    private static final Look FIGURE = CELL.right().format("#,##0").shrink();

    private void places(XSSFSheet sheet, String table, Header first, String heading, String explanation) {
        List<Field> fields = new ArrayList<>(List.of(
                new Field(header(first), 25, CELL.heavy().wrap(), SAMPLE_TEXT),
                new Field(header(Header.CODE), 9, CELL.colour(GREY), SAMPLE_TEXT),
                counted(Header.THIS_MONTH, 8, FIGURE.heavy().left(RULE)),
                counted(Header.MONTH_BEFORE, 9.2, FIGURE),
                counted(Header.TWELVE_MONTHS, 8.5, FIGURE)));
        fields.addAll(estimates(7.2));
        sheetWithTable(sheet, table, heading, explanation, fields, 2, 1);
    }

    private Field counted(Header header, double width, Look look) {
        String shown = header(header).substring(0, 1).toLowerCase(Locale.ROOT)
                + header(header).substring(1);
        return new Field(header(header), shown, header(Header.INCIDENTS), width, look, SAMPLE);
    }

    private void years(XSSFSheet sheet) {
        List<Field> fields = new ArrayList<>(List.of(
                new Field(header(Header.YEAR), 14, CELL.heavy().format("0"), SAMPLE),
                new Field(header(Header.INCIDENTS), 11, FIGURE.heavy(), SAMPLE)));
        fields.addAll(estimates(8.2));
        sheetWithTable(
                sheet,
                "ByYear",
                "YearsHeading",
                "Each incident counts once. A row such as 2022/2023 holds the incidents whose year is not known better; they"
                        + " are in no other row.",
                fields,
                2,
                1);
    }

    /** Four columns a measure, under its name; each shows of its own header only what the others do not say. */
    private List<Field> estimates(double width) {
        List<Field> fields = new ArrayList<>();
        for (Header measure : List.of(Header.PERPETRATORS, Header.KILLED, Header.WOUNDED, Header.ARRESTED)) {
            fields.add(estimate(measure, Header.LOW, width, FIGURE.left(RULE).colour(GREY)));
            fields.add(estimate(measure, Header.BEST, width, FIGURE.heavy()));
            fields.add(estimate(measure, Header.HIGH, width, FIGURE.colour(GREY)));
            fields.add(estimate(
                    measure, Header.NO_FIGURE, width - 0.6, FIGURE.colour(GREY).slanted()));
        }
        return fields;
    }

    private Field estimate(Header measure, Header part, double width, Look look) {
        return new Field(Header.of(measure, part, language), header(part), header(measure), width, look, SAMPLE);
    }

    private static final int HEADER_OF_PAIRS = 126;

    private void pairs(XSSFSheet sheet) {
        List<Field> fields = new ArrayList<>(List.of(
                new Field(header(Header.COUNTRY), 25, CELL.heavy().wrap(), SAMPLE_TEXT),
                new Field(header(Header.TWELVE_MONTHS), 9, FIGURE.heavy(), SAMPLE)));
        Look warm = CELL.centre().format("#,##0;-#,##0;;@").left(RULE).shrink();
        fields.add(new Field(header(Header.NATIONALITY), 4.7, warm, SAMPLE));
        sheetWithTable(sheet, "CountriesAndNationalities", "PairsHeading", null, fields, 2, 1);
        // Within the columns that every page repeats
        sheet.setRepeatingColumns(new CellRangeAddress(-1, -1, 0, 1));
        put(sheet, 0, 0, SAMPLE_TEXT, Look.PLAIN.size(13).heavy().wrap());
        sheet.addMergedRegion(new CellRangeAddress(0, 0, 0, 1));
        across(
                sheet,
                1,
                0,
                1,
                "An incident of two nationalities counts under each of them, one in two countries in each.",
                Look.PLAIN.colour(GREY).top().wrap());
        WrappedText.fit(sheet.getRow(1));
        height(sheet, 4, HEADER_OF_PAIRS);
        sheet.getTables().get(0).getCTTable().unsetAutoFilter();
        Look upwards =
                Look.PLAIN.size(9).heavy().fill(INK).colour(WHITE).upwards().wrap();
        put(sheet, 4, 2, header(Header.NATIONALITY), upwards);
        var formats = sheet.getSheetConditionalFormatting();
        var warmth = formats.createConditionalFormattingColorScaleRule();
        var scale = warmth.getColorScaleFormatting();
        scale.setNumControlPoints(2);
        scale.getThresholds()[0].setRangeType(ConditionalFormattingThreshold.RangeType.NUMBER);
        scale.getThresholds()[0].setValue(0d);
        scale.getThresholds()[1].setRangeType(ConditionalFormattingThreshold.RangeType.MAX);
        scale.setColors(new org.apache.poi.ss.usermodel.Color[] {colour(WHITE), colour(WARMEST)});
        formats.addConditionalFormatting(new CellRangeAddress[] {new CellRangeAddress(5, 6, 2, 2)}, warmth);
    }

    private void incidents(XSSFSheet sheet) {
        Look words = CELL.size(9).top().wrap();
        Look figure = words.right().format("#,##0");
        List<Field> fields = List.of(
                new Field(header(Header.DATE), 11, words.format(dates("d mmm yyyy")), SAMPLE_TEXT),
                new Field(header(Header.INCIDENT), 26, words.heavy(), SAMPLE_TEXT),
                new Field(header(Header.COUNTRY), 11.5, words, SAMPLE_TEXT),
                new Field(header(Header.PLACE), 11.5, words, SAMPLE_TEXT),
                new Field(header(Header.CATEGORY), wide(11, 13), words, SAMPLE_TEXT),
                new Field(header(Header.TYPE), wide(11.5, 13), words, SAMPLE_TEXT),
                new Field(header(Header.GROUPS), wide(11, 14), words, SAMPLE_TEXT),
                new Field(header(Header.NATIONALITY), wide(12.5, 14.5), words, SAMPLE_TEXT),
                new Field(header(Header.KILLED), wide(8.5, 11.5), figure, SAMPLE),
                new Field(header(Header.WOUNDED), wide(9, 11.5), figure, SAMPLE),
                new Field(header(Header.ARRESTED), wide(9.5, 14), figure, SAMPLE),
                new Field(header(Header.EVIDENCE), wide(11.5, 16), words.indent(1), SAMPLE_TEXT),
                new Field(header(Header.OUTCOME), wide(10.5, 15), words, SAMPLE_TEXT),
                new Field(header(Header.SOURCE), 20, words, SAMPLE_TEXT),
                new Field(header(Header.NOTE), 23, words.colour(GREY), SAMPLE_TEXT),
                new Field(header(Header.SOURCE_LINK), 20, words.link(), SAMPLE_TEXT),
                new Field(header(Header.RECORD), 24, words.link(), SAMPLE_TEXT));
        sheetWithTable(
                sheet,
                "Incidents",
                "IncidentsHeading",
                "Figures are as the sources give them. The whole date of each incident lies in the month. The links in the"
                        + " last two columns are not printed.",
                fields,
                2,
                2);
        workbook.setPrintArea(workbook.getSheetIndex(sheet), "$A:$O");
    }

    /** A width in characters, for words that are longer in Russian. */
    private double wide(double english, double russian) {
        return language == Language.RU ? russian : english;
    }

    private void revisions(XSSFSheet sheet) {
        Look words = CELL.size(9).top().wrap();
        Look figure = words.right().format("#,##0");
        List<Field> fields = List.of(
                new Field(header(Header.NUMBER), 38, words.heavy(), SAMPLE_TEXT),
                new Field(header(Header.PUBLISHED), 17, words, SAMPLE_TEXT),
                new Field(header(Header.THEN), 9, figure, SAMPLE),
                new Field(header(Header.NOW), 9, figure.heavy(), SAMPLE),
                new Field(header(Header.DIFFERENCE), 11.5, figure.format("+#,##0;-#,##0;0"), SAMPLE),
                new Field(header(Header.INCIDENT), 34, words.indent(1), SAMPLE_TEXT),
                new Field(header(Header.WHAT_HAPPENED), 17, words, SAMPLE_TEXT),
                new Field(header(Header.REASON), 24, words.colour(GREY), SAMPLE_TEXT),
                new Field(header(Header.RECORD), 24, words.link().indent(1), SAMPLE_TEXT));
        sheetWithTable(
                sheet,
                "Revisions",
                "RevisionsHeading",
                "Every number of earlier briefs that is another today, with the incidents that explain it: the differences"
                        + " of a number add up to the difference between what was said then and what is said now.",
                fields,
                2,
                1);
    }

    private void sheetWithTable(
            XSSFSheet sheet,
            String table,
            String heading,
            String explanation,
            List<Field> fields,
            int rows,
            int frozenColumns) {
        sheet.setDisplayGridlines(false);
        for (int column = 0; column < fields.size(); column++) {
            sheet.setColumnWidth(column, (int) (fields.get(column).width() * 256));
        }
        height(sheet, 0, 26);
        named(sheet, 0, 0, heading, SAMPLE_TEXT, Look.PLAIN.size(16).heavy());
        if (explanation != null) {
            sheet.addMergedRegion(new CellRangeAddress(1, 1, 0, columnsWithin(fields, 150)));
            put(sheet, 1, 0, explanation, Look.PLAIN.colour(GREY).top().wrap());
            WrappedText.fit(sheet.getRow(1));
        }
        height(sheet, 2, 6);
        groups(sheet, 3, fields);
        table(sheet, 4, 0, table, fields, rows, true);
        fadeZeros(sheet, rows, fields);
        // The buttons of the filter sit at the bottom of the header and must not hide its words
        height(sheet, 4, fields.stream().allMatch(field -> field.group().isEmpty()) ? 30 : 42);
        sheet.createFreezePane(frozenColumns, 5);
        sheet.setRepeatingRows(new CellRangeAddress(0, 4, -1, -1));
        print(sheet, true);
    }

    /** Lets the eye find the figures that are not 0. */
    private void fadeZeros(XSSFSheet sheet, int rows, List<Field> fields) {
        var formats = sheet.getSheetConditionalFormatting();
        var zero = formats.createConditionalFormattingRule(ComparisonOperator.EQUAL, "0");
        zero.createFontFormatting().setFontColor(colour(MUTED));
        for (int column = 0; column < fields.size(); column++) {
            if (fields.get(column).look().has(Trait.RIGHT)) {
                formats.addConditionalFormatting(
                        new CellRangeAddress[] {new CellRangeAddress(5, 4 + rows, column, column)}, zero);
            }
        }
    }

    private static int columnsWithin(List<Field> fields, double characters) {
        double width = 0;
        int column = 0;
        while (column < fields.size() && width + fields.get(column).width() <= characters) {
            width += fields.get(column++).width();
        }
        return column - 1;
    }

    /** The names of the columns' groups, each over its columns. */
    private void groups(XSSFSheet sheet, int row, List<Field> fields) {
        Look band = Look.PLAIN.heavy().fill(INK).colour(WHITE);
        height(sheet, row, fields.stream().allMatch(field -> field.group().isEmpty()) ? 4 : 20);
        int first = 0;
        for (int column = 0; column < fields.size(); column++) {
            String group = fields.get(column).group();
            boolean begins = column == 0 || !group.equals(fields.get(column - 1).group());
            boolean ends = column == fields.size() - 1
                    || !group.equals(fields.get(column + 1).group());
            first = begins ? column : first;
            Look look = group.isEmpty() ? band : band.centre().bottom(GREY);
            put(sheet, row, column, begins && !group.isEmpty() ? group : null, look);
            if (ends && !group.isEmpty()) {
                sheet.addMergedRegion(new CellRangeAddress(row, row, first, column));
            }
        }
    }

    private void table(XSSFSheet sheet, int top, int left, String name, List<Field> fields, int rows, boolean filter) {
        Look header = Look.PLAIN.heavy().fill(INK).colour(WHITE).top().wrap();
        for (int index = 0; index < fields.size(); index++) {
            Field field = fields.get(index);
            boolean number = field.look().has(Trait.RIGHT);
            Look look = number ? header.right() : field.look().has(Trait.INDENT) ? header.indent(1) : header;
            // A table's headers must differ; what the group above says already, the cell holds and does not show
            boolean whole = field.shown().equals(field.header());
            put(sheet, top, left + index, field.header(), whole ? look : look.format(";;;\"" + field.shown() + "\""));
            for (int row = 1; row <= rows; row++) {
                put(sheet, top + row, left + index, field.sample(), field.look());
            }
        }
        XSSFTable table = sheet.createTable(new AreaReference(
                new CellReference(top, left),
                new CellReference(top + rows, left + fields.size() - 1),
                SpreadsheetVersion.EXCEL2007));
        table.setName(name);
        table.setDisplayName(name);
        if (filter) {
            table.getCTTable()
                    .addNewAutoFilter()
                    .setRef(table.getArea().formatAsString().replace("$", "").replaceAll("^.*!", ""));
        }
    }

    private void data(XSSFSheet sheet) {
        sheet.setDisplayGridlines(false);
        height(sheet, 0, 26);
        height(sheet, 1, 16);
        put(sheet, 0, 0, "Data of the charts", Look.PLAIN.size(16).heavy());
        put(sheet, 1, 0, "The charts of the sheet Summary read these tables.", Look.PLAIN.colour(GREY));
        Look title = Look.PLAIN.heavy().colour(GREY);
        put(sheet, 3, 0, "Trend", title);
        put(sheet, 3, 6, "Countries", title);
        put(sheet, 3, 10, "Nationalities", title);
        table(
                sheet,
                4,
                0,
                "Trend",
                List.of(
                        new Field(header(Header.MONTH), 12, CELL.format(dates("mmm yyyy")), LocalDate.of(9999, 9, 9)),
                        new Field(header(Header.INCIDENTS), 11, FIGURE, SAMPLE),
                        new Field(header(Header.ATTACKS), 11, FIGURE, SAMPLE),
                        new Field(header(Header.KILLED_OF_TREND), 14, FIGURE, SAMPLE),
                        new Field(header(Header.AVERAGE), 14, FIGURE.format("#,##0.0"), SAMPLE)),
                18,
                false);
        rankingTable(sheet, 6, "CountryRanking", Header.COUNTRY);
        rankingTable(sheet, 10, "NationalityRanking", Header.NATIONALITY);
        double[] widths = {12, 11, 11, 15, 15, 3, 32, 9, 14, 3, 32, 9, 14};
        for (int column = 0; column < widths.length; column++) {
            sheet.setColumnWidth(column, (int) (widths[column] * 256));
        }
        height(sheet, 4, 32);
        print(sheet, true);
    }

    private void rankingTable(XSSFSheet sheet, int left, String name, Header header) {
        table(
                sheet,
                4,
                left,
                name,
                List.of(
                        new Field(header(header), 30, CELL, SAMPLE_TEXT),
                        new Field(header(Header.THIS_MONTH), 9, FIGURE, SAMPLE),
                        new Field(header(Header.REST_OF_TWELVE_MONTHS), 14, FIGURE, SAMPLE)),
                BriefWorkbook.BARS,
                false);
    }

    private void method(XSSFSheet sheet) {
        sheet.setDisplayGridlines(false);
        sheet.setColumnWidth(0, 24 * 256);
        sheet.setColumnWidth(1, 96 * 256);
        height(sheet, 0, 26);
        put(sheet, 0, 0, "How to read this brief", Look.PLAIN.size(16).heavy());
        Map<String, String> rules = new LinkedHashMap<>();
        rules.put(
                "Incident",
                "An attack, a plot, an act of enforcement (an arrest, an operation, a deportation) or of cooperation between"
                        + " states. Several reports of one incident count as one. A question about violence looks at"
                        + " attacks.");
        rules.put(
                "Month",
                "An incident belongs to a month if its whole date lies in it. Some are known only by their year, or by a span"
                        + " of months. They are pushed into no month; the summary says how many of them may belong to"
                        + " this one.");
        rules.put(
                "Year",
                "The same holds for years. An incident of \"2022 or 2023\" stands in a row of its own, 2022/2023.");
        rules.put(
                "Country",
                "An incident in two countries counts once in each of them and once in the total. Do not add up rows: the"
                        + " sum is larger than the total.");
        rules.put(
                "Nationality",
                "That of the perpetrators or suspects. An incident of two nationalities counts under each. Where no"
                        + " perpetrator or no nationality is stated, it counts under \"unknown\".");
        rules.put(
                "Estimates",
                "Killed, wounded, arrested and perpetrators are given as the lowest, the best and the highest figure that"
                        + " the sources support. A figure that the sources do not give stays unknown and is never taken"
                        + " as 0; the column \"no figure\" counts the incidents that have none.");
        rules.put(
                "At least",
                "Where a source says only \"at least 32\", 32 counts as the lowest and as the best figure, and the true"
                        + " number may be higher. A nationality of perpetrators without a number counts as at least"
                        + " one.");
        rules.put(
                "Killed",
                "Everybody who was killed, the perpetrators among them. An incident's figures count in full in every row that"
                        + " the incident is in, except perpetrators by nationality, where each nationality has its own.");
        rules.put(
                "Evidence",
                "Official: stated by the authorities or established by a court. Claimed: by those who did it. Attributed: by"
                        + " the sources, without a claim. Alleged: by one side only. Disputed: denied or left unconfirmed"
                        + " by a party that would know.");
        rules.put("People", "People are counted, never named. Titles and notes are in the recorder's words.");
        rules.put(
                "Moment",
                "The figures are those of the moment given on the summary. What is learned later changes the record and briefs"
                        + " made later, not this file; the sheet Revisions says what became of earlier ones. The links below"
                        + " give the same figures, of the same moment.");
        rules.put(
                "Chance",
                "A country, a nationality or a group is named on the summary if its number of incidents differs from that of"
                        + " the month before, or of the same month a year before, by more than chance explains: an exact"
                        + " test of two Poisson counts, its p-values adjusted for how many are compared (Benjamini and"
                        + " Hochberg), at most 0.05.");
        rules.put(
                "Average",
                "The mean number of incidents of the 18 months of the trend, months without any among them.");
        rules.put(
                "Sources",
                "Each incident names the reports that it rests on, with their publishers and addresses: sheet Incidents.");
        rules.put(
                "Licence",
                "Incident Statistics is free software under the Apache License 2.0. The reports that are linked belong to"
                        + " their publishers.");
        int row = 2;
        Look term = Look.PLAIN.heavy().top().wrap().bottom(RULE);
        Look meaning = Look.PLAIN.top().wrap().bottom(RULE);
        for (Map.Entry<String, String> rule : rules.entrySet()) {
            put(sheet, row, 0, rule.getKey(), term);
            put(sheet, row, 1, rule.getValue(), meaning);
            WrappedText.fit(sheet.getRow(row));
            row++;
        }
        put(sheet, row, 0, "How to cite", term);
        named(sheet, row, 1, "Citation", SAMPLE_TEXT, meaning);
        height(sheet, row++, 16);
        put(sheet, row, 0, "Version", term);
        named(sheet, row, 1, "Version", SAMPLE_TEXT, meaning);
        height(sheet, row++, 16);
        row++;
        put(
                sheet,
                row,
                0,
                "The same tables from the source",
                Look.PLAIN.size(13).heavy());
        height(sheet, row, 22);
        row++;
        Map<String, String> links = new LinkedHashMap<>();
        links.put("The trend", "TrendLink");
        links.put("By country", "CountriesLink");
        links.put("By nationality", "NationalitiesLink");
        links.put("By country, twelve months", "TwelveMonthsLink");
        links.put("Country × nationality", "PairsLink");
        links.put("By year", "YearsLink");
        links.put("Incidents", "IncidentsLink");
        links.put("May belong to the month", "PossibleLink");
        links.put("This brief", "BriefLink");
        links.put("This brief as data", "DataLink");
        for (Map.Entry<String, String> link : links.entrySet()) {
            put(sheet, row, 0, link.getKey(), term);
            named(
                    sheet,
                    row,
                    1,
                    link.getValue(),
                    SAMPLE_TEXT,
                    Look.PLAIN.size(9).bottom(RULE).link().shrink());
            height(sheet, row, 16);
            row++;
        }
        print(sheet, false);
    }

    private void print(XSSFSheet sheet, boolean landscape) {
        sheet.setFitToPage(true);
        PrintSetup setup = sheet.getPrintSetup();
        setup.setPaperSize(PrintSetup.A4_PAPERSIZE);
        setup.setLandscape(landscape);
        setup.setFitWidth((short) 1);
        setup.setFitHeight((short) 0);
        sheet.setMargin(org.apache.poi.ss.usermodel.PageMargin.LEFT, 0.45);
        sheet.setMargin(org.apache.poi.ss.usermodel.PageMargin.RIGHT, 0.45);
        sheet.setMargin(org.apache.poi.ss.usermodel.PageMargin.TOP, 0.45);
        sheet.setMargin(org.apache.poi.ss.usermodel.PageMargin.BOTTOM, 0.6);
        sheet.setMargin(org.apache.poi.ss.usermodel.PageMargin.HEADER, 0.3);
        sheet.setMargin(org.apache.poi.ss.usermodel.PageMargin.FOOTER, 0.3);
        String small = "&\"" + FONT + ",Regular\"&8&K5B6778";
        sheet.getFooter().setLeft(small + say("Incident Statistics, monthly brief"));
        sheet.getFooter().setCenter(small + "&A");
        sheet.getFooter().setRight(small + say("Page &P of &N"));
    }

    // Cells

    private XSSFCell put(XSSFSheet sheet, int rowIndex, int column, Object value, Look look) {
        XSSFRow row = sheet.getRow(rowIndex) == null ? sheet.createRow(rowIndex) : sheet.getRow(rowIndex);
        XSSFCell cell = row.createCell(column);
        if (value instanceof Number number) {
            cell.setCellValue(number.doubleValue());
        } else if (value instanceof LocalDate day) {
            cell.setCellValue(day);
        } else if (value != null) {
            cell.setCellValue(say(value.toString()));
        }
        cell.setCellStyle(styles.computeIfAbsent(look, this::style));
        return cell;
    }

    private void named(XSSFSheet sheet, int row, int column, String name, Object sample, Look look) {
        put(sheet, row, column, sample, look);
        XSSFName defined = workbook.createName();
        defined.setNameName(name);
        defined.setRefersToFormula(new CellReference(sheet.getSheetName(), row, column, true, true).formatAsString());
    }

    private static void height(XSSFSheet sheet, int row, double points) {
        (sheet.getRow(row) == null ? sheet.createRow(row) : sheet.getRow(row)).setHeightInPoints((float) points);
    }

    private XSSFCellStyle style(Look look) {
        XSSFFont font = workbook.createFont();
        font.setFontName(FONT);
        font.setFontHeight(look.<Double>get(Trait.SIZE));
        font.setBold(look.has(Trait.BOLD));
        font.setItalic(look.has(Trait.ITALIC));
        font.setUnderline(look.has(Trait.UNDERLINE) ? XSSFFont.U_SINGLE : XSSFFont.U_NONE);
        font.setColor(colour(look.get(Trait.COLOUR)));
        XSSFCellStyle style = workbook.createCellStyle();
        style.setFont(font);
        style.setAlignment(
                look.has(Trait.CENTRE)
                        ? HorizontalAlignment.CENTER
                        : look.has(Trait.RIGHT) ? HorizontalAlignment.RIGHT : HorizontalAlignment.LEFT);
        style.setVerticalAlignment(look.has(Trait.TOP) ? VerticalAlignment.TOP : VerticalAlignment.CENTER);
        if (look.has(Trait.UPWARDS)) {
            style.setRotation((short) 90);
            style.setVerticalAlignment(VerticalAlignment.BOTTOM);
        }
        style.setWrapText(look.has(Trait.WRAP));
        style.setShrinkToFit(look.has(Trait.SHRINK));
        if (look.has(Trait.INDENT)) {
            style.setIndention(look.<Integer>get(Trait.INDENT).shortValue());
        }
        if (look.has(Trait.FORMAT)) {
            style.setDataFormat(workbook.createDataFormat().getFormat(look.<String>get(Trait.FORMAT)));
        }
        if (look.has(Trait.FILL)) {
            style.setFillForegroundColor(colour(look.get(Trait.FILL)));
            style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
        }
        if (look.has(Trait.BOTTOM)) {
            style.setBorderBottom(BorderStyle.THIN);
            style.setBorderColor(BorderSide.BOTTOM, colour(look.get(Trait.BOTTOM)));
        }
        if (look.has(Trait.LEFT)) {
            boolean rule = look.get(Trait.LEFT).equals(RULE);
            style.setBorderLeft(rule ? BorderStyle.THIN : BorderStyle.THICK);
            style.setBorderColor(BorderSide.LEFT, colour(look.get(Trait.LEFT)));
        }
        return style;
    }

    private static XSSFColor colour(String argb) {
        byte[] bytes = new byte[4];
        for (int index = 0; index < 4; index++) {
            bytes[index] = (byte) Integer.parseInt(argb.substring(index * 2, index * 2 + 2), 16);
        }
        return new XSSFColor(bytes, null);
    }

    // Charts

    private void trendChart(XSSFSheet sheet, XSSFClientAnchor anchor) {
        String months = column("Trend", header(Header.MONTH));
        String body =
                """
                <c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>
                %s%s<c:gapWidth val="55"/><c:overlap val="100"/><c:axId val="101"/><c:axId val="102"/></c:barChart>
                <c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>
                %s<c:marker val="1"/><c:axId val="103"/><c:axId val="104"/></c:lineChart>
                <c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>
                %s<c:marker val="1"/><c:axId val="101"/><c:axId val="102"/></c:lineChart>
                %s%s%s%s
                """
                        .formatted(
                                series(0, "Trend", header(Header.INCIDENTS), months, fill(MUTED), ""),
                                series(1, "Trend", header(Header.ATTACKS), months, fill(ACCENT), ""),
                                series(
                                        2,
                                        "Trend",
                                        header(Header.KILLED_OF_TREND),
                                        months,
                                        line(INK, 19050),
                                        "<c:marker><c:symbol val=\"circle\"/><c:size val=\"5\"/><c:spPr>" + solid(WHITE)
                                                + "<a:ln w=\"15875\">" + solid(INK) + "</a:ln></c:spPr></c:marker>"),
                                series(
                                        3,
                                        "Trend",
                                        header(Header.AVERAGE),
                                        months,
                                        line(GREY, 12700).replace("<a:round/>", "<a:prstDash val=\"dash\"/><a:round/>"),
                                        "<c:marker><c:symbol val=\"none\"/></c:marker>"),
                                monthAxis(101, 102, false),
                                valueAxis(102, 101, "l", "autoZero", true),
                                monthAxis(103, 104, true),
                                valueAxis(104, 103, "r", "max", false));
        chart(sheet, anchor, "Trend", body, "");
    }

    private void ranking(XSSFSheet sheet, XSSFClientAnchor anchor, String table, Header first, String chartName) {
        String labels = column(table, header(first));
        String body =
                """
                <c:barChart><c:barDir val="bar"/><c:grouping val="stacked"/><c:varyColors val="0"/>
                %s%s<c:gapWidth val="45"/><c:overlap val="100"/><c:axId val="201"/><c:axId val="202"/></c:barChart>
                <c:catAx><c:axId val="201"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/>
                <c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>
                <c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:spPr>%s</c:spPr>%s
                <c:crossAx val="202"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>
                <c:lblOffset val="60"/><c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/></c:catAx>
                %s
                """
                        .formatted(
                                series(0, table, header(Header.THIS_MONTH), labels, fill(ACCENT), ""),
                                series(1, table, header(Header.REST_OF_TWELVE_MONTHS), labels, fill(MUTED), ""),
                                line(RULE, 9525),
                                text(800, false, INK),
                                valueAxis(202, 201, "b", "max", true));
        chart(sheet, anchor, chartName, body, layout(0.37, 0.03, 0.58, 0.78));
    }

    private void chart(XSSFSheet sheet, XSSFClientAnchor anchor, String name, String axesAndSeries, String layout) {
        String xml =
                """
                <c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"
                  xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">
                <c:date1904 val="0"/><c:roundedCorners val="0"/>
                <c:chart><c:autoTitleDeleted val="1"/>
                <c:plotArea>%s%s<c:spPr><a:noFill/></c:spPr></c:plotArea>
                <c:legend><c:legendPos val="b"/><c:overlay val="0"/>%s</c:legend>
                <c:plotVisOnly val="0"/><c:dispBlanksAs val="gap"/></c:chart>
                <c:spPr>%s<a:ln><a:noFill/></a:ln></c:spPr>%s
                </c:chartSpace>
                """
                        .formatted(
                                layout.isEmpty() ? "<c:layout/>" : layout,
                                axesAndSeries,
                                text(900, false, GREY),
                                solid(WHITE),
                                text(900, false, GREY));
        XSSFDrawing drawing = sheet.createDrawingPatriarch();
        XSSFChart chart = drawing.createChart(anchor);
        try {
            chart.getCTChartSpace()
                    .set(ChartSpaceDocument.Factory.parse(xml.replace("\n", "")).getChartSpace());
        } catch (org.apache.xmlbeans.XmlException e) {
            throw new IllegalStateException(e);
        }
        var frame = chart.getGraphicFrame()
                .getCTGraphicalObjectFrame()
                .getNvGraphicFramePr()
                .getCNvPr();
        frame.setName(say(name));
        frame.setDescr(SAMPLE_TEXT);
    }

    private String series(int index, String table, String header, String categories, String properties, String marker) {
        String values = column(table, header);
        String category = table.equals("Trend")
                ? "<c:cat><c:numRef><c:f>%s</c:f><c:numCache><c:formatCode>%s</c:formatCode>"
                                .formatted(categories, dates("mmm\\ yyyy"))
                        + "<c:ptCount val=\"0\"/></c:numCache></c:numRef></c:cat>"
                : "<c:cat><c:strRef><c:f>%s</c:f></c:strRef></c:cat>".formatted(categories);
        String end = properties.startsWith("<a:ln") ? "<c:smooth val=\"0\"/>" : "";
        String invert = properties.startsWith("<a:ln") ? "" : "<c:invertIfNegative val=\"0\"/>";
        return """
               <c:ser><c:idx val="%d"/><c:order val="%d"/><c:tx><c:strRef><c:f>%s</c:f></c:strRef></c:tx>
               <c:spPr>%s</c:spPr>%s%s%s<c:val><c:numRef><c:f>%s</c:f></c:numRef></c:val>%s</c:ser>
               """
                .formatted(index, index, header(table, header), properties, invert, marker, category, values, end);
    }

    private String monthAxis(int id, int other, boolean hidden) {
        return """
               <c:dateAx><c:axId val="%d"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="%d"/>
               <c:axPos val="b"/><c:numFmt formatCode="%s" sourceLinked="0"/><c:majorTickMark val="none"/>
               <c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:spPr>%s</c:spPr>%s<c:crossAx val="%d"/>
               <c:crosses val="autoZero"/><c:auto val="0"/><c:lblOffset val="100"/><c:baseTimeUnit val="months"/>
               <c:majorUnit val="1"/><c:majorTimeUnit val="months"/></c:dateAx>
               """
                .formatted(id, hidden ? 1 : 0, dates("mmm\\ yy"), line(RULE, 9525), text(700, false, GREY), other);
    }

    private static String valueAxis(int id, int other, String position, String crosses, boolean grid) {
        return """
               <c:valAx><c:axId val="%d"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling>
               <c:delete val="0"/><c:axPos val="%s"/>%s<c:numFmt formatCode="#,##0" sourceLinked="0"/>
               <c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>
               <c:spPr><a:ln><a:noFill/></a:ln></c:spPr>%s<c:crossAx val="%d"/><c:crosses val="%s"/>
               <c:crossBetween val="between"/></c:valAx>
               """
                .formatted(
                        id,
                        position,
                        grid ? "<c:majorGridlines><c:spPr>" + line(RULE, 6350) + "</c:spPr></c:majorGridlines>" : "",
                        text(800, false, GREY),
                        other,
                        crosses);
    }

    private static String layout(double x, double y, double width, double height) {
        return """
               <c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>
               <c:x val="%s"/><c:y val="%s"/><c:w val="%s"/><c:h val="%s"/></c:manualLayout></c:layout>
               """
                .formatted(x, y, width, height);
    }

    private static String text(int size, boolean bold, String colour) {
        return """
               <c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="%d" b="%d">%s<a:latin typeface="%s"/>
               </a:defRPr></a:pPr><a:endParaRPr lang="en-GB"/></a:p></c:txPr>
               """
                .formatted(size, bold ? 1 : 0, solid(colour), FONT);
    }

    private static String fill(String colour) {
        return solid(colour);
    }

    private static String line(String colour, int width) {
        return "<a:ln w=\"%d\" cap=\"rnd\">%s<a:round/></a:ln>".formatted(width, solid(colour));
    }

    private static String solid(String argb) {
        return "<a:solidFill><a:srgbClr val=\"%s\"/></a:solidFill>".formatted(argb.substring(2));
    }

    private String header(String table, String header) {
        XSSFTable found = workbook.getTable(table);
        CellReference cell = new CellReference(
                found.getSheetName(),
                found.getStartRowIndex(),
                found.getStartColIndex() + found.findColumnIndex(header),
                true,
                true);
        return cell.formatAsString();
    }

    private String column(String table, String header) {
        XSSFTable found = workbook.getTable(table);
        int column = found.getStartColIndex() + found.findColumnIndex(header);
        return new AreaReference(
                        new CellReference(found.getSheetName(), found.getStartRowIndex() + 1, column, true, true),
                        new CellReference(found.getSheetName(), found.getEndRowIndex(), column, true, true),
                        SpreadsheetVersion.EXCEL2007)
                .formatAsString();
    }
}
