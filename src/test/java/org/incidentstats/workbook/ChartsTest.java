package org.incidentstats.workbook;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFChart;
import org.apache.poi.xssf.usermodel.XSSFDrawing;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.incidentstats.brief.Contents;
import org.incidentstats.brief.ReadBrief;
import org.incidentstats.brief.Templates;
import org.incidentstats.brief.Workbooks;
import org.incidentstats.brief.content.BriefContent;
import org.incidentstats.brief.content.Figures;
import org.incidentstats.brief.content.Figures.TrendPoint;
import org.incidentstats.vocabulary.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openxmlformats.schemas.drawingml.x2006.chart.CTBarChart;
import org.openxmlformats.schemas.drawingml.x2006.chart.CTBarSer;
import org.openxmlformats.schemas.drawingml.x2006.chart.CTNumDataSource;
import org.openxmlformats.schemas.drawingml.x2006.chart.CTNumVal;
import org.openxmlformats.schemas.drawingml.x2006.chart.CTPlotArea;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A chart shows its table's rows, in programs that read the cells and in those that read its cache. */
class ChartsTest {

    private static final Workbooks WORKBOOK = Workbooks.own();

    @ParameterizedTest
    @ValueSource(ints = {60, 18, 3, 1, 0})
    void theTrendShowsAsManyMonthsAsThereAre(int months) {
        List<TrendPoint> trend = IntStream.range(0, months)
                .mapToObj(i -> new TrendPoint(YearMonth.of(2019, 1).plusMonths(i), 5 + i, 2 + i, 700 + i, 0))
                .toList();
        ReadBrief brief = new ReadBrief(WORKBOOK.write(Contents.withTrend(trend)));
        CTPlotArea plot = brief.charts().get(0).getCTChart().getPlotArea();
        CTBarChart bars = plot.getBarChartArray(0);
        CTNumDataSource killed = plot.getLineChartArray(0).getSerArray(0).getVal();
        assertEquals(
                trend.stream().map(TrendPoint::incidents).toList(),
                shown(brief, bars.getSerArray(0).getVal(), months));
        assertEquals(
                trend.stream().map(TrendPoint::attacks).toList(),
                shown(brief, bars.getSerArray(1).getVal(), months));
        assertEquals(trend.stream().map(TrendPoint::killed).toList(), shown(brief, killed, months));
        assertEquals(
                Math.max(months, 1),
                bars.getSerArray(0)
                        .getCat()
                        .getNumRef()
                        .getNumCache()
                        .getPtCount()
                        .getVal());
        assertEquals(
                Math.max(months, 1),
                brief.area(bars.getSerArray(0).getCat().getNumRef().getF()).size());
    }

    @Test
    void aMonthOfWhichNobodyKnowsHowManyWereKilledIsAGapInTheLine() {
        ReadBrief brief = new ReadBrief(WORKBOOK.write(Contents.july()));
        var line = brief.charts()
                .get(0)
                .getCTChart()
                .getPlotArea()
                .getLineChartArray(0)
                .getSerArray(0)
                .getVal()
                .getNumRef();
        assertEquals(18, line.getNumCache().getPtCount().getVal());
        assertEquals(16, line.getNumCache().getPtArray().length, "nobody says it of June and July 2023");
        assertEquals(null, brief.rows("Trend").get(17).get("Killed (right-hand scale)"));
        assertEquals(0L, brief.rows("Trend").get(0).get("Killed (right-hand scale)"));
    }

    @Test
    void theRankingsShowTheirRows() {
        for (BriefContent content : List.of(Contents.july(), Contents.sixtyCountries())) {
            ReadBrief brief = new ReadBrief(WORKBOOK.write(content));
            List<String> tables = List.of("CountryRanking", "NationalityRanking");
            for (int index = 0; index < tables.size(); index++) {
                List<Map<String, Object>> rows = brief.rows(tables.get(index));
                String header = index == 0 ? "Country" : "Nationality";
                CTBarChart bars =
                        brief.charts().get(index + 1).getCTChart().getPlotArea().getBarChartArray(0);
                assertTrue(rows.size() > 3);
                assertEquals(
                        column(rows, "This month"),
                        shown(brief, bars.getSerArray(0).getVal(), rows.size()));
                assertEquals(
                        column(rows, "Rest of the 12 months"),
                        shown(brief, bars.getSerArray(1).getVal(), rows.size()));
                assertEquals(column(rows, header), labels(brief, bars.getSerArray(0)));
                assertEquals(
                        "Rest of the 12 months",
                        bars.getSerArray(1)
                                .getTx()
                                .getStrRef()
                                .getStrCache()
                                .getPtArray(0)
                                .getV());
            }
        }
    }

    @Test
    void anEmptyRankingSaysSoAndItsAxisEndsAtOne() {
        ReadBrief brief = new ReadBrief(WORKBOOK.write(Contents.empty()));
        CTPlotArea plot = brief.charts().get(1).getCTChart().getPlotArea();
        assertEquals(
                List.of("No incident on record"),
                labels(brief, plot.getBarChartArray(0).getSerArray(0)));
        assertEquals(
                List.of(), shown(brief, plot.getBarChartArray(0).getSerArray(0).getVal(), 0));
        assertEquals(1.0, plot.getValAxArray(0).getScaling().getMax().getVal());
    }

    @Test
    void whoDoesNotSeeAChartIsToldWhatItShows() {
        assertEquals(
                List.of(
                        "Incidents a month, February 2022 to July 2023: 0.4 on average."
                                + " Incidents: from 0 to 2 a month, 2 in July 2023."
                                + " Attacks: from 0 to 1 a month, 0 in July 2023."
                                + " Killed: from 0 to 13 a month, unknown in July 2023, 2 months without a figure.",
                        "Countries, 12 months to July 2023. Incidents, in brackets those of July 2023: Germany 1 (1),"
                                + " Netherlands 1 (1), Türkiye 1 (1), Iran 1 (0), Poland 1 (0).",
                        "Nationalities, 12 months to July 2023. Incidents, in brackets those of July 2023: Tajikistan 4"
                                + " (1), Kyrgyzstan 1 (1), Turkmenistan 1 (1), Unknown 1 (1)."),
                descriptions(Contents.july()));
        assertEquals(
                List.of(
                        "Инциденты по месяцам, февраль 2022 – июль 2023: в среднем 0,4."
                                + " Инциденты: от 0 до 2 в месяц, в июле 2023 2."
                                + " Нападения: от 0 до 1 в месяц, в июле 2023 0."
                                + " Убитые: от 0 до 13 в месяц, в июле 2023 неизвестно, без данных 2\u00A0месяца.",
                        "Страны, 12 месяцев по июль 2023. Инциденты, в скобках — за июль 2023: Germany 1 (1),"
                                + " Netherlands 1 (1), Türkiye 1 (1), Iran 1 (0), Poland 1 (0).",
                        "Гражданство, 12 месяцев по июль 2023. Инциденты, в скобках — за июль 2023: Tajikistan 4 (1),"
                                + " Kyrgyzstan 1 (1), Turkmenistan 1 (1), Unknown 1 (1)."),
                descriptions(Contents.in(Language.RU, Contents.july())));
    }

    @Test
    void theDescriptionOfAChartNamesTheBarsThatItHasRoomFor() {
        String countries = descriptions(Contents.sixtyCountries()).get(1);
        assertTrue(
                countries.startsWith(
                        "Top 10 of 60 countries, 12 months to July 2023. Incidents, in brackets those of July 2023:"
                                + " United Kingdom of Great Britain and Northern Ireland 6,200 (620), "),
                countries);
        assertTrue(countries.endsWith(" 1,120 (112)."), countries);
        assertEquals(
                List.of(
                        "Incidents a month, February 2022 to July 2023: 0.0 on average. Incidents: 0 every month, 0 in July"
                                + " 2023. Attacks: 0 every month, 0 in July 2023. Killed: 0 every month, 0 in July 2023.",
                        "Countries, 12 months to July 2023. No incident on record.",
                        "Nationalities, 12 months to July 2023. No incident on record."),
                descriptions(Contents.empty()));
    }

    @Test
    void aChartOfAnAnalystKeepsItsDescription() {
        byte[] template = Templates.edited(workbook -> {
            CTBarSer[] series = ranking(workbook).getSerArray();
            for (CTBarSer one : series) {
                one.getTx().getStrRef().setF("'By country'!$C$5");
                one.getCat().getStrRef().setF("'By country'!$A$6:$A$7");
                one.getVal().getNumRef().setF("'By country'!$C$6:$C$7");
            }
            workbook.getSheet("Summary")
                    .getDrawingPatriarch()
                    .getCTDrawing()
                    .getTwoCellAnchorArray(1)
                    .getGraphicFrame()
                    .getNvGraphicFramePr()
                    .getCNvPr()
                    .setDescr("Every country.");
        });
        ReadBrief brief = new ReadBrief(Workbooks.from(template).write(Contents.july()));
        assertEquals("Every country.", brief.chartDescriptions().get(1));
    }

    @Test
    void aDescriptionThatNothingFillsIsFound() {
        byte[] template = Templates.edited(workbook -> {
            XSSFDrawing drawing = workbook.getSheet("Method").createDrawingPatriarch();
            XSSFChart chart = drawing.createChart(drawing.createAnchor(0, 0, 0, 0, 5, 5, 9, 9));
            chart.getGraphicFrame()
                    .getCTGraphicalObjectFrame()
                    .getNvGraphicFramePr()
                    .getCNvPr()
                    .setDescr("Sample 9,999");
        });
        TemplateException refused = assertThrows(
                TemplateException.class, () -> Workbooks.from(template).write(Contents.july()));
        assertTrue(refused.getMessage().contains("the words of a chart on the sheet Method"), refused.getMessage());
    }

    private static List<String> descriptions(BriefContent content) {
        return new ReadBrief(WORKBOOK.write(content)).chartDescriptions();
    }

    @Test
    void axesCountInWholeSteps() {
        CTPlotArea july = new ReadBrief(WORKBOOK.write(Contents.july()))
                .charts()
                .get(0)
                .getCTChart()
                .getPlotArea();
        assertEquals(1.0, july.getValAxArray(0).getMajorUnit().getVal(), "at most 2 incidents a month");
        assertEquals(5.0, july.getValAxArray(1).getMajorUnit().getVal(), "at most 13 killed a month");
        CTPlotArea busy = new ReadBrief(WORKBOOK.write(Contents.sixtyCountries()))
                .charts()
                .get(1)
                .getCTChart()
                .getPlotArea();
        assertEquals(2_000.0, busy.getValAxArray(0).getMajorUnit().getVal(), "bars of up to 6,200");
    }

    @Test
    void aChartOfAnAnalystFollowsItsTableToo() {
        byte[] template = Templates.edited(workbook -> {
            var values = ranking(workbook).getSerArray(0).getVal().getNumRef();
            values.setF("'By country'!$C$6:$C$7");
        });
        BriefContent content = Contents.sixtyCountries();
        ReadBrief brief = new ReadBrief(Workbooks.from(template).write(content));
        CTNumDataSource values = brief.charts()
                .get(1)
                .getCTChart()
                .getPlotArea()
                .getBarChartArray(0)
                .getSerArray(0)
                .getVal();
        assertEquals("'By country'!$C$6:$C$65", values.getNumRef().getF());
        assertEquals(
                content.figures().byCountry().stream()
                        .map(Figures.PlaceRow::month)
                        .toList(),
                shown(brief, values, 60));
    }

    @Test
    void aChartOfSomethingElseIsRefusedByTheNameOfItsSheet() {
        byte[] template = Templates.edited(workbook ->
                ranking(workbook).getSerArray(0).getVal().getNumRef().setF("OFFSET(Data!$A$1,0,0,5,1)"));
        TemplateException refused = assertThrows(
                TemplateException.class, () -> Workbooks.from(template).write(Contents.july()));
        assertTrue(refused.getMessage().contains("OFFSET"), refused.getMessage());
        assertTrue(refused.getMessage().contains("Summary"), refused.getMessage());
    }

    private static CTBarChart ranking(XSSFWorkbook workbook) {
        return workbook.getSheet("Summary")
                .getDrawingPatriarch()
                .getCharts()
                .get(1)
                .getCTChart()
                .getPlotArea()
                .getBarChartArray(0);
    }

    /** The values of the cells that a series reads, after a look that its cache holds the same ones. */
    private static List<Long> shown(ReadBrief brief, CTNumDataSource source, int rows) {
        List<Long> cells = new ArrayList<>();
        for (XSSFCell cell : brief.area(source.getNumRef().getF())) {
            if (ReadBrief.value(cell) instanceof Long value) {
                cells.add(value);
            }
        }
        List<Long> cached = new ArrayList<>();
        for (CTNumVal point : source.getNumRef().getNumCache().getPtArray()) {
            assertEquals(cached.size(), point.getIdx());
            cached.add(Long.valueOf(point.getV()));
        }
        assertEquals(cells, cached);
        assertEquals(
                Math.max(rows, 1), source.getNumRef().getNumCache().getPtCount().getVal());
        assertEquals(Math.max(rows, 1), brief.area(source.getNumRef().getF()).size());
        return cells;
    }

    private static List<Object> labels(ReadBrief brief, CTBarSer series) {
        DataFormatter formatter = new DataFormatter();
        List<Object> cells = new ArrayList<>();
        brief.area(series.getCat().getStrRef().getF()).forEach(cell -> cells.add(formatter.formatCellValue(cell)));
        List<Object> cached = new ArrayList<>();
        for (var point : series.getCat().getStrRef().getStrCache().getPtArray()) {
            cached.add(point.getV());
        }
        assertEquals(cells, cached);
        return cells;
    }

    private static List<Object> column(List<Map<String, Object>> rows, String header) {
        return rows.stream().map(row -> row.get(header)).toList();
    }
}
