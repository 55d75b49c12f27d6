package org.incidentstats.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.incidentstats.store.dynamodb.DynamoDbLocal;
import org.opentest4j.TestAbortedException;

/**
 * What the engines do in a second, in one run and in turns, so that whatever else the machine does meets all alike:
 * changes one by one (head, delta, version, current item), changes in batches of 24, point reads, and pages of a hundred
 * items. Processor time is that of this process and of the server's.
 *
 * <pre>java -Doutput.folder=target -cp … org.incidentstats.store.DoorBenchmark [rounds]</pre>
 */
final class DoorBenchmark {

    private static final int ONES = 100;
    private static final int BATCHES = 20;
    private static final int OF_A_BATCH = 24;
    private static final int READS = 1_000;
    private static final int PAGES = 40;
    private static final int OF_A_PAGE = 100;
    private static final int BYTES = 900;
    private static final Place HEAD = new Place(Table.EVENTS, "#benchmark", "head");

    private final String name;
    private final Door door;
    private final Supplier<Duration> server;
    private final List<String> ids = new ArrayList<>();
    private final Random random = new Random(1);
    private final double[] best = new double[4];
    private Duration ofOnes = Duration.ZERO;
    private Duration ofBatches = Duration.ZERO;
    private Duration ofReads = Duration.ZERO;
    private int rounds;
    private long position;

    private DoorBenchmark(String name, Door door, Supplier<Duration> server) {
        this.name = name;
        this.door = door;
        this.server = server;
        this.position = door.get(HEAD).map(Item::revision).orElse(0L);
    }

    public static void main(String[] arguments) {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        List<AutoCloseable> servers = new ArrayList<>();
        List<DoorBenchmark> engines = new ArrayList<>();
        engines.add(new DoorBenchmark("SQLite", Doors.fresh(), () -> Duration.ZERO));
        try {
            ifThere(() -> {
                PostgresServer postgres = PostgresServer.start();
                servers.add(postgres);
                engines.add(new DoorBenchmark("PostgreSQL", postgres.door(), () -> processorTime(postgres)));
            });
            ifThere(() -> {
                DynamoDbLocal dynamoDb = DynamoDbLocal.start();
                servers.add(dynamoDb);
                engines.add(new DoorBenchmark(
                        "DynamoDB Local, in memory",
                        dynamoDb.door(),
                        () -> processorTime(Stream.of(dynamoDb.process()))));
            });
            for (int round = 0; round < rounds; round++) {
                boolean counts = round > 0;
                engines.forEach(engine -> engine.round(counts));
            }
            System.out.println(
                    "engine          a second, best round:  ones  in 24s      reads   items in pages | processor ms a change:  one  in 24s   a read");
            engines.forEach(DoorBenchmark::print);
        } finally {
            engines.forEach(engine -> engine.door.close());
            servers.forEach(DoorBenchmark::close);
        }
    }

    private static void ifThere(Runnable engine) {
        try {
            engine.run();
        } catch (TestAbortedException e) {
            System.out.println(e.getMessage());
        }
    }

    private static void close(AutoCloseable server) {
        try {
            server.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Duration processorTime(PostgresServer server) {
        try {
            return processorTime(server.processes().stream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Duration processorTime(Stream<ProcessHandle> processes) {
        return processes
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    private Duration processorTime() {
        var own = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return Duration.ofNanos(own.getProcessCpuTime()).plus(server.get());
    }

    private void round(boolean counts) {
        Duration before = processorTime();
        rate(0, ONES, () -> {
            for (int i = 0; i < ONES; i++) {
                change(1);
            }
        });
        Duration ones = processorTime();
        rate(1, BATCHES * OF_A_BATCH, () -> {
            for (int i = 0; i < BATCHES; i++) {
                change(OF_A_BATCH);
            }
        });
        Duration batches = processorTime();
        rate(2, READS, () -> {
            for (int i = 0; i < READS; i++) {
                String id = ids.get(random.nextInt(ids.size()));
                door.get(new Place(Table.EVENTS, id, "current")).orElseThrow();
            }
        });
        Duration reads = processorTime();
        rate(3, PAGES * OF_A_PAGE, () -> {
            String from = key(Math.max(1, position - OF_A_PAGE));
            for (int i = 0; i < PAGES; i++) {
                door.range(Range.of(Table.EVENTS, "#benchmark-deltas").from(from), OF_A_PAGE);
            }
        });
        if (counts) {
            rounds++;
            ofOnes = ofOnes.plus(ones).minus(before);
            ofBatches = ofBatches.plus(batches).minus(ones);
            ofReads = ofReads.plus(reads).minus(batches);
        }
    }

    private void rate(int figure, int done, Runnable work) {
        long start = System.nanoTime();
        work.run();
        best[figure] = Math.max(best[figure], done * 1e9 / (System.nanoTime() - start));
    }

    private void change(int changes) {
        List<Write> writes = new ArrayList<>();
        long revision = position;
        position += changes;
        writes.add(put(HEAD, position, revision == 0 ? Condition.ABSENT : Condition.revision(revision)));
        for (int i = 0; i < changes; i++) {
            String id = UUID.randomUUID().toString();
            ids.add(id);
            writes.add(put(new Place(Table.EVENTS, id, "current"), 1, Condition.ABSENT));
            writes.add(put(new Place(Table.EVENTS, id, "v0000000001"), 1, Condition.ABSENT));
        }
        writes.add(put(new Place(Table.EVENTS, "#benchmark-deltas", key(position)), 1, Condition.ABSENT));
        door.write(writes);
    }

    private static String key(long position) {
        return "%012d".formatted(position);
    }

    private Write put(Place place, long revision, Condition condition) {
        byte[] body = new byte[BYTES];
        random.nextBytes(body);
        return new Write.Put(new Item(place, revision, body), condition);
    }

    private void print() {
        System.out.printf(
                Locale.ROOT,
                "%-38s %5.0f %7.0f %10.0f %16.0f | %27.3f %7.3f %8.4f%n",
                name,
                best[0],
                best[1],
                best[2],
                best[3],
                millis(ofOnes, ONES),
                millis(ofBatches, BATCHES * OF_A_BATCH),
                millis(ofReads, READS));
    }

    private double millis(Duration time, int each) {
        return time.toNanos() / 1e6 / rounds / each;
    }
}
