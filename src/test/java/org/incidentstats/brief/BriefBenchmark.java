package org.incidentstats.brief;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.incidentstats.brief.content.BriefContent;
import org.incidentstats.event.Estimate;
import org.incidentstats.vocabulary.Category;

/**
 * What a brief costs: the processor time of the thread that writes it, warm (median of {@value #RUNS}) and cold, and the
 * smallest heap in which it can be written. Each as a ratio to fastexcel writing the same cells without a template.
 *
 * <p>{@code java -cp … org.incidentstats.brief.BriefBenchmark}, with the test class path.
 */
final class BriefBenchmark {

    private static final int[] INCIDENTS = {100, 1_000, 10_000};
    private static final int RUNS = 5;
    private static final int LEAST_HEAP = 6;
    private static final int MOST_HEAP = 2_048;
    private static final double NANOS_PER_MILLI = 1e6;

    private BriefBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0) {
            once(arguments[0], Integer.parseInt(arguments[1]), Path.of(arguments[2]), arguments.length > 3);
            return;
        }
        System.out.println("incidents  brief warm ms (ratio)  brief cold ms (ratio)  brief heap MB (ratio)");
        for (int incidents : INCIDENTS) {
            // Where only fastexcel runs, nothing else must have filled the heap
            Path cells = Files.createTempFile("cells", "");
            try (ObjectOutputStream out = new ObjectOutputStream(Files.newOutputStream(cells))) {
                out.writeObject(cells(Workbooks.own().write(content(incidents))));
            }
            double[] brief = times("brief", incidents, cells);
            double[] plain = times("fastexcel", incidents, cells);
            int heap = heap("brief", incidents, cells);
            int plainHeap = heap("fastexcel", incidents, cells);
            Files.delete(cells);
            System.out.printf(
                    "%9d  %13.0f (%5.1f)  %13.0f (%5.1f)  %13d (%5.1f)%n",
                    incidents,
                    brief[0],
                    brief[0] / plain[0],
                    brief[1],
                    brief[1] / plain[1],
                    heap,
                    (double) heap / plainHeap);
        }
    }

    /** One process of one writer: prints its cold and its warm time. */
    private static void once(String writer, int incidents, Path file, boolean timed) throws Exception {
        Runnable write = writer(writer, incidents, file);
        long cold = cpu(write);
        long warm = 0;
        if (timed) {
            for (int i = 0; i < RUNS; i++) {
                write.run();
            }
            warm = IntStream.range(0, RUNS)
                    .mapToLong(i -> cpu(write))
                    .sorted()
                    .skip(RUNS / 2)
                    .findFirst()
                    .orElseThrow();
        }
        System.out.println(warm + " " + cold);
    }

    private static long cpu(Runnable work) {
        var threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        work.run();
        return threads.getCurrentThreadCpuTime() - before;
    }

    @SuppressWarnings("unchecked")
    private static Runnable writer(String name, int incidents, Path file) throws Exception {
        if (name.equals("brief")) {
            BriefContent content = content(incidents);
            Workbooks workbooks = Workbooks.own();
            return () -> workbooks.write(content);
        }
        List<List<Object[]>> sheets;
        try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(file))) {
            sheets = (List<List<Object[]>>) in.readObject();
        }
        return () -> {
            try {
                plain(sheets);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        };
    }

    /** Every cell of a brief that says something: its row, its column, and what it says. */
    private static List<List<Object[]>> cells(byte[] brief) throws IOException {
        List<List<Object[]>> sheets = new ArrayList<>();
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(brief))) {
            for (Sheet sheet : workbook) {
                List<Object[]> cells = new ArrayList<>();
                for (Row row : sheet) {
                    for (Cell cell : row) {
                        if (cell.getCellType() == CellType.NUMERIC) {
                            cells.add(
                                    new Object[] {row.getRowNum(), cell.getColumnIndex(), cell.getNumericCellValue()});
                        } else if (cell.getCellType() == CellType.STRING) {
                            cells.add(new Object[] {row.getRowNum(), cell.getColumnIndex(), cell.getStringCellValue()});
                        }
                    }
                }
                sheets.add(cells);
            }
        }
        return sheets;
    }

    private static byte[] plain(List<List<Object[]>> sheets) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(out, "Benchmark", "1.0")) {
            for (int index = 0; index < sheets.size(); index++) {
                Worksheet sheet = workbook.newWorksheet("Sheet " + index);
                for (Object[] cell : sheets.get(index)) {
                    if (cell[2] instanceof Double number) {
                        sheet.value((Integer) cell[0], (Integer) cell[1], number);
                    } else {
                        sheet.value((Integer) cell[0], (Integer) cell[1], (String) cell[2]);
                    }
                }
            }
        }
        return out.toByteArray();
    }

    private static BriefContent content(int incidents) {
        return Contents.sixtyCountries()
                .with(IntStream.range(0, incidents)
                        .mapToObj(index -> Contents.incident(
                                "incident-" + index,
                                Contents.event(
                                        "An incident with a title of the usual length, no. " + index,
                                        Category.ATTACK,
                                        "armed-assault",
                                        "2023-07-%02d".formatted(1 + index % 31),
                                        List.of(Contents.place("AAZ", "Place " + index % 400)),
                                        List.of("ISKP"),
                                        List.of(Contents.perpetrators(
                                                "BBZ", Optional.of(Estimate.exactly(1 + index % 9)))),
                                        Optional.of(Estimate.exactly(index % 30)),
                                        List.of(Contents.source(
                                                "A publisher", "Report " + index, "https://news.example.com/" + index)),
                                        "A note.")))
                        .toList());
    }

    /** Milliseconds: warm, cold. */
    private static double[] times(String writer, int incidents, Path cells) throws Exception {
        String said = fork(MOST_HEAP, writer, incidents, cells, true).orElseThrow();
        return Arrays.stream(said.strip().split(" "))
                .mapToDouble(nanos -> Long.parseLong(nanos) / NANOS_PER_MILLI)
                .toArray();
    }

    /** Megabytes: the smallest heap, to a sixteenth, in which it is written. */
    private static int heap(String writer, int incidents, Path cells) throws Exception {
        int fails = LEAST_HEAP;
        int works = MOST_HEAP;
        while (works - fails > Math.max(1, works / 16)) {
            int middle = (works + fails) / 2;
            if (fork(middle, writer, incidents, cells, false).isPresent()) {
                works = middle;
            } else {
                fails = middle;
            }
        }
        return works;
    }

    private static Optional<String> fork(int megabytes, String writer, int incidents, Path cells, boolean timed)
            throws Exception {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx" + megabytes + "m",
                "-XX:+UseSerialGC",
                "-Dlog4j2.loggerContextFactory=org.apache.logging.log4j.simple.SimpleLoggerContextFactory",
                "-cp",
                System.getProperty("java.class.path"),
                BriefBenchmark.class.getName(),
                writer,
                Integer.toString(incidents),
                cells.toString()));
        if (timed) {
            command.add("timed");
        }
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        boolean ended = process.waitFor(5, TimeUnit.MINUTES);
        return ended && process.exitValue() == 0
                ? Optional.of(said.lines().reduce((a, b) -> b).orElse(""))
                : Optional.empty();
    }
}
