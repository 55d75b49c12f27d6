package org.incidentstats.infra;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.incidentstats.event.Examples;
import org.incidentstats.event.store.Change.Correction;
import org.incidentstats.event.store.Change.Creation;
import org.incidentstats.event.store.Change.Retraction;
import org.incidentstats.event.store.EventStore;
import org.incidentstats.event.store.Imported;
import org.incidentstats.event.store.RequestKey;
import org.incidentstats.store.Door;
import org.incidentstats.store.Write;
import org.incidentstats.store.sql.SqlDoor;

/**
 * What is written by everything that can happen to the record.
 *
 * @param writes each with all that was done together
 */
record RecordedChanges(List<List<Write>> writes) {

    static RecordedChanges make() throws Exception {
        List<List<Write>> writes = new ArrayList<>();
        Path folder = Files.createTempDirectory("changes");
        Path file = folder.resolve("changes.db");
        try (Door database = SqlDoor.sqlite(file)) {
            EventStore store =
                    new EventStore(writtenDown(database, writes), Clock.systemUTC(), version -> new byte[] {1});
            store.record(
                    new Creation("one", Examples.arrest(1)), "editor", new RequestKey("editor", "key", "content", ""));
            store.record(
                    List.of(new Creation("two", Examples.arrest(2)), new Creation("three", Examples.arrest(3))),
                    "editor");
            store.record(List.of(new Correction("one", 1, Examples.arrest(4), Optional.of("Counted again"))), "editor");
            store.record(
                    List.of(new Correction(
                            "two", 1, Examples.arrest(2, Examples.duplicateOf("one")), Optional.empty())),
                    "editor");
            store.record(List.of(new Retraction("three", 1, "Never happened")), "editor");
            store.record(
                    List.of(new Creation("four", Examples.arrest(5))),
                    "editor",
                    Map.of("four", new Imported("digest", 1, "job")));
        } finally {
            Files.delete(file);
            Files.delete(folder);
        }
        return new RecordedChanges(writes);
    }

    /** The same door, which keeps what is written through it. */
    private static Door writtenDown(Door behind, List<List<Write>> writes) {
        return (Door) Proxy.newProxyInstance(
                Door.class.getClassLoader(), new Class<?>[] {Door.class}, (door, method, arguments) -> {
                    try {
                        Object result = method.invoke(behind, arguments);
                        if (method.getName().equals("write")) {
                            writes.add(((List<?>) arguments[0])
                                    .stream().map(Write.class::cast).toList());
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
