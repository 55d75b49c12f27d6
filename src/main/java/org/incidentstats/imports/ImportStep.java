package org.incidentstats.imports;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

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
import org.incidentstats.imports.file.CellFault;
import org.incidentstats.imports.file.RefusedRow;
import org.incidentstats.imports.file.SourceRow;
import org.incidentstats.imports.mapping.MappedRow;
import org.incidentstats.imports.mapping.RowMapper;
import org.incidentstats.platform.InvalidRequest;
import org.incidentstats.platform.NotOnRecord;

/** Some rows on their way to the record. */
final class ImportStep {

    private final ImportStore store;
    private final EventStore events;
    private final BooleanSupplier goOn;
    private final FirstRows firsts;
    private final Saved saved;
    private final ImportJob job;
    private final List<SourceRow> rows;
    private final List<RefusedRow> refused = new ArrayList<>();
    private final List<String> created = new ArrayList<>();
    private final List<String> unknownGroups = new ArrayList<>();
    private int accepted;
    private int updated;
    private int unchanged;

    ImportStep(
            ImportStore store,
            EventStore events,
            BooleanSupplier goOn,
            FirstRows firsts,
            Saved saved,
            List<SourceRow> rows) {
        this.store = store;
        this.events = events;
        this.goOn = goOn;
        this.firsts = firsts;
        this.saved = saved;
        this.job = saved.job();
        this.rows = rows;
    }

    /** The job after this step; empty if it is not to go on here. */
    Optional<Saved> done(RowMapper mapper) {
        List<Candidate> candidates = candidates(mapper);
        Map<String, OnRecord> onRecord = events.onRecord(
                candidates.stream().map(candidate -> candidate.id()).toList());
        Map<Candidate, Decision.Write> writes = new LinkedHashMap<>();
        for (Candidate candidate : candidates) {
            Decision decision = decide(candidate, Optional.ofNullable(onRecord.get(candidate.id())));
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
            Candidate.of(row, mapped).ifPresent(candidate -> firsts.before(candidate)
                    .ifPresentOrElse(
                            first -> count(candidate, again(candidate, first)), () -> candidates.add(candidate)));
        }
        return candidates;
    }

    private Decision again(Candidate row, FirstRows.First first) {
        return first.digest().equals(row.digest())
                ? new Decision.Unchanged()
                : refuse(row, "line %d of this file has the same id and other content".formatted(first.line()));
    }

    private Decision decide(Candidate row, Optional<OnRecord> there) {
        if (there.isEmpty()) {
            return new Decision.Write(new Change.Creation(row.id(), row.mapped().event()));
        }
        EventVersion version = there.get().version();
        Optional<Imported> last = there.get().imported();
        boolean sameAsImported = last.map(Imported::digest).equals(Optional.of(row.digest()));
        if (sameAsImported && last.get().job().equals(job.id())) {
            return new Decision.Written(last.get().version() == 1);
        }
        boolean active = version.status() == Status.ACTIVE;
        String digest = Candidate.digest(version.event());
        if (sameAsImported || active && digest.equals(row.digest())) {
            return new Decision.Unchanged();
        }
        if (active && last.map(Imported::digest).equals(Optional.of(digest))) {
            return new Decision.Write(new Change.Correction(
                    row.id(),
                    version.version(),
                    row.mapped().event(),
                    Optional.of("Import %s of %s: the source has new content".formatted(job.id(), job.file()))));
        }
        return refuse(
                row,
                last.isEmpty()
                        ? "an event with this id is on record with other content, and was not imported; correct it by hand or give another id"
                        : "%s has %s the event since it was imported, and the source has new content; an editor has to decide: /v1/events/%s"
                                .formatted(version.recordedBy(), active ? "corrected" : "retracted", row.id()));
    }

    private Decision refuse(Candidate row, String reason) {
        return new Decision.Refuse(new CellFault("id", row.id(), reason));
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
        return some.stream().map(writes::get).map(Decision.Write::change).toList();
    }

    private static Decision.Write write(Map<Candidate, Decision.Write> writes, Candidate candidate) {
        return Objects.requireNonNull(writes.get(candidate));
    }

    private void record(List<Candidate> some, Map<Candidate, Decision.Write> writes) {
        try {
            events.record(
                    changes(some, writes),
                    job.requestedBy(),
                    some.stream()
                            .collect(Collectors.toMap(
                                    candidate -> candidate.id(),
                                    candidate -> imported(candidate, write(writes, candidate)))));
            some.forEach(candidate -> count(candidate, written(write(writes, candidate))));
        } catch (StaleVersion | AlreadyOnRecord | NotOnRecord | HasDuplicates | InvalidRequest e) {
            // One of them does not fit; the others are not to suffer for it.
            some.forEach(candidate -> recordAlone(candidate, write(writes, candidate)));
        }
    }

    private void recordAlone(Candidate candidate, Decision.Write write) {
        try {
            events.record(
                    List.of(write.change()), job.requestedBy(), Map.of(candidate.id(), imported(candidate, write)));
            count(candidate, written(write));
        } catch (StaleVersion | AlreadyOnRecord | NotOnRecord | HasDuplicates | InvalidRequest e) {
            count(candidate, refuse(candidate, String.valueOf(e.getMessage())));
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
            created.add(candidate.id());
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
