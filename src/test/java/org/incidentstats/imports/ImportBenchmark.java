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
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.incidentstats.event.CodeLists;
import org.incidentstats.event.EventReader;

import com.github.pjfanning.xlsx.SharedStringsImplementationType;
import com.github.pjfanning.xlsx.StreamingReader;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;

/**
 * How fast rows become events, and in how much memory: 100,000 rows in GTD's layout, as CSV and as XLSX, against merely
 * reading the same file with the same library in the same run. The record is left out: its speed is the database's.
 * Run it with {@code -Xmx256m}.
 */
final class ImportBenchmark {

    private static final int ROWS = 100_000;
    private static final int ROUNDS = 2;

    private ImportBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("import-benchmark");
        Path csv = folder.resolve("gtd.csv");
        Path xlsx = folder.resolve("gtd.xlsx");
        List<List<String>> sample = sample();
        writeCsv(csv, sample);
        writeXlsx(xlsx, sample);
        System.out.printf(
                "%,d rows of %d columns; heap at most %d MB%n",
                ROWS, sample.get(0).size(), Runtime.getRuntime().maxMemory() >> 20);
        System.out.printf(
                "%-6s %8s %14s %14s %8s %16s %16s%n",
                "file", "MB", "read rows/s", "import rows/s", "ratio", "read peak MB", "import peak MB");
        compare("csv", csv, () -> readCsv(csv), () -> map(csv));
        compare("xlsx", xlsx, () -> readXlsx(xlsx), () -> map(xlsx));
        Files.delete(csv);
        Files.delete(xlsx);
        Files.delete(folder);
    }

    private interface Work {
        long run() throws Exception;
    }

    private record Measured(double rowsPerSecond, long peakMegabytes) {}

    private static void compare(String name, Path file, Work read, Work map) throws Exception {
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
    private static Measured best(Work work) throws Exception {
        double fastest = 0;
        long peak = 0;
        for (int round = 0; round < ROUNDS; round++) {
            System.gc();
            heap().forEach(MemoryPoolMXBean::resetPeakUsage);
            long start = System.nanoTime();
            long rows = work.run();
            fastest = Math.max(fastest, rows * 1e9 / (System.nanoTime() - start));
            peak = Math.max(
                    peak,
                    heap().stream()
                                    .mapToLong(pool -> pool.getPeakUsage().getUsed())
                                    .sum()
                            >> 20);
            if (rows != ROWS) {
                throw new IllegalStateException(rows + " rows");
            }
        }
        return new Measured(fastest, peak);
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
        long rows = -1;
        long cells = 0;
        try (InputStream stream = Files.newInputStream(file);
                Workbook workbook = StreamingReader.builder()
                        .rowCacheSize(50)
                        .bufferSize(65_536)
                        .setSharedStringsImplementationType(SharedStringsImplementationType.TEMP_FILE_BACKED)
                        .open(stream)) {
            for (org.apache.poi.ss.usermodel.Row row : workbook.getSheetAt(0)) {
                rows++;
                for (Cell cell : row) {
                    cells += cell.getCellType().ordinal();
                }
            }
        }
        return cells < 0 ? cells : rows;
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
                Table table = new Table(FileFormat.open(stream, start, Optional.empty()))) {
            RowMapper mapper = new RowMapper(
                    mappings.read(mappings.preset("gtd").orElseThrow()),
                    false,
                    table.header(),
                    new SourceNames(codes),
                    codes,
                    new EventReader(codes, Clock.systemUTC()));
            for (List<Row> rows = table.window(Table.ROWS_AT_ONCE);
                    !rows.isEmpty();
                    rows = table.window(Table.ROWS_AT_ONCE)) {
                for (Row row : rows) {
                    events += mapper.map(row) instanceof MappedRow.Readable ? 1 : 0;
                }
            }
        }
        return events;
    }

    /** The readable rows of the test's file, header first. */
    private static List<List<String>> sample() throws Exception {
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

    private static void writeCsv(Path file, List<List<String>> sample) throws IOException {
        try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (int i = -1; i < ROWS; i++) {
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

    private static void writeXlsx(Path file, List<List<String>> sample) throws IOException {
        try (SXSSFWorkbook workbook = new SXSSFWorkbook(100);
                OutputStream stream = Files.newOutputStream(file)) {
            var sheet = workbook.createSheet("Example");
            for (int i = -1; i < ROWS; i++) {
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
