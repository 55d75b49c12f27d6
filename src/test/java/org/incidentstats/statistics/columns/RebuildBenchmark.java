package org.incidentstats.statistics.columns;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.incidentstats.event.store.Change.Creation;
import org.incidentstats.event.store.EventStore;
import org.incidentstats.statistics.columns.Rebuild.Progress;
import org.incidentstats.statistics.model.FactFormat;
import org.incidentstats.statistics.model.SyntheticFacts;
import org.incidentstats.statistics.model.SyntheticVersions;
import org.incidentstats.store.Door;
import org.incidentstats.store.sql.SqlDoor;

import com.sun.management.OperatingSystemMXBean;

/**
 * What it takes to make the columns anew from the record, and to compare the two, in little memory. Its arguments are a file
 * and, at its first run, how many synthetic incidents are put on record there.
 */
public final class RebuildBenchmark {

    private static final double BILLION = 1e9;
    private static final Duration A_RUN = Duration.ofSeconds(30);
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private RebuildBenchmark() {}

    public static void main(String[] arguments) {
        Clock clock = Clock.systemUTC();
        try (Door door = SqlDoor.sqlite(Path.of(arguments[0]))) {
            EventStore events = new EventStore(door, clock, new FactFormat());
            if (arguments.length > 1) {
                write(events, Integer.parseInt(arguments[1]));
                return;
            }
            long begun = PROCESS.getProcessCpuTime();
            int runs = 0;
            Progress progress;
            do {
                // Each begins as a process does that knows nothing
                progress = new Rebuild(door, events, clock).run(A_RUN);
                runs++;
            } while (!progress.done());
            print("made anew up to position %,d in %d runs".formatted(progress.position(), runs), begun);
            begun = PROCESS.getProcessCpuTime();
            RecordComparison.Report compared = new RecordComparison(door, events, clock).run(Duration.ofHours(1));
            print(compared.toString(), begun);
        }
    }

    private static void write(EventStore events, int number) {
        List<Creation> waiting = new ArrayList<>();
        new SyntheticFacts(1).each(number, fact -> {
            waiting.add(new Creation(fact.event(), SyntheticVersions.of(fact, 1).event()));
            if (waiting.size() == EventStore.MOST_AT_ONCE) {
                events.record(waiting, "editor@example.org");
                waiting.clear();
            }
        });
        if (!waiting.isEmpty()) {
            events.record(waiting, "editor@example.org");
        }
    }

    private static void print(String what, long begun) {
        long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
        System.out.printf(
                Locale.ROOT,
                "%s: %.1f s of processor time, at the most %d MB of the heap's %d%n",
                what,
                (PROCESS.getProcessCpuTime() - begun) / BILLION,
                peak >> 20,
                Runtime.getRuntime().maxMemory() >> 20);
    }
}
