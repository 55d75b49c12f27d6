package org.incidentstats.imports;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import org.incidentstats.imports.file.RefusedRow;
import org.incidentstats.store.Documents;
import org.incidentstats.store.Documents.Document;
import org.incidentstats.store.Documents.Kind;
import org.incidentstats.store.Json;

/** Imports among the documents: jobs, and what they refused and created. */
@Singleton
public final class ImportStore {

    private static final String JOBS = "imports";
    private static final String UPLOADS = "uploads";
    private static final String MAPPING = "mapping";
    private static final String FILE = "file";
    private static final String REFUSED = "refused#";
    private static final String CREATED = "created#";

    private static final Duration WRITES_ON_THEIR_WAY = Duration.ofHours(1);

    private static final int FORMAT = 1;
    private static final Kind<ImportJob> JOB = new Kind<>(ImportJob.class, FORMAT);
    private static final Kind<String> TEXT = new Kind<>(String.class, FORMAT);
    private static final Kind<RefusedRow[]> ROWS = new Kind<>(RefusedRow[].class, FORMAT);
    private static final Kind<String[]> IDS = new Kind<>(String[].class, FORMAT);

    /** Below what an item holds, in bytes. */
    private static final int LARGEST_CONTENT = 350_000;

    private final Documents documents;

    ImportStore(Documents documents) {
        this.documents = documents;
    }

    /** A job as it was written for the n-th time. */
    record Saved(ImportJob job, long revision) {}

    Optional<Saved> find(String id) {
        return documents.find(JOB, JOBS, id).map(ImportStore::saved);
    }

    /** The newest jobs, the newest first. */
    List<ImportJob> newest(int limit) {
        return documents.last(JOB, JOBS, limit).stream().map(Document::content).toList();
    }

    /** The ids of the jobs that are neither completed nor failed, the oldest first. */
    public List<String> unfinished() {
        return documents
                .list(JOB, JOBS)
                .map(Document::content)
                .filter(job -> !job.finished())
                .map(ImportJob::id)
                .toList();
    }

    private static Saved saved(Document<ImportJob> document) {
        return new Saved(document.content(), document.revision());
    }

    /**
     * Writes a job, if nobody else has since it was read.
     *
     * @return the job as it is now; empty if somebody else is at it
     */
    Optional<Saved> save(ImportJob job, long revision) {
        return documents.save(JOB, JOBS, job.id(), job, revision).map(ImportStore::saved);
    }

    void saveMapping(String job, String text) {
        documents.put(TEXT, partOf(job), MAPPING, text);
    }

    /** The mapping that was sent along with a file. */
    Optional<String> mapping(String job) {
        return documents.find(TEXT, partOf(job), MAPPING).map(Document::content);
    }

    /** Says that somebody may put a file under a name, until then. */
    void named(String upload, Instant until) {
        documents.put(TEXT, UPLOADS, upload, until.toString());
    }

    /** Until when a file may be put under a name; empty if nobody has named it, or its import was begun. */
    Optional<Instant> named(String upload) {
        return documents.find(TEXT, UPLOADS, upload).map(Document::content).map(Instant::parse);
    }

    /**
     * Takes back a name.
     *
     * @param now the moment
     */
    void unnamed(String upload, Instant now) {
        documents.end(UPLOADS, upload, now.plus(WRITES_ON_THEIR_WAY));
    }

    /**
     * Takes back the names under which no file may be put any more.
     *
     * @param before when their time was over
     * @param now    the moment
     */
    public void unnamed(Instant before, Instant now) {
        documents
                .list(TEXT, UPLOADS)
                .filter(name -> Instant.parse(name.content()).isBefore(before))
                .toList()
                .forEach(name -> unnamed(name.key(), now));
    }

    /**
     * Says which version of its file an import reads.
     *
     * @return whether it is the one; not, if another was said before
     */
    boolean fixed(String job, String version) {
        return documents.save(TEXT, partOf(job), FILE, version, 0).isPresent()
                || version(job).equals(Optional.of(version));
    }

    Optional<String> version(String job) {
        return documents.find(TEXT, partOf(job), FILE).map(Document::content);
    }

    /** Forgets the version of a file that was not accepted. */
    void unfixed(String job, Instant now) {
        documents.end(partOf(job), FILE, now.plus(WRITES_ON_THEIR_WAY));
    }

    /**
     * Keeps the rows that one step refused; the same step over again replaces them.
     *
     * @param step the number of rows before the step
     */
    void refused(String job, int step, List<RefusedRow> rows) {
        int chunks = 0;
        List<RefusedRow> chunk = new ArrayList<>();
        int length = 0;
        for (RefusedRow row : rows) {
            int more = Json.write(FORMAT, row).length;
            if (!chunk.isEmpty() && length + more > LARGEST_CONTENT) {
                documents.put(ROWS, partOf(job), key(REFUSED, step, chunks++), chunk.toArray(RefusedRow[]::new));
                chunk = new ArrayList<>();
                length = 0;
            }
            chunk.add(row);
            length += more;
        }
        if (!chunk.isEmpty()) {
            documents.put(ROWS, partOf(job), key(REFUSED, step, chunks), chunk.toArray(RefusedRow[]::new));
        }
    }

    /** The rows that a job has refused, in the order of its file. */
    Stream<RefusedRow> refused(String job) {
        return documents.list(ROWS, partOf(job), REFUSED).flatMap(rows -> Stream.of(rows.content()));
    }

    /** Keeps the ids of the events that one step created. */
    void created(String job, int step, List<String> ids) {
        if (!ids.isEmpty()) {
            documents.put(IDS, partOf(job), key(CREATED, step, 0), ids.toArray(String[]::new));
        }
    }

    /** The ids of the events that a job has put on record as new, in the order of its file. */
    public Stream<String> created(String job) {
        return documents.list(IDS, partOf(job), CREATED).flatMap(ids -> Stream.of(ids.content()));
    }

    private static String partOf(String job) {
        return "import#" + job;
    }

    private static String key(String kind, int step, int chunk) {
        return String.format(Locale.ROOT, "%s%09d#%03d", kind, step, chunk);
    }
}
