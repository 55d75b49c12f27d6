package org.incidentstats.statistics.columns;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.incidentstats.event.store.EventStore;
import org.incidentstats.statistics.columns.Manifest.StoredSegment;
import org.incidentstats.statistics.columns.Manifests.Which;
import org.incidentstats.statistics.columns.segment.Dictionaries;
import org.incidentstats.statistics.columns.segment.Entry;
import org.incidentstats.statistics.columns.segment.Segment;
import org.incidentstats.statistics.columns.segment.SegmentBuilder;
import org.incidentstats.statistics.columns.segment.SegmentFormat;
import org.incidentstats.statistics.model.FactFormat;
import org.incidentstats.store.Door;
import org.incidentstats.store.sql.SqlDoor;
import org.incidentstats.time.Period;
import org.incidentstats.vocabulary.GroupRegister;

import com.sun.management.OperatingSystemMXBean;

/**
 * What a process reads, waits and keeps that begins with a question, and what all questions take when it has everything.
 * Its arguments are a file and, at its first run, how many synthetic incidents it makes columns of there, a million at a
 * time; the second run, without the number, asks, so that it may be given no more memory than a process has that only asks.
 */
public final class ColdBenchmark {

    private static final int AT_ONCE = 1_000_000;
    private static final double MILLION = 1e6;
    private static final double BILLION = 1e9;
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private ColdBenchmark() {}

    public static void main(String[] arguments) {
        Path file = Path.of(arguments[0]);
        try (Door door = SqlDoor.sqlite(file)) {
            if (arguments.length > 1) {
                write(door, Integer.parseInt(arguments[1]));
            } else if (!Files.exists(file)) {
                throw new IllegalArgumentException("Nothing was written to %s yet".formatted(file));
            } else {
                ask(door);
            }
        }
    }

    /** Segments as compaction makes them, of a million incidents each time, whose dates are those of all. */
    private static void write(Door door, int events) {
        SegmentStore store = new SegmentStore(door);
        List<StoredSegment> segments = new ArrayList<>();
        long position = 0;
        for (int from = 0; from < events; from += AT_ONCE) {
            List<Entry> entries = new ArrayList<>();
            BenchmarkHistory history =
                    new BenchmarkHistory(Math.min(AT_ONCE, events - from), 1 + from / AT_ONCE, position);
            history.each(entries::add);
            position = history.last();
            entries.sort(Entry.BY_DATE);
            Dictionaries dictionaries = new Dictionaries();
            SegmentBuilder builder = new SegmentBuilder(dictionaries);
            for (Entry entry : entries) {
                builder.add(entry);
                if (builder.full()) {
                    store(builder.build(), dictionaries, store, segments);
                }
            }
            if (!builder.isEmpty()) {
                store(builder.build(), dictionaries, store, segments);
            }
        }
        new Manifests(door, Generation.own())
                .replace(Which.LIVE, 0, new Manifest(position, segments, List.of(), List.of(), List.of()));
    }

    private static void store(
            Segment segment, Dictionaries dictionaries, SegmentStore store, List<StoredSegment> segments) {
        for (SegmentFormat.Stored one : SegmentFormat.stored(segment, dictionaries)) {
            String name = Manifests.attemptName() + "-" + segments.size() % Manifests.Attempt.NAMES;
            store.write(name, one);
            LocalDate last = one.segment().outline().lastDay();
            segments.add(new StoredSegment(name, false, one.segment().outline(), last, name.hashCode() * 1L << 31));
        }
    }

    private static void ask(Door door) {
        Manifest manifest =
                new Manifests(door, Generation.own()).read(Which.LIVE).manifest();
        long rows = manifest.segments().stream().mapToLong(StoredSegment::rows).sum();
        print(
                "%,d rows in %,d segments%n| question | rows | of segments | MB read | of the segments' | seconds | processor s |%n|---|---|---|---|---|---|---|%n",
                rows, manifest.segments().size());
        ColumnStatistics statistics = null;
        for (BenchmarkQuestion question : BenchmarkQuestion.all()) {
            if (List.of("by=country 2024-05", "by=country,year country=(5) 2015-2024", "by=country,year")
                    .contains(question.text())) {
                statistics = cold(door, manifest, question);
            }
        }
        System.gc();
        long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        print(
                "%nwith all of them in memory, %,.0f MB of a heap of %,.0f are used, %.1f bytes a row%n",
                used / MILLION, Runtime.getRuntime().maxMemory() / MILLION, (double) used / rows);
        print("%n| question, warm | rows | processor ms |%n|---|---|---|%n");
        for (BenchmarkQuestion question : BenchmarkQuestion.all()) {
            warm(statistics, manifest, question);
        }
    }

    /** Asks a process that has nothing yet. */
    private static ColumnStatistics cold(Door door, Manifest manifest, BenchmarkQuestion question) {
        MeasuredDoor measured = new MeasuredDoor(door);
        ColumnStatistics statistics =
                new ColumnStatistics(measured, new EventStore(measured, Clock.systemUTC(), new FactFormat()));
        long begun = System.nanoTime();
        long processor = PROCESS.getProcessCpuTime();
        int answer = answer(statistics, manifest, question, new Reads());
        double seconds = (System.nanoTime() - begun) / BILLION;
        double ofProcessor = (PROCESS.getProcessCpuTime() - processor) / BILLION;
        long read = measured.bytesRead();
        Period period = question.query().selection().period();
        List<String> names = manifest.segments().stream()
                .filter(segment -> segment.outline().concerns(period, manifest.position()))
                .map(StoredSegment::name)
                .toList();
        MeasuredDoor segments = new MeasuredDoor(door);
        new SegmentStore(segments).read(names, new Dictionaries());
        print(
                "| %s | %,d | %d | %.2f | %.3f | %.2f | %.2f |%n",
                question.text(),
                answer,
                names.size(),
                read / MILLION,
                (double) read / segments.bytesRead(),
                seconds,
                ofProcessor);
        return statistics;
    }

    private static void warm(ColumnStatistics statistics, Manifest manifest, BenchmarkQuestion question) {
        List<Double> times = new ArrayList<>();
        int answer = 0;
        long end = System.nanoTime() + 2 * (long) BILLION;
        while (times.size() < 5 || System.nanoTime() < end) {
            long begun = PROCESS.getProcessCpuTime();
            answer = answer(statistics, manifest, question, new Reads());
            times.add((PROCESS.getProcessCpuTime() - begun) / MILLION);
        }
        // Those of the second half are warm
        List<Double> later =
                times.subList(times.size() / 2, times.size()).stream().sorted().toList();
        print("| %s | %,d | %.1f |%n", question.text(), answer, later.get(later.size() / 2));
    }

    /** How many rows the answer has. The record itself is not there, only the columns of it. */
    private static int answer(ColumnStatistics statistics, Manifest manifest, BenchmarkQuestion question, Reads reads) {
        Period period = question.query().selection().period();
        return statistics.ask(
                outline -> outline.concerns(period, manifest.position()),
                manifest.position(),
                reads,
                columns -> columns.answer(
                                question.query(),
                                Optional.empty(),
                                manifest.position(),
                                GroupRegister.EMPTY,
                                reads::scanned)
                        .rows()
                        .size());
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }
}
