package org.incidentstats.imports;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.security.TestSecurity;
import io.restassured.path.json.JsonPath;

import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whatever is sent, the answer is clear. */
@QuarkusTest
@TestProfile(RecordOfItsOwn.class)
@TestSecurity(user = "editor@example.org", roles = "editor")
class HostileFilesTest {

    private static final String HEADER = "id,date,title,type,countries,outcome,evidence,sources\n";
    private static final String REST = ",2024,Example,bombing,TJK,completed,attributed,Example Gazette\n";

    @Test
    void aFileInAnotherEncodingIsRefusedWithItsLine() {
        byte[] latin = (HEADER + "a-1" + REST + "a-2,2024,Überfall,bombing,TJK,completed,attributed,x\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        Client.send(latin, "").statusCode(400).body("detail", containsString("Line 3 is not in UTF-8"));
        Client.send(latin, "charset=klingon").statusCode(400).body("errors[0].parameter", containsString("charset"));
        assertEquals(2, Client.imported(latin, "charset=ISO-8859-1").getInt("counts.accepted"));
    }

    @Test
    void byteOrderMarksAndDeclaredDelimitersAreUnderstood() {
        String text = ("\uFEFFsep=|\n" + HEADER + "bom-1" + REST).replace(',', '|');
        assertEquals(
                1, Client.imported(text.getBytes(StandardCharsets.UTF_8), "").getInt("counts.accepted"));
        assertEquals(
                1,
                Client.imported(text.replace("bom-1", "bom-2").getBytes(StandardCharsets.UTF_16LE), "")
                        .getInt("counts.accepted"));
    }

    @Test
    void raggedRowsAndTruncatedFilesAreRefusedRowByRow() {
        JsonPath job = Client.imported(
                HEADER + "r-1" + REST + "r-2,2024\n" + "r-3,2024,a,bombing,TJK,completed,attributed,x,y,z\n" + "r-4"
                        + REST + "r-5,2024,\"cut o",
                "");
        assertEquals(2, job.getInt("counts.accepted"), job.prettify());
        assertEquals(3, job.getInt("counts.refused"));
        assertEquals("y | z", job.getString("refusedRows[1].faults[0].value"));
    }

    @Test
    void quotesInsideQuotesAreText() throws Exception {
        JsonPath job = Client.imported(
                HEADER + "q-1,2024,\"He said \"\"no, \"\"\nand left\",bombing,TJK,completed,attributed,x\n", "");
        assertEquals(1, job.getInt("counts.accepted"), job.prettify());
        assertEquals(
                "He said \"no, \" and left", Client.event("q-1").get("title").asText());
    }

    @Test
    void twoHundredColumnsAreTakenAndAThousandAreNot() {
        String more = String.join(",", Collections.nCopies(200, "0"));
        StringBuilder names = new StringBuilder(HEADER.strip());
        for (int i = 0; i < 200; i++) {
            names.append(",extra").append(i);
        }
        assertEquals(
                1,
                Client.imported(names + "\nw-1" + REST.strip() + "," + more + "\n", "")
                        .getInt("counts.accepted"));
        for (int i = 200; i < 1000; i++) {
            names.append(",extra").append(i);
        }
        Client.send((names + "\n").getBytes(StandardCharsets.UTF_8), "")
                .statusCode(400)
                .body("detail", containsString("1,008 columns"));
    }

    @Test
    void aMillionEmptyRowsAreNoRows() {
        String empty = "\n".repeat(500_000) + ",,,,,,,\n".repeat(500_000);
        JsonPath job = Client.imported(HEADER + "e-1" + REST + empty + "e-2" + REST, "");
        assertEquals(2, job.getInt("counts.rows"));
        assertEquals(2, job.getInt("counts.accepted"));
    }

    @Test
    void aCellOfFiveMegabytesRefusesItsRow() {
        JsonPath job = Client.imported(
                HEADER + "big-1,2024," + "x".repeat(5_000_000) + ",bombing,TJK,completed,attributed,x\nbig-2" + REST,
                "");
        assertEquals(1, job.getInt("counts.accepted"));
        assertEquals("title", job.getString("refusedRows[0].faults[0].column"));
        assertTrue(Client.refused(job).length() < 10_000);
    }

    @Test
    void aQuoteThatIsNeverClosedEndsTheImportWithItsReason() {
        JsonPath job = Client.imported(HEADER + "n-1" + REST + "n-2,\"" + "x,y\n".repeat(1_900_000), "");
        assertEquals("failed", job.getString("status"));
        assertTrue(job.getString("failure").contains("quote"), job.prettify());
        assertEquals(1, job.getInt("counts.accepted"));
    }

    @Test
    void whatIsNoTableIsRefusedAtOnce() {
        Client.send(new byte[0], "").statusCode(400).body("detail", containsString("empty"));
        Client.send("[{\"id\":1}]".getBytes(StandardCharsets.UTF_8), "")
                .statusCode(400)
                .body("detail", containsString("NDJSON"));
        Client.send(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0}, "")
                .statusCode(400);
        Client.send("<html>".getBytes(StandardCharsets.UTF_8), "").statusCode(400);
        Client.send("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8), "")
                .statusCode(400)
                .body("detail", containsString("no column 'countries'"));
        Client.send("a,A\n1,2\n".getBytes(StandardCharsets.UTF_8), "")
                .statusCode(400)
                .body("detail", containsString("twice"));
        Client.send((HEADER + "x" + REST).getBytes(StandardCharsets.UTF_8), "mapping=nope")
                .statusCode(400);
        Client.send((HEADER + "x" + REST).getBytes(StandardCharsets.UTF_8), "dryrun=1")
                .statusCode(400);
    }

    @Test
    void aWorkbookIsReadWithItsDatesNumbersAndFormulaResults() throws Exception {
        byte[] workbook = workbook(sheet -> {
            row(sheet, 0, HEADER.strip().split(","));
            row(sheet, 1, ("x-1" + REST.strip()).split(","));
            sheet.getRow(1).getCell(1).setCellValue(2024);
            row(sheet, 5, ("x-2" + REST.strip()).split(","));
            sheet.getRow(5).getCell(2).setCellFormula("HYPERLINK(\"http://example.org\",\"Example\")");
        });
        JsonPath job = Client.imported(workbook, "");
        assertEquals(2, job.getInt("counts.accepted"), job.prettify());
        assertEquals("xlsx", job.getString("format"));
        assertEquals("2024", Client.event("x-1").get("date").asText());
        assertEquals("Example", Client.event("x-2").get("title").asText());
    }

    @Test
    void aTruncatedWorkbookIsRefused() throws Exception {
        byte[] workbook = workbook(sheet -> row(sheet, 0, HEADER.strip().split(",")));
        Client.send(Arrays.copyOf(workbook, workbook.length / 2), "")
                .statusCode(400)
                .body("detail", containsString("workbook cannot be read"));
    }

    @Test
    void aZipBombEndsItsImportWithItsReason() throws Exception {
        JsonPath job = Client.imported(zip("xl/worksheets/sheet1.xml", sheet(""), 1_000), "");
        assertEquals("failed", job.getString("status"));
        assertTrue(job.getString("failure").contains("unpacks to more than 100 times its size"), job.prettify());
    }

    @Test
    void aCellFarAwayEndsItsImportWithItsReason() throws Exception {
        JsonPath job = Client.imported(
                zip(
                        "xl/worksheets/sheet1.xml",
                        sheet("<row r=\"2\"><c r=\"ZZZZZZ2\" t=\"inlineStr\"><is><t>far</t></is></c></row>"),
                        0),
                "");
        assertEquals("failed", job.getString("status"));
        assertTrue(job.getString("failure").contains("ZZZZZZ2"), job.prettify());
        assertEquals(0, job.getInt("counts.rows"));
    }

    @Test
    void aMappingOfBadCodesIsAnsweredBriefly() {
        StringBuilder mapping = new StringBuilder("id: id\ncountries:\n");
        for (int i = 0; i < 9_000; i++) {
            mapping.append("  name ").append(i).append(": bad-").append(i).append('\n');
        }
        String answer = io.restassured.RestAssured.given()
                .multiPart("file", "example.csv", (HEADER + "m-1" + REST).getBytes(StandardCharsets.UTF_8))
                .multiPart("mapping", "mapping.yaml", mapping.toString().getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports")
                .then()
                .statusCode(400)
                .body("errors[-1].detail", containsString("more faults"))
                .extract()
                .asString();
        assertTrue(answer.length() < 40_000, () -> answer.length() + " characters");
    }

    /** A sheet with the columns that are needed and these rows, and open at its end. */
    private static String sheet(String rows) {
        StringBuilder cells = new StringBuilder();
        for (String name : HEADER.strip().split(",")) {
            cells.append("<c t=\"inlineStr\"><is><t>").append(name).append("</t></is></c>");
        }
        return "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row>" + cells
                + "</row>" + rows;
    }

    @Test
    void xmlEntitiesAreNotFollowed() throws Exception {
        String entities =
                "<?xml version=\"1.0\"?><!DOCTYPE w [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"
                        + "<!ENTITY f SYSTEM \"file:///etc/passwd\">]>"
                        + "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"
                        + "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>&b;&f;</t></is></c></row></sheetData></worksheet>";
        String answer = Client.send(zip("xl/worksheets/sheet1.xml", entities, 0), "")
                .statusCode(400)
                .extract()
                .asString();
        assertTrue(!answer.contains("root:") && !answer.contains("lollol"), answer);
    }

    private interface Filling {
        void fill(Sheet sheet);
    }

    private static byte[] workbook(Filling filling) throws Exception {
        try (SXSSFWorkbook workbook = new SXSSFWorkbook();
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            filling.fill(workbook.createSheet("Example"));
            workbook.write(bytes);
            return bytes.toByteArray();
        }
    }

    private static void row(Sheet sheet, int number, String[] cells) {
        var row = sheet.createRow(number);
        for (int i = 0; i < cells.length; i++) {
            row.createCell(i).setCellValue(cells[i]);
        }
    }

    /** A minimal workbook whose sheet is the given XML, followed by some megabytes of blanks. */
    private static byte[] zip(String sheet, String xml, int hundredKilobytes) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            entry(
                    zip,
                    "[Content_Types].xml",
                    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></Types>");
            entry(
                    zip,
                    "_rels/.rels",
                    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            entry(
                    zip,
                    "xl/workbook.xml",
                    "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
            entry(
                    zip,
                    "xl/_rels/workbook.xml.rels",
                    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
            zip.putNextEntry(new ZipEntry(sheet));
            zip.write(xml.getBytes(StandardCharsets.UTF_8));
            byte[] blanks = " ".repeat(100_000).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < hundredKilobytes; i++) {
                zip.write(blanks);
            }
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }

    private static void entry(ZipOutputStream zip, String name, String xml) throws Exception {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(xml.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
