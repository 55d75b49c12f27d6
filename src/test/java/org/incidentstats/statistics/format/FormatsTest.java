package org.incidentstats.statistics.format;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFTable;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.incidentstats.statistics.Codebook;
import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.statistics.model.Measure;
import org.incidentstats.statistics.model.NaiveCount;
import org.incidentstats.vocabulary.CodeLists;
import org.incidentstats.vocabulary.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The same answer as a JSON-stat dataset and as a workbook, and labels in the reader's language. */
@QuarkusTest
class FormatsTest {

    private static final String JSON_STAT = "application/json-stat+json";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final ObjectMapper mapper = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/statistics",
                "/v1/statistics?by=country&measure=events,killed,perpetrators",
                "/v1/statistics?by=nationality,month&measure=killed,events&from=2022&to=2023&fill=zero",
                "/v1/statistics?by=country,year&order=-killed&top=2&share=true&compare=previous&from=2019&to=2024",
                "/v1/statistics?by=country&country=ISL",
                "/v1/trends?by=nationality&grain=year&measure=killed"
            })
    void aDatasetHoldsWhatTheCsvHolds(String address) throws Exception {
        String[] lines = csv(address, "").split("\r\n");
        String[] header = lines[0].split(",");
        JsonNode dataset = mapper.readTree(given().accept(JSON_STAT)
                .get(address)
                .then()
                .statusCode(200)
                .extract()
                .asString());
        assertEquals("2.0", dataset.get("version").asText());
        assertEquals("dataset", dataset.get("class").asText());
        int dimensions = dataset.get("id").size() - 1;
        assertEquals("measure", dataset.get("id").get(dimensions).asText());
        List<List<String>> categories = new ArrayList<>();
        int cells = 1;
        for (int i = 0; i <= dimensions; i++) {
            JsonNode category =
                    dataset.at("/dimension/" + dataset.get("id").get(i).asText() + "/category");
            List<String> codes = new ArrayList<>();
            category.get("index").forEach(code -> codes.add(code.asText()));
            assertEquals(codes.size(), dataset.get("size").get(i).asInt());
            codes.forEach(code -> assertFalse(
                    category.at("/label/" + code.replace("/", "~1")).asText().isEmpty(), code));
            categories.add(codes);
            cells *= codes.size();
        }
        assertEquals(cells, dataset.get("value").size());
        assertEquals(List.of(header).subList(dimensions, header.length), categories.get(dimensions));
        BigDecimal inRows = BigDecimal.ZERO;
        for (int number = 1; number < lines.length; number++) {
            String[] fields = lines[number].split(",", -1);
            int place = 0;
            for (int i = 0; i < dimensions; i++) {
                place = place * categories.get(i).size() + categories.get(i).indexOf(fields[i]);
            }
            for (int i = dimensions; i < header.length; i++) {
                JsonNode value = dataset.get("value").get(place * (header.length - dimensions) + i - dimensions);
                if (fields[i].isEmpty()) {
                    assertTrue(value.isNull(), () -> String.join(",", fields));
                } else {
                    assertEquals(Double.parseDouble(fields[i]), value.asDouble(), () -> String.join(",", fields));
                }
                inRows = inRows.add(value.isNull() ? BigDecimal.ZERO : value.decimalValue());
            }
        }
        BigDecimal inAll = BigDecimal.ZERO;
        for (JsonNode value : dataset.get("value")) {
            inAll = inAll.add(value.isNull() ? BigDecimal.ZERO : value.decimalValue());
        }
        assertEquals(0, inRows.compareTo(inAll), "a combination without a row counts nothing");
    }

    @Test
    void aDatasetSaysWhatIsTimePlaceAndMeasureAndWhatIsUncertain() {
        given().get(
                        "/v1/statistics?by=country,year&measure=events,killed&country=TJK&from=2019&to=2019&format=json-stat")
                .then()
                .statusCode(200)
                .contentType(JSON_STAT)
                .body("role.time", contains("year"))
                .body("role.geo", contains("country"))
                .body("role.metric", contains("measure"))
                .body("label", equalTo("Events, Killed by Country, Year"))
                .body("dimension.country.category.label.TJK", equalTo("Tajikistan"))
                .body("dimension.measure.category.unit.killed_best.label", equalTo("people"))
                .body("dimension.measure.category.unit.killed_unknown.label", equalTo("incidents"))
                .body("value", contains(2, 49, 49, 49, 0, 1))
                // At least 32 were killed in one of the two
                .body("status", equalTo(java.util.Map.of("1", "l", "2", "l", "3", "l")))
                .body("extension.status.label.l", containsString("lower bound"))
                .body("extension.total.events", equalTo(2))
                .body("extension.query.by", contains("country", "year"));
        given().get("/v1/statistics?measure=killed&country=TUR&format=json-stat")
                .then()
                .body("status.'1'", equalTo("u"));
    }

    @Test
    void aLargeCubeHoldsOnlyItsRows() {
        List<Grid.Line> lines = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            lines.add(new Grid.Line(List.of("country" + i, "2%03d".formatted(i)), List.of(Optional.of(i))));
        }
        Grid grid = new Grid(List.of(Dimension.COUNTRY, Dimension.YEAR), List.of(Metric.of(Measure.EVENTS)), lines);
        ObjectNode dataset = JsonStat.of(
                grid,
                mapper.createObjectNode(),
                new Labels(new Codebook(new CodeLists()), Language.EN),
                Optional.empty());
        assertEquals(400, dataset.get("value").size());
        assertEquals(7, dataset.get("value").get(Integer.toString(7 * 400 + 7)).asInt());
        assertEquals(2, dataset.get("note").size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/statistics?by=country,year&measure=events,killed&share=true",
                "/v1/statistics?by=nationality&top=2&compare=year-before&from=2022&to=2023",
                "/v1/statistics?by=country&country=ISL",
                "/v1/trends?by=country&grain=year"
            })
    void aWorkbookHoldsWhatTheCsvHoldsAsNumbersInATable(String address) throws Exception {
        String[] lines = csv(address, "en").split("\r\n");
        try (XSSFWorkbook workbook = open(address)) {
            XSSFSheet sheet = workbook.getSheet("Statistics");
            for (int number = 0; number < lines.length; number++) {
                String[] fields = lines[number].split(",", -1);
                Row row = sheet.getRow(number);
                for (int i = 0; i < fields.length; i++) {
                    Cell cell = row.getCell(i);
                    if (number > 0 && !fields[i].isEmpty() && i >= texts(lines[0])) {
                        assertEquals(CellType.NUMERIC, cell.getCellType());
                        assertEquals(Double.parseDouble(fields[i]), cell.getNumericCellValue());
                    } else if (!fields[i].isEmpty()) {
                        assertEquals(fields[i].replace("\"", ""), cell.getStringCellValue());
                    }
                }
            }
            assertEquals(lines.length - 1, sheet.getLastRowNum());
            XSSFTable table = sheet.getTables().get(0);
            assertEquals(Math.max(1, lines.length - 1), table.getEndRowIndex());
            List<String> names = new ArrayList<>();
            table.getColumns().forEach(column -> names.add(column.getName()));
            assertEquals(List.of(lines[0].split(",")), names);
        }
    }

    @Test
    void aWorkbookSaysWhatWasAskedAndTheTotal() throws Exception {
        try (XSSFWorkbook workbook =
                open("/v1/statistics?by=country&measure=events,killed&country=TJK,UZB&from=2019")) {
            List<String> about = new ArrayList<>();
            workbook.getSheet("About").forEach(row -> about.add(row.getCell(0) + "=" + row.getCell(1)));
            assertTrue(about.contains("query.country=TJK, UZB"), about.toString());
            assertTrue(about.contains("query.from=2019"), about.toString());
            assertTrue(about.contains("total.killed.atLeast=1.0"), about.toString());
            assertTrue(about.stream().anyMatch(line -> line.startsWith("total.links.events=http")), about.toString());
        }
    }

    @Test
    void theSameQuestionGivesTheSameWorkbookByteForByte() {
        String address = "/v1/statistics?by=country,year&measure=killed&format=xlsx";
        assertArrayEquals(
                given().get(address).asByteArray(), given().get(address).asByteArray());
    }

    @Test
    void aLargeWorkbookHoldsEveryRowAndNoTextIsAFormula() throws Exception {
        List<Grid.Line> lines = new ArrayList<>();
        for (int i = 0; i < 12_000; i++) {
            lines.add(new Grid.Line(List.of("=1+" + i), List.of(Optional.of(i))));
        }
        byte[] bytes = GridWorkbook.of(
                new Grid(List.of(Dimension.GROUP), List.of(Metric.of(Measure.EVENTS)), lines),
                mapper.createObjectNode(),
                new Labels(new Codebook(new CodeLists()), Language.EN),
                Instant.EPOCH);
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(bytes))) {
            XSSFSheet sheet = workbook.getSheetAt(0);
            assertEquals(12_000, sheet.getLastRowNum());
            assertEquals(12_000, sheet.getTables().get(0).getEndRowIndex());
            for (Row row : sheet) {
                row.forEach(cell -> assertNotEquals(CellType.FORMULA, cell.getCellType()));
            }
            assertEquals("=1+11999", sheet.getRow(12_000).getCell(0).getStringCellValue());
            assertEquals(11_999, sheet.getRow(12_000).getCell(2).getNumericCellValue());
        }
    }

    @Test
    void labelsAreInTheLanguageAskedFor() {
        assertEquals(
                "country,country_label,year,events\r\nTJK,Таджикистан,2018,1\r\n",
                csv("/v1/statistics?by=country,year&country=TJK&to=2018", "ru"));
        assertEquals(
                "month,events\r\n2022-05,1\r\n2022-XX,3\r\n",
                csv("/v1/statistics?by=month&country=KGZ,TJK&from=2022&to=2022", "ru"));
        given().get("/v1/statistics?by=nationality,month&top=1&from=2022&to=2022&nationality=TJK,unknown,PAK"
                        + "&format=json-stat&lang=ru&order=-events")
                .then()
                .header("Content-Language", "ru")
                .body("dimension.month.category.label.'2022-XX'", equalTo("2022, месяц неизвестен"))
                .body("dimension.nationality.category.label.other", equalTo("Прочие"))
                .body("dimension.measure.label", equalTo("Показатель"));
        given().get("/v1/dimensions?lang=ru").then().body("dimensions.label", hasItem("Страна"));
        given().get("/v1/dimensions/country?lang=ru")
                .then()
                .header("Content-Language", "ru")
                .body("values.find { it.code == 'TJK' }.label", equalTo("Таджикистан"));
        given().get("/v1/dimensions?lang=tg")
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo("lang"))
                .body("errors[0].allowed", contains("en", "ru"));
        given().get("/v1/statistics?lang=tg").then().statusCode(400).body("errors.parameter", contains("lang"));
    }

    @Test
    void theLanguageOfTheReaderIsTakenFromTheHeaderAndCachesAreToldSo() {
        Response russian =
                given().header("Accept-Language", "ru-RU,ru;q=0.9,en;q=0.8").get("/v1/dimensions/country");
        Response english = given().header("Accept-Language", "fr, en;q=0.5").get("/v1/dimensions/country");
        assertEquals("Таджикистан", russian.path("values.find { it.code == 'TJK' }.label"));
        assertEquals("Tajikistan", english.path("values.find { it.code == 'TJK' }.label"));
        assertNotEquals(russian.header("ETag"), english.header("ETag"));
        assertTrue(vary(russian).contains("Accept-Language"));
        given().header("Accept-Language", "ru")
                .header("If-None-Match", english.header("ETag"))
                .get("/v1/dimensions/country")
                .then()
                .statusCode(200);
        given().header("Accept-Language", "!")
                .get("/v1/dimensions/country")
                .then()
                .statusCode(200)
                .header("Content-Language", "en");
        for (String address : List.of("/v1/dimensions?lang=ru", "/v1/statistics", "/v1/statistics?format=csv")) {
            assertFalse(vary(given().get(address)).contains("Accept-Language"), address);
        }
        for (String mediaType : List.of(JSON_STAT, XLSX)) {
            assertTrue(
                    vary(given().accept(mediaType).get("/v1/statistics?by=country"))
                            .contains("Accept-Language"),
                    mediaType);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {JSON_STAT, XLSX, "text/csv", "application/json"})
    void aClientThatHasARepresentationIsNotSentItAgainNorTakenToHaveAnother(String mediaType) {
        for (String path : List.of("/v1/statistics?by=country", "/v1/trends?by=country")) {
            String tag = given().accept(mediaType)
                    .get(path)
                    .then()
                    .statusCode(200)
                    .contentType(containsString(mediaType))
                    .extract()
                    .header("ETag");
            given().accept(mediaType)
                    .header("If-None-Match", tag)
                    .get(path)
                    .then()
                    .statusCode(304);
            given().accept(mediaType)
                    .header("If-None-Match", tag)
                    .get(path + "&lang=ru")
                    .then()
                    .statusCode(mediaType.equals("application/json") ? 304 : 200);
            String other = mediaType.equals(XLSX) ? JSON_STAT : XLSX;
            given().accept(other).header("If-None-Match", tag).get(path).then().statusCode(200);
        }
    }

    @Test
    void incidentsAreGivenAsJsonAndCsvOnly() {
        given().accept(XLSX).get("/v1/events").then().statusCode(406);
        given().get("/v1/events?format=xlsx").then().statusCode(400).body("errors[0].allowed", contains("json", "csv"));
    }

    /** What is in the header, whether it is one or several. */
    private static String vary(Response response) {
        return String.join(",", response.headers().getValues("Vary"));
    }

    /** How many columns of texts come before the figures. */
    private static int texts(String header) {
        int texts = 0;
        for (String name : header.split(",")) {
            if (NaiveCount.DIMENSIONS.contains(name) || name.endsWith("_label")) {
                texts++;
            }
        }
        return texts;
    }

    private static String csv(String address, String language) {
        String parameter = language.isEmpty() ? "" : (address.contains("?") ? "&" : "?") + "lang=" + language;
        return given().urlEncodingEnabled(false)
                .accept("text/csv")
                .get(address + parameter)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static XSSFWorkbook open(String address) throws Exception {
        byte[] bytes = given().urlEncodingEnabled(false)
                .accept(XLSX)
                .get(address)
                .then()
                .statusCode(200)
                .header("Content-Disposition", containsString(".xlsx"))
                .extract()
                .asByteArray();
        return new XSSFWorkbook(new ByteArrayInputStream(bytes));
    }
}
