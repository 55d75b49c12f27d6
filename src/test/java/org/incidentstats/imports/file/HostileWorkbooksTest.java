package org.incidentstats.imports.file;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Each limit of a workbook holds while it is read: what is at the limit is taken, what is beyond it ends the reading. */
class HostileWorkbooksTest {

    @TempDir
    Path folder;

    private List<SourceRow> rows(WorkbookFile file) throws Exception {
        return rows(file, true);
    }

    private List<SourceRow> rows(WorkbookFile file, boolean packed) throws Exception {
        List<SourceRow> rows = new ArrayList<>();
        try (InputStream stream = Files.newInputStream(file.in(folder, "workbook.xlsx", packed));
                Rows reading = new WorkbookRows(stream)) {
            for (Optional<SourceRow> row = reading.next(); row.isPresent(); row = reading.next()) {
                rows.add(row.get());
            }
        }
        return rows;
    }

    private void refused(WorkbookFile file, String why) {
        refused(file, true, why);
    }

    private void refused(WorkbookFile file, boolean packed, String why) {
        Unreadable refusal = assertThrows(Unreadable.class, () -> rows(file, packed));
        assertTrue(
                refusal.getMessage().startsWith("The workbook cannot be read: ")
                        && refusal.getMessage().contains(why),
                refusal::getMessage);
    }

    @Test
    void aCellStandsInTheColumnThatItNames() throws Exception {
        List<SourceRow> rows =
                rows(new WorkbookFile().rows("<row r=\"3\">" + WorkbookFile.cell("XFD3", "last") + "</row>"));
        assertEquals(3, rows.get(1).line());
        assertEquals(16_384, rows.get(1).cells().size());
        assertEquals("last", rows.get(1).cells().get(16_383));
    }

    @ParameterizedTest
    @CsvSource({"XFE2", "ZZZ2", "ZZZZZZ2", "A", "2", "''", "a2", "A-2", "A99999999999"})
    void aCellThatNoSheetHasEndsTheReading(String reference) {
        refused(new WorkbookFile().rows("<row r=\"2\">" + WorkbookFile.cell(reference, "far") + "</row>"), "cell");
    }

    @Test
    void aRowOfMoreCellsThanASheetHasEndsTheReading() throws Exception {
        String cell = "<c t=\"inlineStr\"><is><t>x</t></is></c>";
        String most = "<row>" + cell.repeat(16_384) + "</row>";
        assertEquals(
                16_384,
                rows(new WorkbookFile().rows(most), false).get(1).cells().size());
        refused(new WorkbookFile().rows("<row>" + cell.repeat(16_385) + "</row>"), false, "up to XFD");
    }

    @Test
    void aSheetHasAsManyRowsAsExcelTakes() throws Exception {
        assertEquals(
                1_048_576,
                rows(new WorkbookFile().rows("<row r=\"1048576\">" + WorkbookFile.cell("A1048576", "x") + "</row>"))
                        .get(1)
                        .line());
        for (String number : List.of("1048577", "0", "-1", "99999999999", "x")) {
            refused(new WorkbookFile().rows("<row r=\"" + number + "\"/>"), "row");
        }
    }

    @Test
    void aCellThatIsTooLongIsCutJustPastTheLongestWhereverItsTextStands() throws Exception {
        String longest = "x".repeat(FileTable.LONGEST_CELL);
        WorkbookFile file = new WorkbookFile()
                .part(WorkbookFile.TEXTS, WorkbookFile.around("<sst><si><t>", 3, "</t></si><si><t>next</t></si></sst>"))
                .part(
                        WorkbookFile.SHEET,
                        WorkbookFile.around(
                                "<worksheet><sheetData><row>" + WorkbookFile.cell("A1", longest)
                                        + "<c r=\"B1\" t=\"s\"><v>0</v></c><c r=\"C1\" t=\"s\"><v>1</v></c>"
                                        + "<c r=\"D1\" t=\"inlineStr\"><is><t>",
                                3,
                                "</t></is></c></row></sheetData></worksheet>"));
        List<String> cells = rows(file, false).get(0).cells();
        assertEquals(longest, cells.get(0));
        assertEquals(longest + "x", cells.get(1));
        assertEquals("next", cells.get(2));
        assertEquals(longest + "x", cells.get(3));
    }

    @Test
    void aRowHasNoMoreCharactersThanThatOfACsv() throws Exception {
        String cell = "<c t=\"inlineStr\"><is><t>" + "x".repeat(30_000) + "</t></is></c>";
        assertEquals(
                200,
                rows(new WorkbookFile().rows("<row>" + cell.repeat(200) + "</row>"), false)
                        .get(1)
                        .cells()
                        .size());
        refused(new WorkbookFile().rows("<row>" + cell.repeat(201) + "</row>"), false, "6,000,000 characters");
    }

    @Test
    void aPartUnpacksToAHundredTimesItsSizeAtMost() throws Exception {
        byte[] blanks = " ".repeat(10_000).getBytes(StandardCharsets.UTF_8);
        String[] halves = WorkbookFile.sheet("|").split("\\|");
        assertEquals(
                1,
                rows(new WorkbookFile()
                                .part(WorkbookFile.SHEET, WorkbookFile.repeated(halves[0], blanks, 9, halves[1])))
                        .size());
        refused(
                new WorkbookFile().part(WorkbookFile.SHEET, WorkbookFile.repeated(halves[0], blanks, 1_000, halves[1])),
                "more than 100 times");
        assertEquals(
                1,
                rows(
                                new WorkbookFile()
                                        .part(
                                                WorkbookFile.SHEET,
                                                WorkbookFile.repeated(halves[0], blanks, 1_000, halves[1])),
                                false)
                        .size());
    }

    @Test
    void aPartThatOnlyDescribesOthersIsNoLargerThanItNeedsToBe() throws Exception {
        byte[] megabyte = ("<a/>" + " ".repeat(999_996)).getBytes(StandardCharsets.UTF_8);
        for (String part : List.of(WorkbookFile.STYLES, WorkbookFile.WORKBOOK, "xl/_rels/workbook.xml.rels")) {
            refused(
                    new WorkbookFile().rows("").part(part, WorkbookFile.repeated("<a>", megabyte, 21, "</a>")),
                    false,
                    "more than 20,000,000 bytes");
        }
        assertEquals(
                1,
                rows(
                                new WorkbookFile()
                                        .rows("")
                                        .part(WorkbookFile.STYLES, WorkbookFile.repeated("<a>", megabyte, 19, "</a>")),
                                false)
                        .size());
    }

    @Test
    void aWorkbookHasTenThousandPartsAtMost() throws Exception {
        WorkbookFile file = new WorkbookFile().rows("");
        for (int i = 0; i < WorkbookParts.MOST - 6; i++) {
            file.part("media/" + i, "");
        }
        assertEquals(1, rows(file).size());
        refused(file.part("media/more", ""), "10,000 parts");
    }

    @Test
    void elementsStandWithinEachOtherAHundredTimesAtMost() throws Exception {
        // The deepest is the 2nd of worksheet and sheetData, and those within
        String deep = "<x>".repeat(98) + "</x>".repeat(98);
        assertEquals(1, rows(new WorkbookFile().rows(deep), false).size());
        refused(new WorkbookFile().rows("<x>" + deep + "</x>"), false, "Depth");
        refused(new WorkbookFile().rows("<x>".repeat(1_000_000)), false, "Depth");
    }

    @Test
    void namesAttributesAndTheirNumberHaveAnEnd() throws Exception {
        assertEquals(
                1,
                rows(new WorkbookFile().rows("<a b=\"" + "x".repeat(99_000) + "\"/>"), false)
                        .size());
        refused(new WorkbookFile().rows("<a b=\"" + "x".repeat(101_000) + "\"/>"), false, "attribute");
        refused(
                new WorkbookFile().part(WorkbookFile.SHEET, WorkbookFile.around("<worksheet><", 2, "/></worksheet>")),
                false,
                "tag of more than 1,000,000 bytes");
        StringBuilder many = new StringBuilder("<a");
        for (int i = 0; i < 1_001; i++) {
            many.append(" a").append(i).append("=\"\"");
        }
        refused(new WorkbookFile().rows(many + "/>"), false, "ttribute");
    }

    @Test
    void noEntityIsFollowedInAnyPart() {
        String entities = "<!DOCTYPE a [<!ENTITY e \"lol\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]>";
        for (String part : List.of(WorkbookFile.SHEET, WorkbookFile.STYLES, WorkbookFile.WORKBOOK, "_rels/.rels")) {
            refused(new WorkbookFile().rows("").part(part, entities + "<a>&e;&f;</a>"), "entities");
        }
        refused(
                new WorkbookFile()
                        .rows("<row><c t=\"s\"><v>0</v></c></row>")
                        .part(WorkbookFile.TEXTS, entities + "<sst><si><t>&e;</t></si></sst>"),
                "entities");
    }

    @Test
    void noMoreOfTheSharedTextsIsReadThanTheRowsAskedFor() throws Exception {
        WorkbookFile file = new WorkbookFile()
                .part(
                        WorkbookFile.SHEET,
                        "<worksheet><sheetData><row><c t=\"s\"><v>1</v></c></row><row><c t=\"s\"><v>0</v></c></row>"
                                + "<row><c t=\"s\"><v>2</v></c></row></sheetData></worksheet>")
                .part(
                        WorkbookFile.TEXTS,
                        "<sst><si><t>a</t></si><si><r><t>b</t></r><r><t>c</t></r>"
                                + "<rPh><t>no</t></rPh></si><si><t>and here it is broken");
        try (InputStream stream = Files.newInputStream(file.in(folder, "lazy.xlsx", true));
                Rows rows = new WorkbookRows(stream)) {
            assertEquals(List.of("bc"), rows.next().orElseThrow().cells());
            assertEquals(List.of("a"), rows.next().orElseThrow().cells());
            assertThrows(Unreadable.class, rows::next);
        }
    }

    @Test
    void aSharedTextThatIsNotThereEndsTheReading() {
        for (String number : List.of("0", "7", "-1", "x", "99999999999")) {
            refused(new WorkbookFile().rows("<row><c t=\"s\"><v>" + number + "</v></c></row>"), "shared text");
        }
    }

    @Test
    void datesNumbersAndEscapedCharactersAreWhatTheyShow() throws Exception {
        WorkbookFile file = new WorkbookFile()
                .part(
                        WorkbookFile.STYLES,
                        "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\"/></numFmts>"
                                + "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
                                + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>")
                .rows("<row><c><v>45413</v></c><c s=\"1\"><v>45413</v></c><c s=\"2\"><v>45413</v></c>"
                        + "<c><v>1E5</v></c><c t=\"b\"><v>1</v></c><c t=\"e\"><v>#REF!</v></c><c><v>NaN</v></c>"
                        + "<c t=\"str\"><f>A1</f><v>a_x000D_b</v></c><c s=\"9\"/></row>");
        assertEquals(
                List.of("45413", "2024-05-01", "2024-05", "100000", "true", "#REF!", "NaN", "a\rb", ""),
                rows(file).get(1).cells());
    }
}
