package org.incidentstats.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import jakarta.inject.Singleton;

import org.incidentstats.event.EventReader;
import org.incidentstats.event.store.EventStore;
import org.incidentstats.imports.ImportJob.Counts;
import org.incidentstats.imports.ImportStore.Saved;
import org.incidentstats.imports.file.FileFormat;
import org.incidentstats.imports.file.FileTable;
import org.incidentstats.imports.mapping.Mappings;
import org.incidentstats.imports.mapping.RowMapper;
import org.incidentstats.imports.mapping.SourceNames;
import org.incidentstats.platform.NotOnRecord;
import org.incidentstats.vocabulary.CodeLists;

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

    /** An import that this many processes have not survived, one after the other, is given up. */
    static final int MOST_ATTEMPTS = 2;

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
        if (begun.attempts() >= MOST_ATTEMPTS) {
            giveUp(begun, saved.revision());
            return;
        }
        // Written before the work starts, so that a process that does not survive it is counted.
        Optional<Saved> running = store.save(
                begun.with(ImportJob.Status.RUNNING, Optional.empty(), Optional.empty())
                        .attempted(begun.attempts() + 1),
                saved.revision());
        if (running.isPresent()) {
            new ImportRun(this, store, events, clock, running.get(), goOn).toTheEnd();
        }
    }

    private void giveUp(ImportJob job, long revision) {
        String failure = ("%d processes ended while they were at the rows after the first %,d, without getting any"
                        + " further: the file may need more memory than there is. What came before is imported. Split"
                        + " the file and send it again; what is on record already stays as it is.")
                .formatted(job.attempts(), job.counts().rows());
        if (store.save(job.with(ImportJob.Status.FAILED, Optional.of(clock.instant()), Optional.of(failure)), revision)
                .isPresent()) {
            delete(job.id());
        }
    }

    /** Deletes the file of an import that is at its end. */
    void delete(String id) {
        try {
            uploads.delete(id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens the rows of an upload under its header. */
    FileTable open(String id, Optional<String> charset, Optional<Character> delimiter) throws IOException {
        FileFormat.Start start = start(id, charset);
        InputStream file = file(id);
        try {
            return new FileTable(FileFormat.open(file, start, delimiter));
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    FileFormat.Start start(String id, Optional<String> charset) throws IOException {
        try (InputStream file = file(id)) {
            return FileFormat.startOf(file, charset.map(Charset::forName));
        }
    }

    /** Opens the version of a file that was accepted. */
    InputStream file(String id) throws IOException {
        return uploads.open(id, store.version(id));
    }

    /** What turns the rows of a job's table into events. */
    RowMapper mapper(ImportJob job, FileTable table) {
        String mapping =
                mappings.preset(job.mapping()).or(() -> store.mapping(job.id())).orElseThrow();
        return mapper(mapping, job.mapping().equals(Mappings.OWN), table);
    }

    /** What turns the rows of a table into events. */
    RowMapper mapper(String mappingText, boolean own, FileTable table) {
        return new RowMapper(mappings.read(mappingText), own, table.header(), names, codes, reader);
    }
}
