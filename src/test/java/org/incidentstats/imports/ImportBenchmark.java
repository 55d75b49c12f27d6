package org.incidentstats.imports;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.incidentstats.event.EventReader;
import org.incidentstats.event.store.EventStore;
import org.incidentstats.imports.ImportJob.Counts;
import org.incidentstats.imports.file.FileFormat;
import org.incidentstats.imports.file.FileTable;
import org.incidentstats.imports.file.SourceRow;
import org.incidentstats.imports.mapping.MappedRow;
import org.incidentstats.imports.mapping.Mappings;
import org.incidentstats.imports.mapping.RowMapper;
import org.incidentstats.imports.mapping.SourceNames;
import org.incidentstats.local.FolderUploads;
import org.incidentstats.statistics.model.FactFormat;
import org.incidentstats.store.Documents;
import org.incidentstats.store.Door;
import org.incidentstats.store.sql.SqlDoor;
import org.incidentstats.vocabulary.CodeLists;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;

import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * How fast rows are imported, and in how much memory: rows in GTD's layout, as CSV and as XLSX. First they are read,
 * mapped and checked, against merely reading the same file with the same library in the same run; then they are put on
 * record for good, in a file of SQLite, and the same file is imported again, which changes
 * nothing. It takes the number of rows, 100,000 without one:
 *
 * <pre>
 * mvn test-compile exec:exec -Dexec.classpathScope=test -Dexec.executable=java \
 *     -Dexec.args="-Xmx256m -cp %classpath org.incidentstats.imports.ImportBenchmark 100000"
 * </pre>
 */
final class ImportBenchmark {

    private static final int ROUNDS = 2;

    private final int rows;
    private final Path folder;

    ImportBenchmark(int rows, Path folder) {
        this.rows = rows;
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        int rows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        new ImportBenchmark(rows, Files.createTempDirectory("import-benchmark")).run();
        // Libraries leave threads behind
        System.exit(0);
    }

    private void run() throws Exception {
        Path csv = folder.resolve("gtd.csv");
        Path xlsx = folder.resolve("gtd.xlsx");
        List<List<String>> sample = sample();
        writeCsv(csv, sample);
        writeXlsx(xlsx, sample);
        System.out.printf(
                "%,d rows of %d columns; heap at most %d MB%n",
                rows, sample.get(0).size(), Runtime.getRuntime().maxMemory() >> 20);
        System.out.printf(
                "%-6s %8s %14s %14s %8s %16s %16s%n",
                "file", "MB", "read rows/s", "import rows/s", "ratio", "read peak MB", "import peak MB");
        compare("csv", csv, () -> readCsv(csv), () -> map(csv));
        compare("xlsx", xlsx, () -> readXlsx(xlsx), () -> map(xlsx));
        System.out.printf("%n%-6s %10s %14s %14s%n", "file", "put", "rows/s", "peak MB");
        record("csv", csv, FileFormat.CSV);
        record("xlsx", xlsx, FileFormat.XLSX);
        delete(folder);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Imports a file into an empty record, and once more. */
    private void record(String name, Path file, FileFormat format) throws Exception {
        try (Door door = SqlDoor.sqlite(folder.resolve("database-" + name + ".sqlite"))) {
            CodeLists codes = new CodeLists();
            Clock clock = Clock.systemUTC();
            ImportStore store = new ImportStore(new Documents(door));
            Uploads uploads = new FolderUploads(folder.resolve("uploads"), accepted -> {});
            Importer importer = new Importer(
                    store,
                    uploads,
                    new Mappings(codes),
                    new SourceNames(codes),
                    codes,
                    new EventReader(codes, clock),
                    new EventStore(door, clock, new FactFormat()),
                    clock);
            for (String round : List.of("new", "unchanged")) {
                String id = name + "-" + round;
                try (InputStream stream = Files.newInputStream(file)) {
                    uploads.keep(id, stream);
                }
                assertTrue(store.save(Jobs.waiting(id, format, "gtd"), 0).isPresent());
                Measured measured = measured(() -> {
                    importer.run(id, () -> true);
                    Counts counts = store.find(id).orElseThrow().job().counts();
                    return round.equals("new") ? counts.accepted() : counts.unchanged();
                });
                System.out.printf(
                        Locale.ROOT,
                        "%-6s %10s %,14.0f %14d%n",
                        name,
                        round,
                        measured.rowsPerSecond(),
                        measured.peakMegabytes());
            }
        }
    }

    private interface Work {
        long run() throws Exception;
    }

    private record Measured(double rowsPerSecond, long peakMegabytes) {}

    private void compare(String name, Path file, Work read, Work map) throws Exception {
        Measured reading = best(read);
        Measured mapping = best(map);
        System.out.printf(
                Locale.ROOT,
                "%-6s %8.1f %,14.0f %,14.0f %7.2fx %16d %16d%n",
                name,
                Files.size(file) / 1e6,
                reading.rowsPerSecond(),
                mapping.rowsPerSecond(),
                reading.rowsPerSecond() / mapping.rowsPerSecond(),
                reading.peakMegabytes(),
                mapping.peakMegabytes());
    }

    /** The fastest of some rounds, and the largest heap of all of them. */
    private Measured best(Work work) throws Exception {
        Measured best = measured(work);
        for (int round = 1; round < ROUNDS; round++) {
            Measured next = measured(work);
            best = new Measured(
                    Math.max(best.rowsPerSecond(), next.rowsPerSecond()),
                    Math.max(best.peakMegabytes(), next.peakMegabytes()));
        }
        return best;
    }

    private Measured measured(Work work) throws Exception {
        System.gc();
        heap().forEach(MemoryPoolMXBean::resetPeakUsage);
        long start = System.nanoTime();
        long done = work.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        if (done != rows) {
            throw new IllegalStateException(done + " rows");
        }
        long peak =
                heap().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        return new Measured(done / seconds, peak >> 20);
    }

    private static List<MemoryPoolMXBean> heap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }

    private static long readCsv(Path file) throws IOException {
        long rows = -1;
        try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(file)) {
            for (CsvRecord record : csv) {
                rows += record.getFieldCount() > 0 ? 1 : 0;
            }
        }
        return rows;
    }

    private static long readXlsx(Path file) throws IOException {
        FileFormat.Start start;
        try (InputStream stream = Files.newInputStream(file)) {
            start = FileFormat.startOf(stream, Optional.empty());
        }
        long rows = 0;
        try (InputStream stream = Files.newInputStream(file);
                FileTable table = new FileTable(FileFormat.open(stream, start, Optional.empty()))) {
            for (int some = FileTable.ROWS_AT_ONCE; some > 0; rows += some) {
                some = table.window(FileTable.ROWS_AT_ONCE).size();
            }
        }
        return rows;
    }

    private static long map(Path file) throws IOException {
        CodeLists codes = new CodeLists();
        Mappings mappings = new Mappings(codes);
        FileFormat.Start start;
        try (InputStream stream = Files.newInputStream(file)) {
            start = FileFormat.startOf(stream, Optional.empty());
        }
        long events = 0;
        try (InputStream stream = Files.newInputStream(file);
                FileTable table = new FileTable(FileFormat.open(stream, start, Optional.empty()))) {
            RowMapper mapper = new RowMapper(
                    mappings.read(mappings.preset("gtd").orElseThrow()),
                    false,
                    table.header(),
                    new SourceNames(codes),
                    codes,
                    new EventReader(codes, Clock.systemUTC()));
            for (List<SourceRow> rows = table.window(FileTable.ROWS_AT_ONCE);
                    !rows.isEmpty();
                    rows = table.window(FileTable.ROWS_AT_ONCE)) {
                for (SourceRow row : rows) {
                    events += mapper.map(row) instanceof MappedRow.Readable ? 1 : 0;
                }
            }
        }
        return events;
    }

    /** The readable rows of the test's file, header first. */
    static List<List<String>> sample() throws Exception {
        List<List<String>> sample = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new java.io.InputStreamReader(
                        ImportBenchmark.class.getResourceAsStream("/imports/gtd.csv"), StandardCharsets.UTF_8));
                CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(reader)) {
            for (CsvRecord record : csv) {
                if (sample.size() <= 26) {
                    sample.add(List.copyOf(record.getFields()));
                }
            }
        }
        return sample;
    }

    private static List<String> row(List<List<String>> sample, int number) {
        List<String> row = new ArrayList<>(sample.get(1 + number % (sample.size() - 1)));
        row.set(0, Long.toString(200_000_000_000L + number));
        return row;
    }

    void writeCsv(Path file, List<List<String>> sample) throws IOException {
        try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (int i = -1; i < rows; i++) {
                StringBuilder line = new StringBuilder();
                for (String cell : i < 0 ? sample.get(0) : row(sample, i)) {
                    line.append(line.isEmpty() ? "" : ",")
                            .append('"')
                            .append(cell.replace("\"", "\"\""))
                            .append('"');
                }
                stream.write(line.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private void writeXlsx(Path file, List<List<String>> sample) throws IOException {
        try (SXSSFWorkbook workbook = new SXSSFWorkbook(100);
                OutputStream stream = Files.newOutputStream(file)) {
            var sheet = workbook.createSheet("Example");
            for (int i = -1; i < rows; i++) {
                List<String> cells = i < 0 ? sample.get(0) : row(sample, i);
                var row = sheet.createRow(i + 1);
                for (int column = 0; column < cells.size(); column++) {
                    String cell = cells.get(column);
                    if (cell.matches("-?\\d+(\\.\\d+)?")) {
                        row.createCell(column).setCellValue(Double.parseDouble(cell));
                    } else if (!cell.isEmpty()) {
                        row.createCell(column).setCellValue(cell);
                    }
                }
            }
            workbook.write(stream);
        }
    }
}
