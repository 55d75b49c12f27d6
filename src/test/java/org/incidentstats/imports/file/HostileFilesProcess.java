package org.incidentstats.imports.file;

import java.io.BufferedOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.incidentstats.event.EventReader;
import org.incidentstats.imports.mapping.MappedRow;
import org.incidentstats.imports.mapping.Mappings;
import org.incidentstats.imports.mapping.RowMapper;
import org.incidentstats.imports.mapping.SourceNames;
import org.incidentstats.vocabulary.CodeLists;

/**
 * A process of little memory that reads one hostile file after the other, and prints a line for each: its name, and the
 * rows that it has, those of them that are refused, or why it cannot be read.
 */
public final class HostileFilesProcess {

    private static final int MEGABYTES = 120;
    private static final String HEADER = "id,date,title,type,countries,outcome,evidence,sources\n";

    private HostileFilesProcess() {}

    /** Writes a file. */
    private interface Writing {
        Path in(Path folder) throws Exception;
    }

    public static void main(String[] folder) throws Exception {
        for (Map.Entry<String, Writing> file : files().entrySet()) {
            Path written = file.getValue().in(Path.of(folder[0]));
            String what;
            try {
                what = read(written);
            } catch (Unreadable e) {
                what = "unreadable: " + e.getMessage();
            } catch (OutOfMemoryError | StackOverflowError e) {
                what = e.getClass().getSimpleName();
            }
            System.out.println(file.getKey() + ": " + what);
            Files.delete(written);
        }
    }

    private static String read(Path file) throws Exception {
        FileFormat.Start start;
        try (InputStream stream = Files.newInputStream(file)) {
            start = FileFormat.startOf(stream, Optional.empty());
        }
        CodeLists codes = new CodeLists();
        Mappings mappings = new Mappings(codes);
        int rows = 0;
        int refused = 0;
        try (InputStream stream = Files.newInputStream(file);
                FileTable table = new FileTable(FileFormat.open(stream, start, Optional.empty()))) {
            RowMapper mapper = new RowMapper(
                    mappings.read(mappings.preset(Mappings.OWN).orElseThrow()),
                    true,
                    table.header(),
                    new SourceNames(codes),
                    codes,
                    new EventReader(codes, Clock.systemUTC()));
            List<SourceRow> window = table.window(FileTable.ROWS_AT_ONCE);
            while (!window.isEmpty()) {
                rows += window.size();
                for (SourceRow row : window) {
                    refused += mapper.map(row) instanceof MappedRow.Faulty ? 1 : 0;
                }
                window = table.window(FileTable.ROWS_AT_ONCE);
            }
        }
        return "%d rows, %d refused".formatted(rows, refused);
    }

    private static Map<String, Writing> files() {
        Map<String, Writing> files = new LinkedHashMap<>();
        files.put(
                "cell far away",
                workbook(
                        new WorkbookFile().rows("<row r=\"2\">" + WorkbookFile.cell("ZZZZZZ2", "far") + "</row>"),
                        true));
        files.put("no sheet", workbook(new WorkbookFile(), true));
        files.put("no workbook", workbook(new WorkbookFile().part("_rels/.rels", "<a/>"), true));
        String[] sheet = WorkbookFile.sheet("|").split("\\|");
        files.put("long cell", workbook(sheet(sheet, "<row><c t=\"inlineStr\"><is><t>", "</t></is></c></row>"), false));
        files.put("long number", workbook(sheet(sheet, "<row><c><v>", "</v></c></row>"), false));
        files.put("long formula", workbook(sheet(sheet, "<row><c><f>", "</f><v>1</v></c></row>"), false));
        files.put("long comment", workbook(sheet(sheet, "<!-- >", "-->"), false));
        files.put("long attribute", workbook(sheet(sheet, "<a b=\">", "\"/>"), false));
        files.put("long name", workbook(sheet(sheet, "<", "/>"), false));
        files.put("long text between", workbook(sheet(sheet, "", ""), false));
        files.put(
                "deep elements",
                workbook(
                        new WorkbookFile()
                                .part(
                                        WorkbookFile.SHEET,
                                        WorkbookFile.repeated(
                                                sheet[0], "<x>".getBytes(StandardCharsets.UTF_8), 20_000_000, "")),
                        false));
        files.put(
                "long shared text",
                workbook(
                        new WorkbookFile()
                                .rows("<row><c t=\"s\"><v>0</v></c></row>")
                                .part(
                                        WorkbookFile.TEXTS,
                                        WorkbookFile.around("<sst><si><t>", MEGABYTES, "</t></si></sst>")),
                        false));
        files.put(
                "three million shared texts",
                workbook(
                        new WorkbookFile()
                                .rows("<row><c t=\"s\"><v>2999999</v></c></row>")
                                .part(
                                        WorkbookFile.TEXTS,
                                        WorkbookFile.repeated(
                                                "<sst>",
                                                "<si><t>abcdef</t></si>".getBytes(StandardCharsets.UTF_8),
                                                3_000_000,
                                                "</sst>")),
                        false));
        files.put(
                "five million shared texts",
                workbook(
                        new WorkbookFile()
                                .rows("<row><c t=\"s\"><v>4999999</v></c></row>")
                                .part(
                                        WorkbookFile.TEXTS,
                                        WorkbookFile.repeated(
                                                "<sst>",
                                                "<si><t>abcdef</t></si>".getBytes(StandardCharsets.UTF_8),
                                                5_000_000,
                                                "</sst>")),
                        false));
        files.put(
                "blanks without end",
                workbook(
                        new WorkbookFile()
                                .part(
                                        WorkbookFile.SHEET,
                                        WorkbookFile.repeated(
                                                sheet[0],
                                                " ".repeat(1_000_000).getBytes(StandardCharsets.UTF_8),
                                                3_000,
                                                sheet[1])),
                        true));
        files.put(
                "long styles",
                workbook(
                        new WorkbookFile()
                                .rows("")
                                .part(WorkbookFile.STYLES, WorkbookFile.around("<a>", MEGABYTES, "</a>")),
                        false));
        files.put("long cell of a CSV", text(HEADER + "a,2024,", "x".repeat(1_000_000), MEGABYTES, ",x\n"));
        files.put("long quoted cell of a CSV", text(HEADER + "a,2024,\"", "x\n".repeat(500_000), MEGABYTES, "\"\n"));
        files.put("a million columns", text(HEADER, "x,".repeat(1_000), 1_000, "\n"));
        files.put("a header of a million columns", text("id", ",a".repeat(1_000), 1_000, "\n"));
        files.put("long line of NDJSON", text("{\"id\":\"", "x".repeat(1_000_000), MEGABYTES, "\"}\n{}\n"));
        files.put("deep JSON", text("{\"a\":", "[", 190_000, "\n{}\n"));
        files.put("long number of NDJSON", text("{\"id\":\"a\",\"arrested\":", "1", 150_000, "}\n{}\n"));
        return files;
    }

    private static WorkbookFile sheet(String[] halves, String before, String after) {
        return new WorkbookFile()
                .part(WorkbookFile.SHEET, WorkbookFile.around(halves[0] + before, MEGABYTES, after + halves[1]));
    }

    private static Writing workbook(WorkbookFile file, boolean packed) {
        return folder -> file.in(folder, "hostile.xlsx", packed);
    }

    private static Writing text(String before, String again, int times, String after) {
        return folder -> {
            Path file = folder.resolve("hostile.txt");
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                WorkbookFile.repeated(before, again.getBytes(StandardCharsets.UTF_8), times, after)
                        .write(out);
            }
            return file;
        };
    }
}
