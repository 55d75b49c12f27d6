package org.incidentstats.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import org.incidentstats.event.Event;
import org.incidentstats.event.EventReader;
import org.incidentstats.event.EventVersion;
import org.incidentstats.event.Status;
import org.incidentstats.event.store.AlreadyOnRecord;
import org.incidentstats.event.store.Change;
import org.incidentstats.event.store.EventStore;
import org.incidentstats.event.store.EventStore.OnRecord;
import org.incidentstats.event.store.HasDuplicates;
import org.incidentstats.event.store.Imported;
import org.incidentstats.event.store.StaleVersion;
import org.incidentstats.imports.ImportJob.Counts;
import org.incidentstats.imports.ImportStore.Saved;
import org.incidentstats.platform.InvalidRequest;
import org.incidentstats.platform.NotOnRecord;
import org.incidentstats.vocabulary.CodeLists;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;

/**
 * Carries out imports, step by step. A step reads some rows, compares them with the record, puts what is new on record
 * and writes down how far the job has come. Whoever runs an unfinished job again, after a crash or because the time of
 * a function was up, goes on with the step that was not written down. What of that step is on record already is
 * counted, and not recorded again.
 *
 * <p>What happens to a row depends on what was last imported for its event, which stands beside the event and is written
 * in the same transaction, and on what the record says now:
 *
 * <table>
 * <caption>Rows</caption>
 * <tr><th>event on record</th><th>row</th><th>result</th></tr>
 * <tr><td>no</td><td>any</td><td>accepted: a new event</td></tr>
 * <tr><td>yes</td><td>as last imported, or as on record</td><td>unchanged; what editors did since stands</td></tr>
 * <tr><td>as last imported</td><td>other content</td><td>updated: a correction that names the import</td></tr>
 * <tr><td>changed or retracted by an editor since</td><td>other content</td><td>refused: an editor decides</td></tr>
 * <tr><td>entered by hand</td><td>other content</td><td>refused</td></tr>
 * <tr><td>any</td><td>the same event as an earlier row of the file, with other content</td><td>refused</td></tr>
 * </table>
 */
@Singleton
public final class Importer {

    private static final ObjectMapper JSON =
            JsonMapper.builder().addModule(new Jdk8Module()).build();

    private final ImportStore store;
    private final Uploads uploads;
    private final Mappings mappings;
    private final SourceNames names;
    private final CodeLists codes;
    private final EventReader reader;
    private final EventStore events;
    private final Clock clock;

    Importer(
            ImportStore store,
            Uploads uploads,
            Mappings mappings,
            SourceNames names,
            CodeLists codes,
            EventReader reader,
            EventStore events,
            Clock clock) {
        this.store = store;
        this.uploads = uploads;
        this.mappings = mappings;
        this.names = names;
        this.codes = codes;
        this.reader = reader;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Runs a job to its end, or goes on with it.
     *
     * @param goOn asked before each write to the record; where it says no, the job stays unfinished and can be run again
     * @throws NotOnRecord if there is no such job
     */
    public void run(String id, BooleanSupplier goOn) {
        Saved saved = store.find(id).orElseThrow(() -> new NotOnRecord("No import '%s' is known.".formatted(id)));
        if (saved.job().finished()) {
            // The run that finished it may have ended just before this
            delete(id);
            return;
        }
        // A dry run leaves nothing to go on with but its counts, and begins anew.
        ImportJob begun = saved.job().dryRun() ? saved.job().with(Counts.NONE, Map.of()) : saved.job();
        Optional<Saved> running =
                store.save(begun.with(ImportJob.Status.RUNNING, Optional.empty(), Optional.empty()), saved.revision());
        if (running.isPresent()) {
            new Run(running.get(), goOn).toTheEnd();
        }
    }

    private void delete(String id) {
        try {
            uploads.delete(id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens the rows of an upload under its header. */
    FileTable open(String id, Optional<String> charset, Optional<Character> delimiter) throws IOException {
        FileFormat.Start start = start(id, charset);
        InputStream file = uploads.open(id);
        try {
            return new FileTable(FileFormat.open(file, start, delimiter));
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    FileFormat.Start start(String id, Optional<String> charset) throws IOException {
        try (InputStream file = uploads.open(id)) {
            return FileFormat.startOf(file, charset.map(Charset::forName));
        }
    }

    /** What turns the rows of a table into events. */
    RowMapper mapper(String mappingText, boolean own, FileTable table) {
        return new RowMapper(mappings.read(mappingText), own, table.header(), names, codes, reader);
    }

    /** What is decided about a row. */
    private sealed interface Decision {

        record Write(Change change) implements Decision {}

        /** An earlier attempt at the same step has recorded it. */
        record Written(boolean asNew) implements Decision {}

        record Unchanged() implements Decision {}

        record Refuse(CellFault fault) implements Decision {}
    }

    /** One row of a step. */
    private record Candidate(SourceRow row, MappedRow.Readable mapped, String digest) {}

    /** The first row of a file about an event. */
    private record First(long line, String digest) {}

    /** One run of a job in this process. */
    private final class Run {

        private final BooleanSupplier goOn;
        /** By the event's id. A file tells of an event once, and what else it says of it is refused. */
        private final Map<String, First> firsts = new HashMap<>();

        private Saved saved;

        Run(Saved saved, BooleanSupplier goOn) {
            this.saved = saved;
            this.goOn = goOn;
        }

        void toTheEnd() {
            ImportJob job = saved.job();
            try (FileTable table = open(job.id(), job.charset(), job.delimiter())) {
                String mapping = mappings.preset(job.mapping())
                        .or(() -> store.mapping(job.id()))
                        .orElseThrow();
                RowMapper mapper = mapper(mapping, job.mapping().equals(Mappings.OWN), table);
                passOver(job.counts().rows(), table, mapper);
                for (List<SourceRow> rows = table.window(FileTable.ROWS_AT_ONCE);
                        !rows.isEmpty();
                        rows = table.window(FileTable.ROWS_AT_ONCE)) {
                    if (saved.job().counts().rows() + rows.size() > FileTable.MOST_ROWS) {
                        throw new Unreadable("The file has more than %,d rows. Split it; rows up to here are imported."
                                .formatted(FileTable.MOST_ROWS));
                    }
                    Optional<Saved> next = new Step(saved.job(), rows).done(mapper);
                    if (next.isEmpty()) {
                        return;
                    }
                    saved = next.get();
                }
                finish(ImportJob.Status.COMPLETED, Optional.empty());
            } catch (Unreadable e) {
                finish(ImportJob.Status.FAILED, Optional.of(e.getMessage()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Reads over the rows of finished steps, and keeps which events they are about. */
        private void passOver(int rows, FileTable table, RowMapper mapper) {
            for (int left = rows; left > 0; ) {
                List<SourceRow> some = table.window(Math.min(FileTable.ROWS_AT_ONCE, left));
                if (some.isEmpty()) {
                    throw new Unreadable("The file has fewer rows than were imported of it already.");
                }
                some.forEach(row -> candidate(row, mapper.map(row)).ifPresent(this::first));
                left -= some.size();
            }
        }

        private static Optional<Candidate> candidate(SourceRow row, MappedRow mapped) {
            return mapped instanceof MappedRow.Readable readable
                    ? Optional.of(new Candidate(row, readable, digest(readable.event())))
                    : Optional.empty();
        }

        /** The first row about the same event, where this one is not it. */
        private Optional<First> first(Candidate candidate) {
            return Optional.ofNullable(firsts.putIfAbsent(
                    candidate.mapped().id(), new First(candidate.row().line(), candidate.digest())));
        }

        private void finish(ImportJob.Status status, Optional<String> failure) {
            store.save(saved.job().with(status, Optional.of(clock.instant()), failure), saved.revision());
            delete(saved.job().id());
        }

        /** Some rows on their way to the record. */
        private final class Step {

            private final ImportJob job;
            private final List<SourceRow> rows;
            private final List<RefusedRow> refused = new ArrayList<>();
            private final List<String> created = new ArrayList<>();
            private final List<String> unknownGroups = new ArrayList<>();
            private int accepted;
            private int updated;
            private int unchanged;

            Step(ImportJob job, List<SourceRow> rows) {
                this.job = job;
                this.rows = rows;
            }

            /** The job after this step; empty if it is not to go on here. */
            Optional<Saved> done(RowMapper mapper) {
                List<Candidate> candidates = candidates(mapper);
                Map<String, OnRecord> onRecord = events.onRecord(candidates.stream()
                        .map(candidate -> candidate.mapped().id())
                        .toList());
                Map<Candidate, Decision.Write> writes = new LinkedHashMap<>();
                for (Candidate candidate : candidates) {
                    Decision decision = decide(
                            candidate,
                            Optional.ofNullable(onRecord.get(candidate.mapped().id())));
                    if (decision instanceof Decision.Write write) {
                        writes.put(candidate, write);
                    } else {
                        count(candidate, decision);
                    }
                }
                if (!write(writes)) {
                    return Optional.empty();
                }
                int before = job.counts().rows();
                refused.sort(Comparator.comparingLong(RefusedRow::line));
                store.refused(job.id(), before, refused);
                if (!job.dryRun()) {
                    store.created(job.id(), before, created);
                }
                Counts counts = new Counts(rows.size(), accepted, updated, unchanged, refused.size());
                return store.save(job.plus(counts, unknownGroups), saved.revision());
            }

            /** The rows that are events, each event once. */
            private List<Candidate> candidates(RowMapper mapper) {
                List<Candidate> candidates = new ArrayList<>();
                for (SourceRow row : rows) {
                    MappedRow mapped = mapper.map(row);
                    if (mapped instanceof MappedRow.Faulty faulty) {
                        refused.add(new RefusedRow(row.line(), faulty.faults(), row.cells()));
                    } else if (mapped instanceof MappedRow.Readable readable) {
                        unknownGroups.addAll(readable.unknownGroups());
                    }
                    candidate(row, mapped).ifPresent(candidate -> first(candidate)
                            .ifPresentOrElse(
                                    first -> count(candidate, again(candidate, first)),
                                    () -> candidates.add(candidate)));
                }
                return candidates;
            }

            private Decision again(Candidate row, First first) {
                return first.digest().equals(row.digest())
                        ? new Decision.Unchanged()
                        : refuse(row, "line %d of this file has the same id and other content".formatted(first.line()));
            }

            private Decision decide(Candidate row, Optional<OnRecord> there) {
                if (there.isEmpty()) {
                    return new Decision.Write(
                            new Change.Creation(row.mapped().id(), row.mapped().event()));
                }
                EventVersion version = there.get().version();
                Optional<Imported> last = there.get().imported();
                boolean sameAsImported = last.map(Imported::digest).equals(Optional.of(row.digest()));
                if (sameAsImported && last.get().job().equals(job.id())) {
                    return new Decision.Written(last.get().version() == 1);
                }
                boolean active = version.status() == Status.ACTIVE;
                String digest = digest(version.event());
                if (sameAsImported || active && digest.equals(row.digest())) {
                    return new Decision.Unchanged();
                }
                if (active && last.map(Imported::digest).equals(Optional.of(digest))) {
                    return new Decision.Write(new Change.Correction(
                            row.mapped().id(),
                            version.version(),
                            row.mapped().event(),
                            Optional.of(
                                    "Import %s of %s: the source has new content".formatted(job.id(), job.file()))));
                }
                return refuse(
                        row,
                        last.isEmpty()
                                ? "an event with this id is on record with other content, and was not imported; correct it by hand or give another id"
                                : "%s has %s the event since it was imported, and the source has new content; an editor has to decide: /v1/events/%s"
                                        .formatted(
                                                version.recordedBy(),
                                                active ? "corrected" : "retracted",
                                                row.mapped().id()));
            }

            private Decision refuse(Candidate row, String reason) {
                return new Decision.Refuse(new CellFault("id", row.mapped().id(), reason));
            }

            private boolean write(Map<Candidate, Decision.Write> writes) {
                if (job.dryRun()) {
                    writes.forEach((candidate, write) -> count(candidate, written(write)));
                    return goOn.getAsBoolean();
                }
                List<Candidate> left = new ArrayList<>(writes.keySet());
                while (!left.isEmpty()) {
                    if (!goOn.getAsBoolean()) {
                        return false;
                    }
                    List<Candidate> some = left.subList(0, Math.min(EventStore.MOST_AT_ONCE, left.size()));
                    some = some.subList(0, events.fitting(changes(some, writes)));
                    record(some, writes);
                    some.clear();
                }
                return true;
            }

            private static List<Change> changes(List<Candidate> some, Map<Candidate, Decision.Write> writes) {
                return some.stream()
                        .map(writes::get)
                        .map(Decision.Write::change)
                        .toList();
            }

            private void record(List<Candidate> some, Map<Candidate, Decision.Write> writes) {
                try {
                    events.record(
                            changes(some, writes),
                            job.requestedBy(),
                            some.stream()
                                    .collect(Collectors.toMap(
                                            candidate -> candidate.mapped().id(),
                                            candidate -> imported(candidate, writes.get(candidate)))));
                    some.forEach(candidate -> count(candidate, written(writes.get(candidate))));
                } catch (StaleVersion | AlreadyOnRecord | NotOnRecord | HasDuplicates | InvalidRequest e) {
                    // One of them does not fit; the others are not to suffer for it.
                    some.forEach(candidate -> recordAlone(candidate, writes.get(candidate)));
                }
            }

            private void recordAlone(Candidate candidate, Decision.Write write) {
                try {
                    events.record(
                            List.of(write.change()),
                            job.requestedBy(),
                            Map.of(candidate.mapped().id(), imported(candidate, write)));
                    count(candidate, written(write));
                } catch (StaleVersion | AlreadyOnRecord | NotOnRecord | HasDuplicates | InvalidRequest e) {
                    count(candidate, refuse(candidate, e.getMessage()));
                }
            }

            private Imported imported(Candidate candidate, Decision.Write write) {
                return new Imported(candidate.digest(), write.change().before() + 1, job.id());
            }

            private static Decision.Written written(Decision.Write write) {
                return new Decision.Written(write.change() instanceof Change.Creation);
            }

            private void count(Candidate candidate, Decision decision) {
                if (decision instanceof Decision.Written written && written.asNew()) {
                    accepted++;
                    created.add(candidate.mapped().id());
                } else if (decision instanceof Decision.Written) {
                    updated++;
                } else if (decision instanceof Decision.Unchanged) {
                    unchanged++;
                } else if (decision instanceof Decision.Refuse refuse) {
                    refused.add(new RefusedRow(
                            candidate.row().line(),
                            List.of(refuse.fault()),
                            candidate.row().cells()));
                }
            }
        }
    }

    /** Tells apart contents of events; the same content has the same digest whenever it is read. */
    private static String digest(Event event) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(JSON.writeValueAsBytes(event)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
