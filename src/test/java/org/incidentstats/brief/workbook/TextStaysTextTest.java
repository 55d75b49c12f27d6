package org.incidentstats.brief.workbook;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.apache.poi.common.usermodel.HyperlinkType;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFHyperlink;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.incidentstats.brief.Contents;
import org.incidentstats.brief.ReadBrief;
import org.incidentstats.brief.Workbooks;
import org.incidentstats.brief.content.BriefContent;
import org.incidentstats.event.Event;
import org.incidentstats.time.EventDate;
import org.incidentstats.vocabulary.Category;
import org.incidentstats.vocabulary.Country;
import org.incidentstats.vocabulary.Evidence;
import org.incidentstats.vocabulary.Outcome;
import org.incidentstats.workbook.CellValue;
import org.incidentstats.workbook.CellWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** No text of an event can be run by the program that opens the brief, nor lead anywhere but to a page of the web. */
class TextStaysTextTest {

    private static final Workbooks WORKBOOK = Workbooks.own();

    /** The columns that begin with words of an event. */
    private static final List<String> FREE_TEXT = List.of("Incident", "Place", "Groups", "Source", "Note");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=HYPERLINK(\"https://evil.example/\",\"click\")",
                "=cmd|' /C calc'!A0",
                "+1",
                "-1",
                "@SUM(1)",
                "\t=1+1",
                "\r=1+1",
                "\n=1+1",
                "=\uD83D\uDCA3"
            })
    void wordsThatLookLikeAFormulaStayWordsInEveryField(String words) throws IOException {
        byte[] file = WORKBOOK.write(Contents.withIncidents(
                List.of(incident(everywhere(words, Optional.of(words)), "https://api.example.org/v1/events/1"))));
        ReadBrief brief = new ReadBrief(file);
        Map<String, XSSFCell> row = brief.cells("Incidents").get(0);
        for (String header : FREE_TEXT) {
            assertWords(words, row.get(header));
        }
        assertEquals(CellType.STRING, row.get("Type").getCellType());
        assertTrue(row.get("Type").getCellStyle().getQuotePrefixed());
        assertRunsNothing(file, brief);

        Event withoutPublisher = everywhere(words, Optional.empty());
        ReadBrief second = new ReadBrief(WORKBOOK.write(
                Contents.withIncidents(List.of(incident(withoutPublisher, "https://api.example.org/v1/events/1")))));
        assertWords(words, second.cells("Incidents").get(0).get("Source"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@x", "\t1"})
    void namesOfCountriesStayWordsToo(String label) throws IOException {
        byte[] file = WORKBOOK.write(Contents.withCountry(label));
        ReadBrief brief = new ReadBrief(file);
        assertWords(label, brief.cells("ByCountry").get(0).get("Country"));
        assertWords(label, brief.cells("CountryRanking").get(0).get("Country"));
        assertRunsNothing(file, brief);
    }

    @Property(tries = 300)
    void whateverTheWordsTheCellSaysThemAndRunsNothing(@ForAll("words") String words) {
        try (XSSFWorkbook workbook = new XSSFWorkbook()) {
            XSSFCell cell = workbook.createSheet().createRow(0).createCell(0);
            new CellWriter(workbook).write(cell, new CellValue.Text(words));
            assertEquals(CellType.STRING, cell.getCellType());
            assertEquals(words, cell.getStringCellValue());
            boolean couldRun = !words.isEmpty() && "=+-@\t\r\n".indexOf(words.charAt(0)) >= 0;
            assertEquals(couldRun, cell.getCellStyle().getQuotePrefixed());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Provide
    Arbitrary<String> words() {
        Arbitrary<String> beginning = Arbitraries.of("", "=", "+", "-", "@", "\t", "\r", "\n", "_x0041_", "'");
        Arbitrary<String> rest = Arbitraries.strings()
                .withCharRange(' ', '\uD7FF')
                .withChars("=+-@_x0123456789ABCDEF\"'<>&")
                .ofMaxLength(40);
        return Combinators.combine(beginning, rest).as(String::concat);
    }

    @Test
    void whatXmlCannotHoldIsReplacedAndWhatExcelCannotHoldIsCut() {
        String note = "a\u0000b\uFFFFc\uD800d" + "x".repeat(40_000);
        ReadBrief brief = new ReadBrief(WORKBOOK.write(Contents.withIncidents(
                List.of(incident(everywhere(note, Optional.empty()), "https://api.example.org/v1/events/1")))));
        String said = brief.cells("Incidents").get(0).get("Note").getStringCellValue();
        assertTrue(said.startsWith("a\uFFFDb\uFFFDc\uFFFDdxxx"), said.substring(0, 20));
        assertTrue(said.endsWith("x…"));
        assertEquals(32_767, said.length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "file:///etc/passwd",
                "mailto:somebody@example.org",
                "ftp://example.org/a",
                "ms-excel:ofe|u|https://evil.example/a.xlsx",
                "//example.org/without-scheme",
                "https:///without-host",
                "report.xlsx"
            })
    void onlyPagesOfTheWebAreLinked(String address) {
        URI target = uri(address);
        Event event = with(List.of(new Event.Source(
                Optional.empty(),
                Optional.empty(),
                "A source",
                Optional.of(target),
                Optional.empty(),
                Optional.empty())));
        ReadBrief brief =
                new ReadBrief(WORKBOOK.write(Contents.withIncidents(List.of(Contents.incident("one", event, target)))));
        for (String header : List.of("Source link", "Record")) {
            XSSFCell cell = brief.cells("Incidents").get(0).get(header);
            assertNull(cell.getHyperlink(), header);
            assertEquals(target.toString(), cell.getStringCellValue(), header);
        }
    }

    @Test
    void linksLeadWhereTheEventSays() {
        Event event = with(List.of(
                Contents.source(null, "On paper", null),
                Contents.source(null, "On the web", "http://example.org/ü?a=b&c=d#e"),
                Contents.source(null, "Elsewhere", "https://example.com/")));
        ReadBrief brief = new ReadBrief(WORKBOOK.write(
                Contents.withIncidents(List.of(incident(event, "https://api.example.org/v1/events/one")))));
        Map<String, XSSFCell> row = brief.cells("Incidents").get(0);
        XSSFHyperlink source = row.get("Source link").getHyperlink();
        assertEquals(HyperlinkType.URL, source.getType());
        assertEquals("http://example.org/%C3%BC?a=b&c=d#e", source.getAddress());
        assertEquals("example.org", row.get("Source link").getStringCellValue());
        assertEquals(
                "https://api.example.org/v1/events/one",
                row.get("Record").getHyperlink().getAddress());
        assertEquals("one", row.get("Record").getStringCellValue());
    }

    @Test
    void anAddressTooLongForExcelIsTextWithoutLink() {
        URI address = URI.create("https://example.org/" + "a".repeat(2_079));
        ReadBrief brief = new ReadBrief(WORKBOOK.write(Contents.withIncidents(List.of(
                incident(with(List.of(Contents.source(null, "A source", address.toString()))), address.toString())))));
        XSSFCell cell = brief.cells("Incidents").get(0).get("Source link");
        assertNull(cell.getHyperlink());
        assertEquals(address.toString(), cell.getStringCellValue());
    }

    private static void assertWords(String words, XSSFCell cell) {
        assertEquals(CellType.STRING, cell.getCellType());
        assertTrue(
                cell.getStringCellValue().startsWith(words),
                () -> cell.getAddress() + " says " + cell.getStringCellValue());
        assertTrue(cell.getCellStyle().getQuotePrefixed(), () -> cell.getAddress() + " has no quote prefix");
    }

    /** No cell of the file has a formula, no link leads elsewhere, and nothing in the file is a program. */
    private static void assertRunsNothing(byte[] file, ReadBrief brief) throws IOException {
        brief.cells().forEach(cell -> assertFalse(cell.getCellType() == CellType.FORMULA, cell.toString()));
        for (int sheet = 0; sheet < brief.workbook().getNumberOfSheets(); sheet++) {
            brief.workbook()
                    .getSheetAt(sheet)
                    .getHyperlinkList()
                    .forEach(link -> assertTrue(link.getAddress().matches("https?://[a-z.]*example.(org|com)/.*")));
        }
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String xml = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                assertFalse(entry.getName().matches(".*(vba|externalLink|activeX|embeddings).*"), entry.getName());
                assertFalse(
                        entry.getName().startsWith("xl/worksheets/sheet") && xml.contains("<f>"),
                        () -> "a formula in " + xml);
            }
        }
    }

    private static BriefContent.Incident incident(Event event, String link) {
        return Contents.incident("one", event, URI.create(link));
    }

    private static URI uri(String address) {
        try {
            return URI.create(address);
        } catch (IllegalArgumentException e) {
            return URI.create(address.replace("|", "%7C"));
        }
    }

    private static Event with(List<Event.Source> sources) {
        return Contents.event(
                "A title",
                Category.ATTACK,
                "bombing",
                "2023-07-01",
                List.of(Contents.place("DEU", "Berlin")),
                List.of(),
                List.of(),
                Optional.empty(),
                sources,
                "A note");
    }

    /** An event with these words in each field that takes words. */
    private static Event everywhere(String words, Optional<String> publisher) {
        return new Event(
                words,
                Optional.of(words),
                Category.ATTACK,
                words,
                EventDate.parse("2023-07-01"),
                List.of(new Event.Place(
                        new Country("DEU"),
                        Optional.of(words),
                        Optional.of(words),
                        OptionalDouble.empty(),
                        OptionalDouble.empty())),
                List.of(words),
                Optional.empty(),
                Outcome.COMPLETED,
                Evidence.OFFICIAL,
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(words),
                List.of(new Event.Source(
                        Optional.of(words), publisher, words, Optional.empty(), Optional.empty(), Optional.empty())),
                List.of(),
                Optional.of(words));
    }
}
