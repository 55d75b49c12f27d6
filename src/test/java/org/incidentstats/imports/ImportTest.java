package org.incidentstats.imports;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.incidentstats.event.EventVersion;
import org.incidentstats.event.store.Change;
import org.incidentstats.event.store.EventStore;
import org.incidentstats.imports.file.FileFormat;
import org.incidentstats.imports.mapping.Mappings;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.security.TestSecurity;
import io.restassured.path.json.JsonPath;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What an import promises whoever sends a file. */
@QuarkusTest
@TestProfile(RecordOfItsOwn.class)
@TestSecurity(user = "editor@example.org", roles = "editor")
class ImportTest {

    private static final String HEADER = "id,date,title,type,countries,outcome,evidence,killed_best,sources\r\n";

    @Inject
    EventStore events;

    @Inject
    ImportStore store;

    @Inject
    Uploads uploads;

    @Inject
    Importer importer;

    private static String rows(String prefix, int count, int killed) {
        return HEADER
                + IntStream.range(0, count)
                        .mapToObj(i ->
                                "%s-%d,2024-05-%02d,Example %d,armed-assault,TJK,completed,attributed,%d,Example Gazette\r\n"
                                        .formatted(prefix, i, i % 28 + 1, i, killed))
                        .collect(Collectors.joining());
    }

    private static String counts(JsonPath job) {
        return "%d rows: %d accepted, %d updated, %d unchanged, %d refused"
                .formatted(
                        job.getInt("counts.rows"),
                        job.getInt("counts.accepted"),
                        job.getInt("counts.updated"),
                        job.getInt("counts.unchanged"),
                        job.getInt("counts.refused"));
    }

    @Test
    void aLargeFileIsPutInItsPlaceFirst() {
        JsonPath named = given().post("/v1/imports/uploads")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        String upload = named.getString("upload");
        Client.send(new byte[0], "upload=" + upload)
                .statusCode(400)
                .body("errors[0].parameter", equalTo("upload"))
                .body("errors[0].detail", startsWith("there is no such file"));
        String path = URI.create(named.getString("put")).getPath();
        given().contentType("application/octet-stream")
                .body(rows("large", 3, 1).getBytes(StandardCharsets.UTF_8))
                .put(path)
                .then()
                .statusCode(204);
        Client.send("x".getBytes(StandardCharsets.UTF_8), "upload=" + upload)
                .statusCode(400)
                .body("errors[0].detail", startsWith("the request has a file in its body"));
        assertEquals(
                "3 rows: 3 accepted, 0 updated, 0 unchanged, 0 refused",
                counts(Client.imported(new byte[0], "upload=" + upload)));
        Client.send(new byte[0], "upload=" + upload)
                .statusCode(400)
                .body("errors[0].detail", containsString("/v1/imports/" + upload));
        given().contentType("application/octet-stream")
                .body(rows("swapped", 3, 1).getBytes(StandardCharsets.UTF_8))
                .put(path)
                .then()
                .statusCode(409)
                .body("detail", containsString("is not replaced"));
        String nobodys = upload.substring(0, upload.length() - 8) + "00000000";
        given().contentType("application/octet-stream")
                .body(new byte[] {'x'})
                .put("/v1/imports/uploads/" + nobodys)
                .then()
                .statusCode(404)
                .body("detail", containsString(nobodys));
        Client.send(new byte[0], "upload=" + nobodys)
                .statusCode(400)
                .body("errors[0].detail", startsWith("there is no such file"));
        String over = upload.substring(0, upload.length() - 8) + "00000001";
        store.named(over, Instant.now().minusSeconds(1));
        given().contentType("application/octet-stream")
                .body(new byte[] {'x'})
                .put("/v1/imports/uploads/" + over)
                .then()
                .statusCode(409)
                .body("detail", containsString("took files until"));
        Client.send(new byte[0], "upload=../" + upload)
                .statusCode(400)
                .body("errors[0].detail", startsWith("not an upload"));
        given().contentType("application/octet-stream")
                .body(new byte[] {'x'})
                .put("/v1/imports/uploads/elsewhere")
                .then()
                .statusCode(404);
    }

    @Test
    void theSameFileTwiceChangesNothing() {
        assertEquals(
                "30 rows: 30 accepted, 0 updated, 0 unchanged, 0 refused",
                counts(Client.imported(rows("twice", 30, 1), "")));
        long sequence = events.head().position();
        assertEquals(
                "30 rows: 0 accepted, 0 updated, 30 unchanged, 0 refused",
                counts(Client.imported(rows("twice", 30, 1), "")));
        assertEquals(sequence, events.head().position());
    }

    @Test
    void aFileThatContradictsItselfChangesNothingEither() {
        // The two rows about one event are farther apart than one step of an import reads.
        String file = rows("contradicts", 120, 1)
                + "contradicts-0,2024-05-01,Other,armed-assault,TJK,completed,attributed,7,Example Gazette\r\n";
        assertEquals("121 rows: 120 accepted, 0 updated, 0 unchanged, 1 refused", counts(Client.imported(file, "")));
        JsonPath again = Client.imported(file, "");
        assertEquals("121 rows: 0 accepted, 0 updated, 120 unchanged, 1 refused", counts(again));
        assertTrue(again.getString("refusedRows[0].faults[0].reason").startsWith("line 2 of this file"));
        assertEquals(1, events.find("contradicts-0").orElseThrow().version());
    }

    @Test
    void newContentOfTheSourceIsANewVersionThatNamesItsImport() {
        Client.imported(rows("new", 2, 1), "file=first.csv");
        JsonPath job = Client.imported(rows("new", 3, 2), "file=second.csv");
        assertEquals("3 rows: 1 accepted, 2 updated, 0 unchanged, 0 refused", counts(job));
        EventVersion version = events.find("new-0").orElseThrow();
        assertEquals(2, version.version());
        assertEquals(
                "Import %s of second.csv: the source has new content".formatted(job.getString("id")),
                version.reason().orElseThrow());
        assertEquals("editor@example.org", version.recordedBy());
        assertEquals(List.of("new-2"), store.created(job.getString("id")).toList());
    }

    @Test
    void whatAnEditorCorrectedByHandStands() {
        Client.imported(rows("hand", 3, 1), "");
        EventVersion imported = events.find("hand-0").orElseThrow();
        EventVersion other = events.find("hand-1").orElseThrow();
        events.record(
                List.of(
                        new Change.Correction("hand-0", 1, other.event(), Optional.of("by hand")),
                        new Change.Retraction("hand-1", 1, "an error")),
                "someone@example.org");
        assertEquals(
                "3 rows: 0 accepted, 0 updated, 3 unchanged, 0 refused",
                counts(Client.imported(rows("hand", 3, 1), "")));
        JsonPath job = Client.imported(rows("hand", 3, 9), "");
        assertEquals("3 rows: 0 accepted, 1 updated, 0 unchanged, 2 refused", counts(job));
        assertTrue(job.getString("refusedRows[0].faults[0].reason").contains("someone@example.org has corrected"));
        assertTrue(job.getString("refusedRows[1].faults[0].reason").contains("someone@example.org has retracted"));
        assertEquals(2, events.find("hand-0").orElseThrow().version());
        assertEquals(imported.event(), events.find("hand-0", 1).orElseThrow().event());
    }

    @Test
    void anEventThatWasEnteredByHandIsNotOverwritten() {
        JsonPath job = Client.imported(
                HEADER + "kerman-bombing,2024,Other,bombing,IRN,completed,attributed,1,Example\r\n", "");
        assertEquals("1 rows: 0 accepted, 0 updated, 0 unchanged, 1 refused", counts(job));
        assertEquals(1, events.find("kerman-bombing").orElseThrow().version());
    }

    @Test
    void aDryRunTellsTheSameAndWritesNothing() {
        String file = rows("dry", 200, 1)
                + "dry-0,2024-05-01,Other,armed-assault,TJK,completed,attributed,7,Example Gazette\r\n"
                + "dry-x,2024-05-01,Other,armed-assault,XYZ,completed,attributed,7,Example Gazette\r\n";
        long sequence = events.head().position();
        JsonPath dry = Client.imported(file, "dryRun=true");
        assertEquals(sequence, events.head().position());
        JsonPath real = Client.imported(file, "");
        assertEquals("202 rows: 200 accepted, 0 updated, 0 unchanged, 2 refused", counts(dry));
        assertEquals(counts(dry), counts(real));
        assertEquals(dry.getInt("refusedRows[1].line"), real.getInt("refusedRows[1].line"));
    }

    @Test
    void anImportThatWasInterruptedGoesOnWithoutLossOrRepetition() throws Exception {
        for (int batches = 0; batches < 11; batches++) {
            String prefix = "crash" + batches;
            String id = waiting(rows(prefix, 250, 1));
            AtomicInteger left = new AtomicInteger(batches);
            assertThrows(
                    IllegalStateException.class,
                    () -> importer.run(id, () -> {
                        if (left.getAndDecrement() == 0) {
                            throw new IllegalStateException("The machine stops here");
                        }
                        return true;
                    }));
            assertTrue(store.unfinished().contains(id));
            importer.run(id, () -> true);
            JsonPath job = Client.finished("/v1/imports/" + id);
            assertEquals("250 rows: 250 accepted, 0 updated, 0 unchanged, 0 refused", counts(job), prefix);
            assertEquals(
                    IntStream.range(0, 250).mapToObj(i -> prefix + "-" + i).toList(),
                    store.created(id).toList());
            IntStream.range(0, 250)
                    .forEach(i -> assertEquals(
                            1, events.find(prefix + "-" + i).orElseThrow().version()));
        }
    }

    @Test
    void anUpdateThatWasInterruptedIsCountedOnce() throws Exception {
        Client.imported(rows("again", 60, 1), "");
        String id = waiting(rows("again", 60, 2));
        AtomicInteger left = new AtomicInteger(2);
        importer.run(id, () -> left.getAndDecrement() > 0);
        assertTrue(store.unfinished().contains(id));
        importer.run(id, () -> true);
        assertEquals(
                "60 rows: 0 accepted, 60 updated, 0 unchanged, 0 refused",
                counts(Client.finished("/v1/imports/" + id)));
        assertEquals(2, events.find("again-0").orElseThrow().version());
        assertEquals(2, events.find("again-59").orElseThrow().version());
    }

    /** A job that is ready to run, and that nobody has been told of. */
    private String waiting(String file) throws Exception {
        String id = "test-" + System.nanoTime();
        uploads.keep(id, new java.io.ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
        assertTrue(store.save(Jobs.waiting(id, FileFormat.CSV, Mappings.OWN), 0).isPresent());
        return id;
    }

    @Test
    void refusedRowsCanBeCorrectedAndSentAgain() {
        String file = "id;date;title;type;countries;latitude;longitude;outcome;evidence;killed_best;sources\n"
                + "=back-1;2024-05-01;One;bombing;TJK;-3.5;-99.25;completed;attributed;1;Example Gazette\n"
                + "back-2;2024-05-01;=HYPERLINK(\"x\");bombing;Nowhere;-3.5;-99.25;completed;attributed;many;\"Example \"\"Gazette\"\"\"\n"
                + "back-3;2024-05-01;Three;bombing;TJK;;;completed;attributed;1;Example Gazette\n";
        JsonPath job = Client.imported(file, "file=back.csv");
        assertEquals("3 rows: 1 accepted, 0 updated, 0 unchanged, 2 refused", counts(job));
        String refused = Client.refused(job);
        assertEquals(
                "id,date,title,type,countries,latitude,longitude,outcome,evidence,killed_best,sources,import_line,import_column,import_value,import_reason",
                refused.lines().findFirst().orElseThrow());
        assertTrue(refused.contains("'=back-1,2024-05-01,One,bombing,TJK,-3.5,-99.25,"), refused);
        assertTrue(refused.contains("'=HYPERLINK"), refused);
        assertTrue(refused.contains("countries; killed_best,Nowhere; many,"), refused);
        String corrected = refused.replace("'=back-1", "back-1")
                .replace("Nowhere", "Tajikistan")
                .replace("many", "2");
        assertEquals("2 rows: 2 accepted, 0 updated, 0 unchanged, 0 refused", counts(Client.imported(corrected, "")));
        assertEquals(
                "=HYPERLINK(\"x\")", events.find("back-2").orElseThrow().event().title());
        assertEquals(
                -99.25,
                events.find("back-2")
                        .orElseThrow()
                        .event()
                        .places()
                        .get(0)
                        .longitude()
                        .orElseThrow());
    }

    @Test
    void aMappingOfOnesOwnIsTakenWithTheFile() {
        String mapping =
                """
                description: Example
                source: mine
                id: Nr
                date: {from: Tag, formats: [dd.MM.yyyy]}
                title: "{Was} in {Wo}"
                type: [{column: Was, values: {Anschlag: bombing}}]
                outcome: {use: completed}
                evidence: {use: official}
                places: [{country: Wo}]
                sources: [{title: "{Quelle}"}]
                countries: {Deutschland: DEU}
                """;
        String file = "Nr\tTag\tWas\tWo\tQuelle\n7\t31.12.2020\tAnschlag\tDeutschland\tBeispielblatt für Ältere\n"
                + "8\t31.12.2020\tUnfall\tDeutschland\tBeispielblatt\n";
        String location = given().multiPart("file", "mein.csv", file.getBytes(Charset.forName("windows-1252")))
                .multiPart("mapping", "mein.yaml", mapping.getBytes(StandardCharsets.UTF_8))
                .multiPart("charset", "windows-1252")
                .post("/v1/imports")
                .then()
                .statusCode(202)
                .body("mapping", equalTo("mein.yaml"))
                .extract()
                .header("Location");
        JsonPath job = Client.finished(location.substring(location.indexOf("/v1/")));
        assertEquals("2 rows: 1 accepted, 0 updated, 0 unchanged, 1 refused", counts(job));
        assertEquals("Was", job.getString("refusedRows[0].faults[0].column"));
        assertEquals("Unfall", job.getString("refusedRows[0].faults[0].value"));
        assertEquals(
                "Beispielblatt für Ältere",
                events.find("mine-7").orElseThrow().event().sources().get(0).title());
    }

    @Test
    void aMappingThatIsWrongIsRefusedWithEveryFault() {
        given().multiPart("file", "a.csv", "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8))
                .multiPart(
                        "mapping",
                        "a.yaml",
                        "description: x\nid: a\ntitle: x\ntype: {use: explosion}\n".getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports")
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItems("mapping/type", "mapping/date", "mapping/sources"));
        given().multiPart("file", "a.csv", "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8))
                .multiPart("mapping", "a.yaml", "description: x\ncolour: red\n".getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports")
                .then()
                .statusCode(400)
                .body("detail", containsString("colour"));
    }

    @Test
    void eventsAsTheApiWritesThemAreTakenAsNdjson() {
        String event =
                """
                {"id":"nd-1","title":"Example","category":"attack","type":"bombing","date":"2023","places":[{"country":"TJK"},{"country":"UZB"}],"outcome":"completed","evidence":"official","sources":[{"title":"Example"}]}
                """
                        .strip();
        String file = event + "\n\n{\"id\":\"nd-2\",\"title\":\"x\"}\nnot json\n" + event.replace("nd-1", "nd-3");
        JsonPath job = Client.imported(file, "");
        assertEquals("4 rows: 2 accepted, 0 updated, 0 unchanged, 2 refused", counts(job));
        assertEquals(3, job.getInt("refusedRows[0].line"));
        String quoted = "\"%s\"".formatted(event.replace("nd-1", "nd-4").replace("\"", "\"\""));
        String corrected = Client.refused(job).replaceFirst("(?m)^not json", Matcher.quoteReplacement(quoted));
        assertEquals("2 rows: 1 accepted, 0 updated, 0 unchanged, 1 refused", counts(Client.imported(corrected, "")));
    }

    @Test
    @TestSecurity(user = "reader@example.org", roles = "reader")
    void onlyEditorsImport() {
        Client.send(rows("no", 1, 1).getBytes(StandardCharsets.UTF_8), "").statusCode(403);
        given().get("/v1/imports").then().statusCode(403);
    }

    @Test
    void aDateIsWhatItsCellShows() throws Exception {
        String[][] cells = {
            {"yyyy", "2024"},
            {"mmm-yy", "2024-06"},
            {"[$-409]mmmm\\ yyyy;@", "2024-06"},
            {"m/d/yy", "2024-06-01"},
            {"yyyy\\-mm", "2024-06"},
            {"d-mmm", ""},
        };
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (XSSFWorkbook workbook = new XSSFWorkbook()) {
            Sheet sheet = workbook.createSheet();
            String[] header = HEADER.strip().split(",");
            for (int i = -1; i < cells.length; i++) {
                Row row = sheet.createRow(i + 1);
                String[] values = i < 0
                        ? header
                        : "shown-%d,,Example,armed-assault,TJK,completed,attributed,1,Example Gazette"
                                .formatted(i)
                                .split(",");
                for (int column = 0; column < values.length; column++) {
                    row.createCell(column).setCellValue(values[column]);
                }
                if (i >= 0) {
                    CellStyle style = workbook.createCellStyle();
                    style.setDataFormat(workbook.createDataFormat().getFormat(cells[i][0]));
                    row.getCell(1).setCellValue(LocalDate.of(2024, 6, 1));
                    row.getCell(1).setCellStyle(style);
                }
            }
            workbook.write(file);
        }
        JsonPath job = Client.imported(file.toByteArray(), "");
        assertEquals("6 rows: 5 accepted, 0 updated, 0 unchanged, 1 refused", counts(job));
        assertEquals("--06-01", job.getString("refusedRows[0].faults[0].value"), "a day of no year");
        for (int i = 0; i < cells.length - 1; i++) {
            assertEquals(cells[i][1], Client.event("shown-" + i).get("date").asText(), cells[i][0]);
        }
    }

    @Test
    void aNumberOfPeopleIsWholeOrRefused() {
        String file = rows("people", 7, 0).replace("people-0", "people-x");
        for (String number : List.of("1.000", "1.234", "2.5", "0.4", "3.0", "4")) {
            file = file.replaceFirst(",0,Example Gazette", "," + number + ",Example Gazette");
        }
        JsonPath job = Client.imported(file, "");
        assertEquals("7 rows: 3 accepted, 0 updated, 0 unchanged, 4 refused", counts(job));
        assertEquals(List.of("1.000", "1.234", "2.5", "0.4"), job.getList("refusedRows.faults.flatten().value"));
        assertEquals(
                "killed_best not a whole number, written without separators",
                job.getString("refusedRows[0].faults[0].column") + " "
                        + job.getString("refusedRows[0].faults[0].reason"));
    }

    @Test
    void eventsComeBackAsTheyWereGiven() {
        Client.imported(
                rows("given", 3, 1)
                        .replace("2024-", "1999-")
                        .replace("Example 1", "'=1+1")
                        .replace("Example 2", "=1+1"),
                "");
        String events = given().get("/v1/events?limit=1000").then().extract().asString();
        String lines = JsonPath.from(events).getList("events", Map.class).stream()
                .map(event -> {
                    try {
                        return new ObjectMapper().writeValueAsString(event);
                    } catch (JsonProcessingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .collect(Collectors.joining("\n"));
        int count = JsonPath.from(events).getList("events").size();
        assertEquals(
                "%d rows: 0 accepted, 0 updated, %d unchanged, 0 refused".formatted(count, count),
                counts(Client.imported(lines, "")));

        String list = given().get("/v1/events?from=1999-05&to=1999-05&format=csv")
                .then()
                .extract()
                .asString();
        Client.send(list.getBytes(StandardCharsets.UTF_8), "")
                .statusCode(400)
                .body("errors[0].parameter", equalTo("file"))
                .body("errors[0].detail", startsWith("the list that GET /v1/events?format=csv gives is for reading"));
        String withoutVersions = list.lines()
                .filter(line -> line.startsWith("id,") || line.startsWith("given-"))
                .map(line -> line.replace("id,version,", "id,").replaceFirst("^(given-\\d),1,", "$1,"))
                .collect(Collectors.joining("\n"));
        assertEquals(
                "3 rows: 0 accepted, 0 updated, 3 unchanged, 0 refused", counts(Client.imported(withoutVersions, "")));
    }

    @Test
    void columnsThatAreNotUsedAreNamed() {
        JsonPath job = Client.imported(rows("unused", 1, 1).replace("killed_best", "kiled_best"), "dryRun=true");
        assertEquals(List.of("kiled_best"), job.getList("unusedColumns"));
        assertTrue(job.getList("missingColumns").contains("killed_best"));
    }

    @Test
    void whatAFileOrAMappingLacksIsNamed() {
        Client.send(rows("lacks", 1, 1).replace("countries", "country").getBytes(StandardCharsets.UTF_8), "")
                .statusCode(400)
                .body("errors[0].detail", equalTo("no column 'countries', which the mapping own needs"))
                .body("errors[0].value", startsWith("id,date,title"));
        given().multiPart("file", "x.csv", "id\n1\n".getBytes(StandardCharsets.UTF_8))
                .multiPart("mapping", "idd: id\n")
                .post("/v1/imports")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("mapping/idd"))
                .body("errors[0].value", equalTo("idd"))
                .body("errors[0].detail", equalTo("no such member here"))
                .body("errors[0].allowed", hasItems("id", "date", "killed"));
    }
}
