package org.incidentstats.statistics;

import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.incidentstats.event.EventDate;
import org.incidentstats.event.EventVersion;
import org.incidentstats.local.Databases;
import org.incidentstats.local.LocalDatabase;
import org.incidentstats.statistics.StatisticsState.Which;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * What questions and changes cost, for synthetic histories of the sizes given as arguments. For each of ten typical
 * questions: read units and requests of a cold process, as DynamoDB counts them, against the bytes of the cells that
 * make up the answer, by 4 KB; processor time of a warm answer, against DuckDB and SQLite, which are asked the same over
 * the same facts in the same process and must give the same rows. Then what writing costs, by the sizes of the items
 * that are sent.
 *
 * <pre>
 * mvn -q -Pbenchmark test-compile exec:exec -Dexec.classpathScope=test -Dexec.executable=java \
 *     -Dexec.args="-Xmx10g -cp %classpath org.incidentstats.statistics.CubeBenchmark 10000 100000 1000000"
 * </pre>
 */
final class CubeBenchmark {

    private static final int BLOCK = 4096;
    private static final int KILOBYTE = 1024;
    private static final int ROUNDS = 15;
    private static final long LONGEST_NANOS = 2_000_000_000L;

    private CubeBenchmark() {}

    /** A question, and the same in SQL: the rows, then the total. */
    private record Question(String text, boolean yearly, Query query, String rows, String total) {}

    public static void main(String[] arguments) throws Exception {
        coverage();
        for (String size : arguments) {
            questions(Integer.parseInt(size));
        }
        writing();
        System.exit(0);
    }

    private static final String FIGURES =
            "sum(killed_low), sum(killed_best), sum(killed_high), sum(killed_unknown)," + " sum(killed_at_least)";

    private static List<Question> all() {
        String five = Stream.of(0, 3, 5, 8, 13)
                .map(number -> "'" + SyntheticFacts.country(number) + "'")
                .collect(Collectors.joining(","));
        Set<String> fiveCountries =
                Stream.of(0, 3, 5, 8, 13).map(SyntheticFacts::country).collect(Collectors.toSet());
        String one = SyntheticFacts.country(3);
        return List.of(
                question("by=year", true, List.of(Dimension.YEAR), Map.of(), Period.EVER, "year", "facts", "true"),
                question(
                        "by=country,year",
                        true,
                        List.of(Dimension.COUNTRY, Dimension.YEAR),
                        Map.of(),
                        Period.EVER,
                        "country, year",
                        "facts join countries using (id)",
                        "true"),
                question(
                        "by=country,year&country=(5)&from=2015&to=2024",
                        true,
                        List.of(Dimension.COUNTRY, Dimension.YEAR),
                        Map.of(Dimension.COUNTRY, fiveCountries),
                        Period.of("2015", "2024"),
                        "country, year",
                        "facts join countries using (id)",
                        "country in (" + five + ")"),
                question(
                        "by=nationality,year&from=2020&to=2024",
                        true,
                        List.of(Dimension.NATIONALITY, Dimension.YEAR),
                        Map.of(),
                        Period.of("2020", "2024"),
                        "nationality, year",
                        "facts join nationalities using (id)",
                        "true"),
                question(
                        "by=country,nationality&from=2024&to=2024",
                        true,
                        List.of(Dimension.COUNTRY, Dimension.NATIONALITY),
                        Map.of(),
                        Period.of("2024", "2024"),
                        "country, nationality",
                        "facts join countries using (id) join nationalities using (id)",
                        "true"),
                question(
                        "by=nationality&country=(1)",
                        true,
                        List.of(Dimension.NATIONALITY),
                        Map.of(Dimension.COUNTRY, Set.of(one)),
                        Period.EVER,
                        "nationality",
                        "facts join countries using (id) join nationalities using (id)",
                        "country = '" + one + "'"),
                question(
                        "by=group,year&from=2015&to=2024",
                        true,
                        List.of(Dimension.GROUP, Dimension.YEAR),
                        Map.of(),
                        Period.of("2015", "2024"),
                        "grp, year",
                        "facts join groups using (id)",
                        "true"),
                question(
                        "by=month&country=(1)&from=2022&to=2024",
                        false,
                        List.of(Dimension.MONTH),
                        Map.of(Dimension.COUNTRY, Set.of(one)),
                        Period.of("2022", "2024"),
                        "month",
                        "facts join countries using (id)",
                        "country = '" + one + "'"),
                question(
                        "by=type,year",
                        false,
                        List.of(Dimension.TYPE, Dimension.YEAR),
                        Map.of(),
                        Period.EVER,
                        "type, year",
                        "facts",
                        "true"),
                question(
                        "by=country&from=2024-05&to=2024-05",
                        false,
                        List.of(Dimension.COUNTRY),
                        Map.of(),
                        Period.of("2024-05", "2024-05"),
                        "country",
                        "facts join countries using (id)",
                        "true"));
    }

    private static Question question(
            String text,
            boolean yearly,
            List<Dimension> by,
            Map<Dimension, Set<String>> filters,
            Period period,
            String columns,
            String from,
            String where) {
        String during = where
                + period.first()
                        .map(first -> " and first >= " + first.atDay(1).toEpochDay())
                        .orElse("")
                + period.last()
                        .map(last -> " and last <= " + last.atEndOfMonth().toEpochDay())
                        .orElse("");
        return new Question(
                text,
                yearly,
                new Query(by, List.of(Measure.EVENTS, Measure.KILLED), new Selection(filters, period)),
                "select %s, count(*), %s from %s where %s group by %s"
                        .formatted(columns, FIGURES, from, during, columns),
                "select count(distinct id) from %s where %s".formatted(from, during));
    }

    /** Of which questions cells tell the answer. */
    private static void coverage() {
        List<List<Dimension>> bys = new ArrayList<>(List.of(List.of()));
        for (Dimension one : Dimension.values()) {
            bys.add(List.of(one));
            Stream.of(Dimension.values()).filter(other -> other != one).forEach(other -> bys.add(List.of(one, other)));
        }
        List<Map<Dimension, Set<String>>> filters = new ArrayList<>(List.of(Map.of()));
        Stream.of(Dimension.values()).filter(dimension -> !dimension.time()).forEach(dimension -> {
            filters.add(Map.of(dimension, Set.of("a")));
            filters.add(Map.of(dimension, Set.of("a", "b")));
        });
        List<Period> periods = List.of(Period.EVER, Period.of("2020", "2024"), Period.of("2024-03", "2024-05"));
        int asked = 0;
        int told = 0;
        for (List<Dimension> by : bys) {
            for (Map<Dimension, Set<String>> filter : filters) {
                for (Period period : periods) {
                    Query query = new Query(by, List.of(Measure.EVENTS), new Selection(filter, period));
                    Query total = new Query(List.of(), List.of(Measure.EVENTS), query.selection());
                    asked++;
                    told += Planner.plan(query, false, 2025).isPresent()
                                    && Planner.plan(total, false, 2025).isPresent()
                            ? 1
                            : 0;
                }
            }
        }
        System.out.printf(
                "Of the %,d questions by up to two dimensions, with up to one filter of one value or two, over all"
                        + " time, years or months, cells answer %,d (%d %%).%n",
                asked, told, 100 * told / asked);
    }

    private static void cuboids(int size, Cube cube) {
        System.out.println("\n| cuboid | blocks | MB | writes an event |");
        System.out.println("|---|---|---|---|");
        Map<Layout, AtomicLong> writes = new TreeMap<>();
        new SyntheticFacts(1).each(Math.min(size, 10_000), fact -> Stream.of(Layout.values())
                .forEach(layout -> layout.place(
                        fact, (block, cell, sums) -> writes.computeIfAbsent(layout, key -> new AtomicLong())
                                .incrementAndGet())));
        for (Layout layout : Layout.values()) {
            Map<BlockKey, java.util.SortedMap<String, CellSums>> blocks =
                    cube.blocks().subMap(new BlockKey(layout, Slice.START), new BlockKey(layout, Slice.END));
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %,d | %.2f | %.2f |%n",
                    layout.description(),
                    blocks.size(),
                    blocks.entrySet().stream()
                                    .mapToLong(block -> bytes(new Block(
                                            block.getKey(), (java.util.SortedMap<String, CellSums>) block.getValue())))
                                    .sum()
                            / 1e6,
                    writes.getOrDefault(layout, new AtomicLong()).get() / (double) Math.min(size, 10_000));
        }
        System.out.println();
    }

    /** Above this size only the cuboids are made that the questions use. */
    private static final int ALL_CUBOIDS = 100_000;

    private static Set<Layout> used() {
        Set<Layout> used = new HashSet<>();
        for (Question question : all()) {
            Query total = new Query(
                    List.of(), List.of(Measure.EVENTS), question.query().selection());
            for (Query query : List.of(question.query(), total)) {
                Planner.Plan plan = Planner.plan(query, false, 2025).orElseThrow();
                used.add(plan.layout());
                plan.layout().withSets().ifPresent(used::add);
            }
        }
        return used;
    }

    private static void questions(int size) throws Exception {
        Set<Layout> layouts = size > ALL_CUBOIDS ? used() : Set.of(Layout.values());
        long start = System.nanoTime();
        Cube cube = new Cube();
        Path folder = Files.createTempDirectory("cube-benchmark");
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Connection lite = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            Tables tables = new Tables(folder);
            new SyntheticFacts(1).each(size, fact -> {
                layouts.forEach(layout -> cube.add(fact, layout));
                tables.add(fact);
            });
            tables.load(duck, lite);
            LocalDatabase database = Databases.inMemory();
            CubeStore store = store(database);
            store.fill(
                    new StatisticsState(Which.LIVE, 1, 1, Places.upTo(size), Instant.parse("2025-01-01T00:00:00Z"), 0),
                    List.of(),
                    cube);
            System.out.printf(
                    Locale.ROOT,
                    "%n### %,d events: %,d blocks, %,d cells, %.1f MB; made in %d s%n%n",
                    size,
                    cube.blocks().size(),
                    cube.blocks().values().stream().mapToLong(Map::size).sum(),
                    cube.blocks().entrySet().stream()
                                    .mapToLong(block -> bytes(new Block(block.getKey(), block.getValue())))
                                    .sum()
                            / 1e6,
                    (System.nanoTime() - start) / 1_000_000_000);
            if (size == ALL_CUBOIDS) {
                cuboids(size, cube);
            }
            System.out.println("| question | rows | read units | lower bound | ratio | requests | warm: read units"
                    + " | ours, CPU ms | DuckDB, CPU ms | SQLite, CPU ms |");
            System.out.println("|---|---|---|---|---|---|---|---|---|---|");
            for (Question question : all()) {
                ask(question, store, duck, lite);
            }
            database.stop();
        }
        Files.delete(folder);
    }

    private static void ask(Question question, CubeStore store, Connection duck, Connection lite) throws SQLException {
        CubeReader reader = new CubeReader(store);
        CubeReader.Read<Answer> cold = reader.compute(reading -> reading.answer(question.query()));
        CubeReader.Read<Answer> warm = reader.compute(reading -> reading.answer(question.query()));
        if (cold.reading().usedFacts()) {
            throw new IllegalStateException(question.text() + " was answered from facts");
        }
        Set<String> ours = cold.value().rows().stream()
                .map(row -> String.join(" ", row.values()) + " " + row.events() + " " + row.tally(Measure.KILLED))
                .collect(Collectors.toCollection(HashSet::new));
        for (Connection other : List.of(duck, lite)) {
            Set<String> theirs = rows(other, question);
            if (!ours.equals(theirs)) {
                Set<String> missing = new HashSet<>(theirs);
                missing.removeAll(ours);
                throw new IllegalStateException("%s differs: %s".formatted(question.text(), missing));
            }
            if (cold.value().total().events() != number(other, question.total())) {
                throw new IllegalStateException(question.text() + " has another total");
            }
        }
        Kept kept = cold.reading().known();
        double bound = bytesOfTheAnswer(question.query(), kept) / (double) BLOCK;
        // The state before and after, of one unit each, are no cells
        double units = cold.cost().units() - 2;
        System.out.printf(
                Locale.ROOT,
                "| `%s`%s | %,d | %.0f | %.1f | %.2f | %d | %.0f | %.2f | %.2f | %.2f |%n",
                question.text(),
                question.yearly() ? "" : " *",
                cold.value().rows().size(),
                units,
                bound,
                units / Math.max(1, bound),
                cold.cost().requests(),
                warm.cost().units(),
                milliseconds(() -> new Reading(store, kept, new ReadCost()).answer(question.query())),
                milliseconds(() -> read(duck, question)),
                milliseconds(() -> read(lite, question)));
    }

    /** The blocks of which at least one cell is selected: those that the rows and the total are made of. */
    private static long bytesOfTheAnswer(Query query, Kept kept) {
        AtomicLong bytes = new AtomicLong();
        kept.slices()
                .values()
                .forEach(blocks -> blocks.forEach((key, cells) -> {
                    boolean counted = cells.stream()
                            .anyMatch(cell -> query.selection().period().contains(cell.date())
                                    || query.selection().period().mayContain(cell.date()));
                    if (counted) {
                        bytes.addAndGet(bytes(key, cells));
                    }
                }));
        return bytes.get();
    }

    private static long bytes(BlockKey key, Collection<Cell> cells) {
        TreeMap<String, CellSums> sums = new TreeMap<>();
        cells.forEach(cell -> sums.put(
                Stream.of(Dimension.values())
                        .filter(dimension -> !key.layout().several().contains(dimension)
                                || key.layout().sets())
                        .map(cell.values()::get)
                        .filter(values -> values != null)
                        .map(values -> String.join(Layout.AND, values))
                        .collect(Collectors.joining(Layout.BETWEEN)),
                cell.sums()));
        return bytes(new Block(key, sums));
    }

    private static long bytes(Block block) {
        return BlockItem.SCHEMA.itemToMap(new BlockItem(1, block), true).entrySet().stream()
                .mapToLong(attribute -> attribute.getKey().length() + size(attribute.getValue()))
                .sum();
    }

    /** As DynamoDB counts it, for the types that are used here. */
    private static long size(AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s().getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
            case B -> value.b().asByteArrayUnsafe().length;
            case N -> value.n().length() / 2 + 1;
            case BOOL -> 1;
            case L -> 3 + value.l().stream().mapToLong(one -> 1 + size(one)).sum();
            case M ->
                3
                        + value.m().entrySet().stream()
                                .mapToLong(one -> 1 + one.getKey().length() + size(one.getValue()))
                                .sum();
            default -> throw new IllegalArgumentException(value.type().toString());
        };
    }

    private interface Work {
        void run() throws SQLException;
    }

    /** Processor time of the whole process for one run, after some to warm up. */
    private static double milliseconds(Work work) throws SQLException {
        repeated(work);
        com.sun.management.OperatingSystemMXBean process =
                (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long before = process.getProcessCpuTime();
        int rounds = repeated(work);
        return (process.getProcessCpuTime() - before) / 1e6 / rounds;
    }

    private static int repeated(Work work) throws SQLException {
        long end = System.nanoTime() + LONGEST_NANOS;
        int rounds = 0;
        do {
            work.run();
            rounds++;
        } while (rounds < ROUNDS && System.nanoTime() < end);
        return rounds;
    }

    private static void read(Connection connection, Question question) throws SQLException {
        rows(connection, question);
        number(connection, question.total());
    }

    private static Set<String> rows(Connection connection, Question question) throws SQLException {
        Set<String> rows = new HashSet<>();
        int by = question.query().by().size();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(question.rows())) {
            while (found.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= by; i++) {
                    row.append(found.getString(i)).append(' ');
                }
                Tally killed = new Tally(
                        found.getLong(by + 2),
                        found.getLong(by + 3),
                        found.getLong(by + 4),
                        found.getLong(by + 5),
                        found.getLong(by + 6));
                rows.add(row.append(found.getLong(by + 1))
                        .append(' ')
                        .append(killed)
                        .toString());
            }
        }
        return rows;
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            found.next();
            return found.getLong(1);
        }
    }

    /** The facts as the tables of a relational database, by way of files. */
    private static final class Tables {
        private static final Map<String, String> COLUMNS = new TreeMap<>(Map.of(
                "facts",
                "id varchar, year varchar, month varchar, category varchar, type varchar, first integer, last integer,"
                        + " killed_low integer, killed_best integer, killed_high integer, killed_unknown integer,"
                        + " killed_at_least integer",
                "countries",
                "id varchar, country varchar",
                "nationalities",
                "id varchar, nationality varchar",
                "groups",
                "id varchar, grp varchar"));

        private final Path folder;
        private final Map<String, BufferedWriter> files = new TreeMap<>();

        Tables(Path folder) throws IOException {
            this.folder = folder;
            for (String table : COLUMNS.keySet()) {
                files.put(table, Files.newBufferedWriter(folder.resolve(table)));
            }
        }

        void add(Fact fact) {
            EventDate date = fact.date();
            Tally killed = fact.killed();
            write(
                    "facts",
                    fact.event(),
                    Grain.YEAR.of(date),
                    Grain.MONTH.of(date),
                    fact.category(),
                    fact.type(),
                    date.firstDay().toEpochDay(),
                    date.lastDay().toEpochDay(),
                    killed.low(),
                    killed.best(),
                    killed.high(),
                    killed.unknown(),
                    killed.atLeast());
            fact.countries().forEach(country -> write("countries", fact.event(), country));
            fact.perpetrators().keySet().forEach(nationality -> write("nationalities", fact.event(), nationality));
            fact.groups().forEach(group -> write("groups", fact.event(), group));
        }

        private void write(String table, Object... values) {
            try {
                BufferedWriter file = files.get(table);
                file.write(Stream.of(values).map(Object::toString).collect(Collectors.joining(",")));
                file.newLine();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        void load(Connection duck, Connection lite) throws Exception {
            lite.setAutoCommit(false);
            for (String table : COLUMNS.keySet()) {
                files.get(table).close();
                Path file = folder.resolve(table);
                for (Connection connection : List.of(duck, lite)) {
                    try (Statement statement = connection.createStatement()) {
                        statement.execute("create table %s (%s)".formatted(table, COLUMNS.get(table)));
                    }
                }
                try (Statement statement = duck.createStatement()) {
                    statement.execute("copy %s from '%s' (header false)".formatted(table, file));
                }
                int columns = COLUMNS.get(table).split(",").length;
                try (PreparedStatement insert = lite.prepareStatement(
                                "insert into %s values (?%s)".formatted(table, ",?".repeat(columns - 1)));
                        Stream<String> lines = Files.lines(file)) {
                    for (String line : (Iterable<String>) lines::iterator) {
                        String[] values = line.split(",");
                        for (int i = 0; i < values.length; i++) {
                            insert.setString(i + 1, values[i]);
                        }
                        insert.executeUpdate();
                    }
                }
                Files.delete(file);
            }
            try (Statement statement = lite.createStatement()) {
                for (String index : List.of("facts", "countries", "nationalities", "groups")) {
                    statement.execute("create index %s_id on %s (id)".formatted(index, index));
                }
                statement.execute("create index by_country on countries (country)");
                statement.execute("analyze");
            }
            lite.commit();
        }
    }

    /** Adds up what the requests that are sent will be charged. */
    private static final class WriteCost implements ExecutionInterceptor {
        private long units;
        private long transactions;

        @Override
        public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
            if (context.request() instanceof TransactWriteItemsRequest request) {
                transactions++;
                // A transaction costs twice what its writes cost; what is removed here is never larger than 1 KB
                request.transactItems()
                        .forEach(item -> units +=
                                2 * (item.put() == null ? 1 : units(item.put().item())));
            } else if (context.request() instanceof BatchWriteItemRequest request) {
                request.requestItems()
                        .values()
                        .forEach(writes -> writes.forEach(write -> units += write.putRequest() == null
                                ? 1
                                : units(write.putRequest().item())));
            }
        }

        private static long units(Map<String, AttributeValue> item) {
            long bytes = item.entrySet().stream()
                    .mapToLong(attribute -> attribute.getKey().length() + size(attribute.getValue()))
                    .sum();
            return (bytes + KILOBYTE - 1) / KILOBYTE;
        }
    }

    private static CubeStore store(LocalDatabase database, ExecutionInterceptor... interceptors) {
        return new CubeStore(
                DynamoDbEnhancedClient.builder()
                        .dynamoDbClient(database.client(interceptors))
                        .build(),
                Databases.TABLES);
    }

    private static void writing() throws Exception {
        System.out.println("\n### Writing\n");
        System.out.println("| how | events | write units an event | against one update an event and cell"
                + " | transactions | events a second, embedded |");
        System.out.println("|---|---|---|---|---|---|");
        write("one by one", 500, 1, false);
        write("in batches of 1,000, in the order of their dates", 5_000, 1_000, false);
        write("in batches of 1,000, all of one country and month", 5_000, 1_000, true);
        for (int size : List.of(10_000, 100_000)) {
            bulk(size);
        }
    }

    private static void write(String how, int events, int batch, boolean hot) throws Exception {
        LocalDatabase database = Databases.inMemory();
        WriteCost cost = new WriteCost();
        CubeStore store = store(database, cost);
        Aggregator aggregator = new Aggregator(store, Clock.systemUTC());
        List<EventVersion> versions = new ArrayList<>();
        AtomicLong naive = new AtomicLong();
        List<Fact> history = new ArrayList<>();
        new SyntheticFacts(2).each(ALL_CUBOIDS, history::add);
        history.sort(Comparator.comparing(fact -> fact.date().firstDay()));
        List<Fact> facts = history.subList(ALL_CUBOIDS - events, ALL_CUBOIDS);
        for (Fact fact : facts) {
            EventVersion version = SyntheticVersions.of(fact, versions.size() + 1, hot);
            versions.add(version);
            Cube one = new Cube();
            one.add(Fact.of(version));
            naive.addAndGet(1 + one.blocks().size());
        }
        long start = System.nanoTime();
        for (int from = 0; from < events; from += batch) {
            aggregator.apply(versions.subList(from, Math.min(events, from + batch)));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        report(how, events, cost.units, naive.get(), cost.transactions, events / seconds);
        database.stop();
    }

    private static void bulk(int size) throws Exception {
        LocalDatabase database = Databases.inMemory();
        WriteCost cost = new WriteCost();
        CubeStore store = store(database, cost);
        AtomicLong naive = new AtomicLong();
        List<Fact> facts = new ArrayList<>();
        Cube cube = new Cube();
        new SyntheticFacts(2).each(size, fact -> {
            Cube one = new Cube();
            one.add(fact);
            naive.addAndGet(1 + one.blocks().size());
            facts.add(fact);
            cube.add(fact);
        });
        long start = System.nanoTime();
        store.fill(StatisticsState.empty(Which.LIVE, 1), facts, cube);
        double seconds = (System.nanoTime() - start) / 1e9;
        report("all at once, by a rebuild", size, cost.units, naive.get(), 0, size / seconds);
        database.stop();
    }

    private static void report(
            String how, int events, long units, long naive, long transactions, double eventsPerSecond) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %,d | %.1f | %.2f | %,d | %,.0f |%n",
                how,
                events,
                units / (double) events,
                units / (double) naive,
                transactions,
                eventsPerSecond);
    }
}
