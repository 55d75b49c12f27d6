package org.incidentstats.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import org.incidentstats.event.store.EventStore;
import org.incidentstats.imports.ImportStore.Saved;
import org.incidentstats.imports.file.FileTable;
import org.incidentstats.imports.file.SourceRow;
import org.incidentstats.imports.file.Unreadable;
import org.incidentstats.imports.mapping.RowMapper;

/** One run of a job in this process. */
final class ImportRun {

    private final Importer importer;
    private final ImportStore store;
    private final EventStore events;
    private final Clock clock;
    private final BooleanSupplier goOn;
    private final FirstRows firsts = new FirstRows();

    private Saved saved;

    ImportRun(Importer importer, ImportStore store, EventStore events, Clock clock, Saved saved, BooleanSupplier goOn) {
        this.importer = importer;
        this.store = store;
        this.events = events;
        this.clock = clock;
        this.saved = saved;
        this.goOn = goOn;
    }

    void toTheEnd() {
        ImportJob job = saved.job();
        try (FileTable table = importer.open(job.id(), job.charset(), job.delimiter())) {
            RowMapper mapper = importer.mapper(job, table);
            passOver(job.counts().rows(), table, mapper);
            for (List<SourceRow> rows = table.window(FileTable.ROWS_AT_ONCE);
                    !rows.isEmpty();
                    rows = table.window(FileTable.ROWS_AT_ONCE)) {
                if (saved.job().counts().rows() + rows.size() > FileTable.MOST_ROWS) {
                    throw new Unreadable("The file has more than %,d rows. Split it; rows up to here are imported."
                            .formatted(FileTable.MOST_ROWS));
                }
                Optional<Saved> next = new ImportStep(store, events, goOn, firsts, saved, rows).done(mapper);
                if (next.isEmpty()) {
                    rest();
                    return;
                }
                saved = next.get();
            }
            finish(ImportJob.Status.COMPLETED, Optional.empty());
        } catch (Unreadable e) {
            finish(ImportJob.Status.FAILED, Optional.ofNullable(e.getMessage()));
        } catch (OutOfMemoryError | StackOverflowError e) {
            finish(
                    ImportJob.Status.FAILED,
                    Optional.of(
                            "The rows after the first %,d take more memory than there is (%s). What came before is imported."
                                    .formatted(
                                            saved.job().counts().rows(),
                                            e.getClass().getSimpleName())));
        } catch (IOException e) {
            rest();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            rest();
            throw e;
        }
    }

    /** Writes down that the process has survived: it was told to stop, or it was not the file that stopped it. */
    private void rest() {
        try {
            store.save(saved.job().attempted(0), saved.revision());
        } catch (RuntimeException e) {
            // Then the attempt counts; what is thrown first tells why.
        }
    }

    /** Reads over the rows of finished steps, and keeps which events they are about. */
    private void passOver(int rows, FileTable table, RowMapper mapper) {
        for (int left = rows; left > 0; ) {
            List<SourceRow> some = table.window(Math.min(FileTable.ROWS_AT_ONCE, left));
            if (some.isEmpty()) {
                throw new Unreadable("The file has fewer rows than were imported of it already.");
            }
            some.forEach(row -> Candidate.of(row, mapper.map(row)).ifPresent(firsts::before));
            left -= some.size();
        }
    }

    private void finish(ImportJob.Status status, Optional<String> failure) {
        store.save(saved.job().with(status, Optional.of(clock.instant()), failure), saved.revision());
        importer.delete(saved.job().id());
    }
}
