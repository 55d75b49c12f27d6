package org.incidentstats.statistics.columns;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.incidentstats.statistics.Answer;
import org.incidentstats.statistics.EventList;
import org.incidentstats.statistics.Query;
import org.incidentstats.statistics.Selection;
import org.incidentstats.statistics.columns.scan.Columns;
import org.incidentstats.statistics.columns.segment.Dictionaries;
import org.incidentstats.statistics.columns.segment.Entry;
import org.incidentstats.statistics.columns.segment.ReferenceSource;
import org.incidentstats.statistics.columns.segment.References;
import org.incidentstats.statistics.columns.segment.Segment;
import org.incidentstats.statistics.columns.segment.SegmentBuilder;
import org.incidentstats.statistics.columns.segment.SegmentFormat;
import org.incidentstats.vocabulary.GroupRegister;

import com.sun.management.ThreadMXBean;

/**
 * What questions cost that are answered from columns, for synthetic histories of the sizes given as arguments, beside
 * DuckDB at its best: the same rows, the same questions, in the same process, on one thread; answers are compared. It
 * prints processor time (the median of some runs, warm), allocation, and of the columns their size and how long they take
 * to load. An argument such as {@code 1000000x10} has the columns, not DuckDB, ten times.
 *
 * <pre>
 * mvn -q -Pbenchmark test-compile exec:exec -Dexec.classpathScope=test -Dexec.executable=java \
 *     -Dexec.args="-Xmx8g -cp %classpath org.incidentstats.statistics.columns.ColumnsBenchmark 10000 100000 1000000"
 * </pre>
 */
final class ColumnsBenchmark {

    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int PAGE = 50;
    private static final double MILLION = 1e6;

    private ColumnsBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        for (String argument : arguments) {
            String[] parts = argument.split("x");
            run(Integer.parseInt(parts[0]), parts.length == 1 ? 1 : Integer.parseInt(parts[1]));
        }
        System.exit(0);
    }

    private static void run(int events, int times) throws Exception {
        boolean compares = times == 1;
        BenchmarkHistory history = new BenchmarkHistory(events);
        List<Entry> entries = new ArrayList<>();
        try (DuckFacts duck = new DuckFacts()) {
            history.each(entry -> {
                entries.add(entry);
                if (compares) {
                    duck.add(entry);
                }
            });
            Columns columns = columns(entries, times);
            entries.clear();
            if (compares) {
                duck.load();
            }
            warm(columns, history.last());
            Comparison comparison = new Comparison(columns, duck, compares, history.last());
            for (BenchmarkQuestion question : BenchmarkQuestion.all()) {
                comparison.ask(question.text(), question.query());
            }
            comparison.page();
            comparison.end();
        }
    }

    /** Asks everything for some seconds, so that what is measured first is no colder than what is measured last. */
    private static void warm(Columns columns, long last) {
        long end = System.nanoTime() + 10_000_000_000L;
        while (System.nanoTime() < end) {
            for (BenchmarkQuestion question : BenchmarkQuestion.all()) {
                for (long position : new long[] {last, last / 2}) {
                    columns.answer(question.query(), Optional.empty(), position, GroupRegister.EMPTY, rows -> {});
                }
            }
        }
    }

    /** Stores the entries as segments, and reads them again; says what that takes. */
    private static Columns columns(List<Entry> entries, int times) {
        Dictionaries writing = new Dictionaries();
        long begun = THREAD.getCurrentThreadCpuTime();
        entries.sort(Entry.BY_DATE);
        List<SegmentFormat.Stored> stored = new ArrayList<>();
        SegmentBuilder builder = new SegmentBuilder(writing);
        for (Entry entry : entries) {
            builder.add(entry);
            if (builder.full()) {
                stored.addAll(SegmentFormat.stored(builder.build(), writing));
            }
        }
        if (!builder.isEmpty()) {
            stored.addAll(SegmentFormat.stored(builder.build(), writing));
        }
        double encoded = (THREAD.getCurrentThreadCpuTime() - begun) / MILLION;
        long compressed = stored.stream().mapToLong(one -> one.columns().length).sum();
        long ids = stored.stream().mapToLong(one -> one.references().length).sum();
        int largest = stored.stream()
                .mapToInt(one -> Math.max(one.columns().length, one.references().length))
                .max()
                .orElse(0);
        double loaded = Double.MAX_VALUE;
        List<Segment> segments = new ArrayList<>();
        Dictionaries dictionaries = new Dictionaries();
        for (int round = 0; round < 4; round++) {
            segments.clear();
            dictionaries = new Dictionaries();
            begun = THREAD.getCurrentThreadCpuTime();
            for (int time = 0; time < times; time++) {
                for (SegmentFormat.Stored one : stored) {
                    segments.add(SegmentFormat.read(one.columns(), dictionaries));
                }
            }
            loaded = Math.min(loaded, (THREAD.getCurrentThreadCpuTime() - begun) / MILLION);
        }
        for (int i = 0; i < stored.size() && times == 1; i++) {
            segments.set(
                    i,
                    segments.get(i)
                            .withReferences(
                                    SegmentFormat.readReferences(stored.get(i).references())));
        }
        double rows = entries.size();
        print(
                "%n%,d rows in %d segments; encoding %.1f us a row; a row in memory %.1f bytes, its reference %.1f; stored %.1f and %.1f, largest item %,d; loading %.0f ms%n",
                entries.size() * times,
                segments.size(),
                1000 * encoded / rows,
                segments.stream().mapToLong(Segment::bytes).sum() / rows / times,
                segments.stream()
                                .flatMap(segment -> segment.references().stream())
                                .mapToLong(References::bytes)
                                .sum()
                        / rows,
                compressed / rows,
                ids / rows,
                largest,
                loaded);
        return new Columns(dictionaries, segments, ReferenceSource.none());
    }

    /** Asks both the same. */
    private static final class Comparison {
        private final Columns columns;
        private final DuckFacts duck;
        private final boolean compares;
        private final long last;
        private double logs;
        private int asked;
        private int same;

        Comparison(Columns columns, DuckFacts duck, boolean compares, long last) {
            this.columns = columns;
            this.duck = duck;
            this.compares = compares;
            this.last = last;
            print("| question | rows | ms | KB | ms as of the middle | DuckDB ms | as of | times | as of |%n");
            print("|---|---|---|---|---|---|---|---|---|%n");
        }

        void ask(String text, Query query) throws Exception {
            Answer answer = answer(query, last);
            double[] ours = {median(() -> answer(query, last)), median(() -> answer(query, last / 2))};
            long allocated = allocated(() -> answer(query, last));
            double[] theirs = {Double.NaN, Double.NaN};
            if (compares) {
                theirs[0] = theirs(query, Optional.empty(), answer);
                theirs[1] = theirs(query, Optional.of(last / 2), answer(query, last / 2));
                logs += Math.log(theirs[0] / ours[0]) + Math.log(theirs[1] / ours[1]);
                asked += 2;
            }
            print(
                    "| %s | %,d | %.2f | %,d | %.2f | %.2f | %.2f | %.1f | %.1f |%n",
                    text,
                    answer.rows().size(),
                    ours[0],
                    allocated / 1024,
                    ours[1],
                    theirs[0],
                    theirs[1],
                    theirs[0] / ours[0],
                    theirs[1] / ours[1]);
        }

        private double theirs(Query query, Optional<Long> position, Answer expected) throws Exception {
            double best = Double.MAX_VALUE;
            for (DuckFacts.Way way : DuckFacts.Way.values()) {
                List<String> sql = duck.sql(query, position, way);
                if (duck.gives(expected, sql)) {
                    same++;
                } else {
                    print("DIFFERENT: %s %s%n", position, sql);
                }
                best = Math.min(best, median(() -> duck.run(sql)));
            }
            return best;
        }

        void page() throws Exception {
            EventList list = new EventList(Selection.EVERYTHING, EventList.Within.CERTAIN, Optional.empty(), PAGE);
            if (compares) {
                double ours = median(() -> columns.events(list, last, GroupRegister.EMPTY, rows -> {}));
                double theirs = median(() -> duck.run(duck.page(PAGE)));
                print("| a page of events | %d | %.2f | | | %.2f | | %.1f | |%n", PAGE, ours, theirs, theirs / ours);
            }
        }

        void end() {
            if (compares) {
                print(
                        "geometric mean %.1f times; the same answers %d of %d%n",
                        Math.exp(logs / asked), same, 2 * asked);
            }
        }

        private Answer answer(Query query, long position) {
            return columns.answer(query, Optional.empty(), position, GroupRegister.EMPTY, rows -> {});
        }
    }

    private interface Run {
        void run() throws Exception;
    }

    /** Processor time of the median of some runs, in milliseconds, after some that do not count. */
    private static double median(Run run) throws Exception {
        long end = System.nanoTime() + 200_000_000L;
        for (int i = 0; i < 3 || System.nanoTime() < end; i++) {
            run.run();
        }
        List<Double> times = new ArrayList<>();
        end = System.nanoTime() + 200_000_000L;
        for (int i = 0; i < 5 || System.nanoTime() < end && i < 100; i++) {
            long begun = THREAD.getCurrentThreadCpuTime();
            run.run();
            times.add((THREAD.getCurrentThreadCpuTime() - begun) / MILLION);
        }
        Collections.sort(times);
        return times.get(times.size() / 2);
    }

    private static long allocated(Run run) throws Exception {
        long before = THREAD.getCurrentThreadAllocatedBytes();
        run.run();
        return THREAD.getCurrentThreadAllocatedBytes() - before;
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }
}
