package org.incidentstats.brief.workbook;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.incidentstats.brief.Contents;
import org.incidentstats.brief.ReadBrief;
import org.incidentstats.brief.Workbooks;
import org.incidentstats.brief.content.BriefContent;
import org.incidentstats.brief.content.BriefContent.Moment;
import org.incidentstats.brief.content.BriefContent.Ranked;
import org.incidentstats.brief.content.Figures.Figure;
import org.incidentstats.brief.content.Figures.KeyFigure;
import org.incidentstats.brief.content.Figures.Pair;
import org.incidentstats.brief.content.Figures.PlaceRow;
import org.incidentstats.brief.content.Revisions;
import org.incidentstats.brief.content.Revisions.Cause;
import org.incidentstats.brief.content.Revisions.Revision;
import org.incidentstats.brief.words.BriefWords;
import org.incidentstats.statistics.model.Tally;
import org.incidentstats.vocabulary.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a brief says is what its content says. */
class BriefWorkbookTest {

    private static final Workbooks WORKBOOK = Workbooks.own();

    static Stream<BriefContent> contents() {
        return Stream.of(Contents.july(), Contents.sixtyCountries(), Contents.empty(), Contents.busy());
    }

    @ParameterizedTest
    @MethodSource("contents")
    void everyFigureStandsUnderItsNameOrHeader(BriefContent content) {
        ReadBrief brief = new ReadBrief(WORKBOOK.write(content));
        for (KeyFigure figure : content.figures().keyFigures()) {
            String name = name(figure.figure()) + "Value";
            assertEquals(figure.now().known() ? (Object) figure.now().value() : "unknown", brief.value(name), name);
        }
        assertEquals(
                content.figures().trend().stream()
                        .map(point -> row(
                                "Month", point.month().atDay(1),
                                "Incidents", point.incidents(),
                                "Attacks", point.attacks(),
                                "Killed (right-hand scale)", point.killedKnown() ? point.killed() : null,
                                "Average of the 18 months",
                                        BriefWords.average(content.figures().average())
                                                .doubleValue()))
                        .toList(),
                brief.rows("Trend"));
        assertEquals(places("Country", content.figures().byCountry()), said(brief.rows("ByCountry")));
        assertEquals(places("Nationality", content.figures().byNationality()), said(brief.rows("ByNationality")));
        assertEquals(
                content.figures().byYear().stream()
                        .map(year -> {
                            Map<String, Object> row = row(
                                    "Year",
                                    year.year().matches("\\d{4}") ? (Object) Long.valueOf(year.year()) : year.year(),
                                    "Incidents",
                                    year.incidents());
                            estimates(row, "Perpetrators", year.perpetrators());
                            estimates(row, "Killed", year.killed());
                            estimates(row, "Wounded", year.wounded());
                            estimates(row, "Arrested", year.arrested());
                            return row;
                        })
                        .toList(),
                said(brief.rows("ByYear")));
        assertEquals(ranking("Country", content.countryRanking()), said(brief.rows("CountryRanking")));
        assertEquals(ranking("Nationality", content.nationalityRanking()), said(brief.rows("NationalityRanking")));
    }

    @Test
    void eachIncidentIsTold() {
        List<Map<String, Object>> rows = new ReadBrief(WORKBOOK.write(Contents.july())).rows("Incidents");
        assertEquals(2, rows.size());
        assertEquals("July 2023", rows.get(0).get("Date"));
        assertEquals("at least 32", rows.get(0).get("Arrested"));
        Map<String, Object> row = rows.get(1);
        assertEquals(LocalDate.of(2023, 7, 6), row.get("Date"));
        assertEquals(
                "Nine people arrested in Germany and the Netherlands for founding a terrorist group",
                row.get("Incident"));
        assertEquals("Germany; Netherlands", row.get("Country"));
        assertEquals("North Rhine-Westphalia; Eindhoven", row.get("Place"));
        assertEquals("Enforcement", row.get("Category"));
        assertEquals("Arrest", row.get("Type"));
        assertEquals("Islamic State Khorasan Province", row.get("Groups"));
        assertEquals("Tajikistan: 6; Turkmenistan: 1; Kyrgyzstan: at least 1", row.get("Nationality"));
        assertEquals("unknown", row.get("Killed"));
        assertEquals("unknown", row.get("Wounded"));
        assertEquals(9L, row.get("Arrested"));
        assertEquals("Official", row.get("Evidence"));
        assertEquals("Foiled", row.get("Outcome"));
        assertEquals(
                "Institute of the Middle East: ISKP militants become more active in Central Asia; The risk of a"
                        + " caliphate reappears in Central Asia",
                row.get("Source"));
        assertEquals("www.example.org", row.get("Source link"));
        assertEquals("germany-netherlands-arrests", row.get("Record"));
        assertEquals("Seven arrested in Germany, two in the Netherlands.", row.get("Note"));
    }

    @Test
    void aMonthWithoutIncidentsSaysSoInWords() {
        ReadBrief brief = new ReadBrief(WORKBOOK.write(Contents.empty()));
        assertEquals("Incidents, July 2023: none on record", brief.value("IncidentsHeading"));
        assertEquals(
                "No incident on record for this month",
                brief.rows("Incidents").get(0).get("Incident"));
        assertEquals(1, brief.rows("Incidents").size());
        for (String table : List.of("ByCountry", "ByNationality", "ByYear", "CountryRanking", "NationalityRanking")) {
            assertEquals(
                    List.of("No incident on record"),
                    brief.rows(table).stream()
                            .flatMap(row -> row.values().stream())
                            .filter(value -> value != null)
                            .toList(),
                    table);
        }
        assertEquals("no incident on record", brief.value("KilledUncertainty"));
        assertEquals("No change from June 2023 (0)", brief.value("IncidentsChange"));
    }

    @Test
    void aFigureThatNobodyKnowsIsNotAZero() {
        ReadBrief brief = new ReadBrief(WORKBOOK.write(Contents.july()));
        assertEquals("unknown", brief.value("KilledValue"));
        assertEquals("2 incidents without a figure", brief.value("KilledUncertainty"));
        assertEquals("June 2023: unknown", brief.value("KilledChange"));
        assertEquals("July 2022: before the record begins", brief.value("KilledYearChange"));
        assertEquals("at least 41", brief.value("ArrestedUncertainty"));
    }

    @Test
    void whatMayBelongToTheMonthIsSaidAndLinked() {
        ReadBrief july = new ReadBrief(WORKBOOK.write(Contents.july()));
        assertEquals(
                "5 more incidents may belong to July 2023 (their dates are not known well enough) and are not counted.",
                july.value("PossibleIncidents"));
        assertEquals(
                Contents.july().links().possible().toString(),
                july.cell("PossibleIncidents").getHyperlink().getAddress());
        ReadBrief empty = new ReadBrief(WORKBOOK.write(Contents.empty()));
        assertTrue(empty.value("PossibleIncidents").toString().startsWith("Every incident"));
        assertEquals(null, empty.cell("PossibleIncidents").getHyperlink());
    }

    static Stream<BriefContent> contentsInBothLanguages() {
        return contents().flatMap(content -> Stream.of(content, Contents.in(Language.RU, content)));
    }

    @ParameterizedTest
    @MethodSource("contentsInBothLanguages")
    void noSampleOfTheTemplateIsLeft(BriefContent content) {
        ReadBrief brief = new ReadBrief(WORKBOOK.write(content));
        assertTrue(brief.cells().size() > 200);
        for (XSSFCell cell : brief.cells()) {
            String said = cell.getCellType() == CellType.STRING ? cell.getStringCellValue() : cell.toString();
            assertFalse(
                    said.contains("9,999") || said.equals("9999.0") || said.contains("Sample"),
                    () -> cell.getSheet().getSheetName() + "!" + cell.getAddress() + " says " + said);
        }
        brief.charts().forEach(chart -> assertFalse(chart.getCTChart().xmlText().contains("9,999")));
    }

    @Test
    void inRussianTheBriefSaysTheSameNumbers() {
        ReadBrief english = new ReadBrief(WORKBOOK.write(Contents.busy()));
        ReadBrief russian = new ReadBrief(WORKBOOK.write(Contents.in(Language.RU, Contents.busy())));
        assertEquals("июль 2023", russian.value("BriefMonth"));
        assertEquals(
                "Только страны: Афганистан, Таджикистан, Узбекистан; категории: Нападение", russian.value("Scope"));
        assertEquals("▲ на 48 больше, чем в июне 2023 (1\u00A0998)", russian.value("IncidentsChange"));
        assertEquals(
                "Не учтено: 1\u00A0234\u00A0инцидента с неточной датой, возможно, за июль 2023.",
                russian.value("PossibleIncidents"));
        for (String table : Workbooks.tables().keySet()) {
            assertEquals(numbers(english.rows(table)), numbers(russian.rows(table)), table);
        }
        for (XSSFCell cell : russian.cells()) {
            boolean ofTheTemplate = cell.getSheet().getSheetName().equals("Метод") && cell.getColumnIndex() == 0;
            assertTrue(
                    !ofTheTemplate
                            || cell.getCellType() != CellType.STRING
                            || cell.getStringCellValue().isEmpty()
                            || cell.getStringCellValue().codePoints().anyMatch(c -> c >= 0x400 && c < 0x500),
                    () -> cell.getAddress() + " says " + cell.getStringCellValue());
        }
    }

    private static List<List<Object>> numbers(List<Map<String, Object>> rows) {
        return rows.stream()
                .map(row -> row.values().stream()
                        .filter(value -> value instanceof Number)
                        .toList())
                .toList();
    }

    @Test
    void whatChanceDoesNotExplainIsSaidInOneSentenceEach() {
        String[] movers = new ReadBrief(WORKBOOK.write(Contents.busy()))
                .value("Movers")
                .toString()
                .split("\n");
        assertEquals(
                "United Kingdom of Great Britain and Northern Ireland: 1,840 incidents after only 1,230 the month before"
                        + " (p = 0.0012).",
                movers[0]);
        assertEquals(
                "Tehrik-i-Taliban Pakistan: 12 incidents after 1,231 in the same month a year before (p = 0.00012).",
                movers[1]);
        assertEquals("And 2 more, which this brief as data (format=json) names.", movers[4]);
        assertEquals(5, movers.length);
    }

    @Test
    void eachRevisionStandsWithTheIncidentsThatExplainIt() {
        List<Map<String, Object>> rows = new ReadBrief(WORKBOOK.write(Contents.busy())).rows("Revisions");
        assertEquals(80, rows.size());
        assertEquals(
                "Killed, low, country: Afghanistan, January 2023", rows.get(0).get("Number"));
        assertEquals("May 2023, June 2023", rows.get(0).get("Published in"));
        assertEquals(
                (long) rows.get(0).get("Now") - (long) rows.get(0).get("Then"),
                (long) rows.get(0).get("Difference") + (long) rows.get(1).get("Difference"));
        assertEquals("retracted", rows.get(1).get("What happened"));
        assertEquals(
                List.of("There is no earlier brief"),
                new ReadBrief(WORKBOOK.write(Contents.july()))
                        .rows("Revisions").stream()
                                .flatMap(row -> row.values().stream())
                                .filter(value -> value != null)
                                .toList());
    }

    @Test
    void revisionsThatHaveNoRoomAreCountedAndLinkedInTheFirstRow() {
        Revision revision =
                Contents.busy().revisions().orElseThrow().revisions().get(0);
        List<Cause> causes = Collections.nCopies(
                BriefTables.MOST_REVISIONS + 1_234, revision.causes().get(0));
        Revision large = new Revision(revision.quantity(), revision.published(), 0, 5L * causes.size(), causes);
        BriefContent content = Contents.with(BriefContent.Movers.NONE, new Revisions(1, List.of(large)));
        ReadBrief brief = new ReadBrief(WORKBOOK.write(content));
        List<Map<String, XSSFCell>> rows = brief.cells("Revisions");
        assertEquals(1 + BriefTables.MOST_REVISIONS, rows.size());
        assertEquals(
                "1,234 more rows have no room here. This brief as data, linked in this row, has all of them.",
                rows.get(0).get("Number").getStringCellValue());
        assertEquals(
                "https://api.example.org/v1/briefs/2023-07?format=json",
                rows.get(0).get("Record").getHyperlink().getAddress());
        assertEquals(
                "https://api.example.org/v1/briefs/2023-07?format=json",
                brief.cell("DataLink").getHyperlink().getAddress());
        ReadBrief russian = new ReadBrief(WORKBOOK.write(Contents.in(Language.RU, content)));
        assertEquals(
                "Ещё 1\u00A0234\u00A0строки: здесь для них нет места. Все они есть в этой сводке как данных, ссылка — в этой"
                        + " строке.",
                russian.rows("Revisions").get(0).get("Показатель"));
    }

    @Test
    void aPreviewDoesNotClaimToBeMade() {
        BriefContent july = Contents.july();
        Moment moment = new Moment(0, Contents.AS_OF, Contents.AS_OF, false);
        BriefContent preview = new BriefContent(
                july.month(),
                july.scope(),
                july.language(),
                moment,
                july.figures(),
                july.movers(),
                Optional.empty(),
                july.incidents(),
                july.links());
        ReadBrief brief = new ReadBrief(WORKBOOK.write(preview));
        assertTrue(brief.value("Version").toString().endsWith("; preview"));
        assertTrue(brief.value("Citation").toString().contains(", preview of 5 August 2023, "));
        ReadBrief russian = new ReadBrief(WORKBOOK.write(Contents.in(Language.RU, preview)));
        assertTrue(russian.value("Version").toString().endsWith("; предварительный вид"));
        assertTrue(russian.value("Citation").toString().contains(". Предварительный вид на 5 августа 2023. "));
    }

    @Test
    void aNameTooLongForItsBarEndsBetweenWords() {
        assertEquals("Trinidad & Tobago", BriefWords.besideBar("Trinidad & Tobago"));
        assertEquals("St. Vincent & Grenadines", BriefWords.besideBar("St. Vincent & Grenadines"));
        assertEquals("South Georgia & South…", BriefWords.besideBar("South Georgia & South Sandwich Islands"));
        assertEquals("Saint Helena, Ascension…", BriefWords.besideBar("Saint Helena, Ascension and Tristan da Cunha"));
    }

    @Test
    void theTableOfCountriesAndNationalitiesHasTheColumnsThatThereAre() {
        ReadBrief july = new ReadBrief(WORKBOOK.write(Contents.july()));
        Map<String, Object> germany = july.rows("CountriesAndNationalities").get(0);
        assertEquals("Germany", germany.get("Country"));
        assertEquals(1L, germany.get("Tajikistan"));
        assertEquals(0L, germany.get("Kyrgyzstan"));
        assertEquals(1L, germany.get("Turkmenistan"));
        assertEquals(
                List.of("Country", "Twelve months", "Tajikistan", "Kyrgyzstan", "Turkmenistan", "Unknown"),
                List.copyOf(germany.keySet()));
        assertEquals(
                List.of("Country", "Twelve months", "Nationality"),
                List.copyOf(new ReadBrief(WORKBOOK.write(Contents.empty()))
                        .rows("CountriesAndNationalities")
                        .get(0)
                        .keySet()));
    }

    @Test
    void theTableOfCountriesAndNationalitiesHasEveryPairHoweverManyThereAre() {
        BriefContent content = Contents.countries(250);
        ReadBrief brief = new ReadBrief(WORKBOOK.write(content));
        List<Map<String, XSSFCell>> rows = brief.cells("CountriesAndNationalities");
        assertEquals(250, rows.size());
        assertEquals(252, rows.get(0).size(), "countries, their incidents, and 250 nationalities");
        assertEquals(
                1,
                rows.stream()
                        .flatMap(row -> row.values().stream().skip(2))
                        .map(XSSFCell::getCellStyle)
                        .distinct()
                        .count(),
                "all look alike");
        Map<String, Long> labels = new LinkedHashMap<>();
        for (Pair pair : content.figures().pairs()) {
            labels.put(
                    label(content.figures().byCountry(), pair.country()) + " | "
                            + label(content.figures().byNationality(), pair.nationality()),
                    pair.incidents());
        }
        brief.rows("CountriesAndNationalities")
                .forEach(row -> row.forEach((header, value) -> {
                    if (!header.equals("Country") && !header.equals("Twelve months")) {
                        assertEquals(labels.getOrDefault(row.get("Country") + " | " + header, 0L), value, header);
                    }
                }));
        XSSFSheet sheet = brief.workbook().getTable("CountriesAndNationalities").getXSSFSheet();
        assertEquals(
                List.of("C6:C255", "D6:IR255"),
                Arrays.stream(sheet.getSheetConditionalFormatting()
                                .getConditionalFormattingAt(1)
                                .getFormattingRanges())
                        .map(CellRangeAddress::formatAsString)
                        .toList());
        assertEquals(11, sheet.getPrintSetup().getFitWidth(), "pages beside each other");
    }

    private static String label(List<PlaceRow> places, String code) {
        return places.stream()
                .filter(place -> place.code().equals(code))
                .findFirst()
                .orElseThrow()
                .label();
    }

    @Test
    void rowsAreHighEnoughForTheirWords() {
        ReadBrief brief = new ReadBrief(WORKBOOK.write(Contents.sixtyCountries()));
        Map<String, XSSFCell> row = brief.cells("Incidents").get(0);
        XSSFCell title = row.get("Incident");
        double lines =
                title.getStringCellValue().length() / (title.getSheet().getColumnWidth(title.getColumnIndex()) / 256.0);
        double points = title.getCellStyle().getFont().getFontHeightInPoints();
        assertTrue(lines > 2, "a title of several lines");
        assertTrue(title.getRow().getHeightInPoints() > lines * points * 1.2);
    }

    @Test
    void sameContentSameBytesWhereverItIsWritten() {
        byte[] here = WORKBOOK.write(Contents.july());
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            assertArrayEquals(here, Workbooks.own().write(Contents.july()), "in Egypt, and on Kiritimati");
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            TimeZone.setDefault(TimeZone.getTimeZone(ZoneOffset.ofHours(-11)));
            assertArrayEquals(here, Workbooks.own().write(Contents.july()), "in Turkey, and on Midway");
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void otherContentOtherBytes() {
        assertFalse(Arrays.equals(WORKBOOK.write(Contents.july()), WORKBOOK.write(Contents.empty())));
    }

    @Test
    void briefsWrittenAtTheSameTimeDoNotMix() {
        Map<String, byte[]> alone = new LinkedHashMap<>();
        alone.put("july", WORKBOOK.write(Contents.july()));
        alone.put("empty", WORKBOOK.write(Contents.empty()));
        List<Map.Entry<String, byte[]>> together = IntStream.range(0, 12)
                .parallel()
                .mapToObj(i -> i % 2 == 0
                        ? Map.entry("july", WORKBOOK.write(Contents.july()))
                        : Map.entry("empty", WORKBOOK.write(Contents.empty())))
                .toList();
        together.forEach(one -> assertArrayEquals(alone.get(one.getKey()), one.getValue(), one.getKey()));
    }

    private static String name(Figure figure) {
        return figure.name().charAt(0) + figure.name().substring(1).toLowerCase(Locale.ROOT);
    }

    /** Rows without the one that says in words that there is none. */
    private static List<Map<String, Object>> said(List<Map<String, Object>> rows) {
        return rows.stream()
                .filter(row -> !row.containsValue("No incident on record"))
                .toList();
    }

    private static List<Map<String, Object>> places(String header, List<PlaceRow> places) {
        return places.stream()
                .map(place -> {
                    Map<String, Object> row = row(
                            header,
                            place.label(),
                            "Code",
                            place.code(),
                            "This month",
                            place.month(),
                            "Month before",
                            place.previous(),
                            "Twelve months",
                            place.twelveMonths());
                    estimates(row, "Perpetrators", place.perpetrators());
                    estimates(row, "Killed", place.killed());
                    estimates(row, "Wounded", place.wounded());
                    estimates(row, "Arrested", place.arrested());
                    return row;
                })
                .toList();
    }

    private static void estimates(Map<String, Object> row, String measure, Tally tally) {
        row.put(measure + " low", tally.low());
        row.put(measure + " best", tally.best());
        row.put(measure + " high", tally.high());
        row.put(measure + " no figure", tally.unknown());
    }

    private static List<Map<String, Object>> ranking(String header, List<Ranked> ranked) {
        return ranked.stream()
                .limit(10)
                .map(one -> row(
                        header,
                        BriefWords.besideBar(one.label()),
                        "This month",
                        one.month(),
                        "Rest of the 12 months",
                        one.rest()))
                .toList();
    }

    private static Map<String, Object> row(Object... headersAndValues) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int index = 0; index < headersAndValues.length; index += 2) {
            row.put((String) headersAndValues[index], headersAndValues[index + 1]);
        }
        return row;
    }
}
