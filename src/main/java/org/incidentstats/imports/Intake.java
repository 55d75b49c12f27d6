package org.incidentstats.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;

import org.incidentstats.imports.file.FileFormat;
import org.incidentstats.imports.file.FileTable;
import org.incidentstats.imports.file.Unreadable;
import org.incidentstats.imports.mapping.Mappings;
import org.incidentstats.imports.mapping.RowMapper;
import org.incidentstats.platform.Fault;
import org.incidentstats.platform.InvalidRequest;

/** Takes files in: keeps them, checks their beginning, and makes a job that waits. */
@Singleton
final class Intake {

    private static final int COLUMNS_LISTED = 100;
    private static final int LONGEST_NAME = 200;

    private final Importer importer;
    private final ImportStore store;
    private final Uploads uploads;
    private final Clock clock;

    Intake(Importer importer, ImportStore store, Uploads uploads, Clock clock) {
        this.importer = importer;
        this.store = store;
        this.uploads = uploads;
        this.clock = clock;
    }

    /**
     * @param body   the file, where the request names none that was put in its place beforehand
     * @param editor who sends it
     * @throws InvalidRequest if the file cannot be read or does not fit the mapping; it is not kept then
     */
    ImportJob take(InputStream body, ImportRequest request, String editor) throws IOException {
        String id = request.upload().orElseGet(() -> ImportId.at(clock.instant()));
        if (request.upload().isPresent()) {
            checkUpload(id, body);
        } else {
            uploads.keep(id, body);
        }
        try {
            if (!store.fixed(id, uploads.fix(id))) {
                throw begun(id);
            }
            ImportJob job = checked(id, request, editor);
            if (request.sent()) {
                store.saveMapping(id, request.mappingText());
            }
            if (store.save(job, 0).isEmpty()) {
                throw begun(id);
            }
            store.unnamed(id, clock.instant());
            uploads.accepted(id);
            return job;
        } catch (Unreadable e) {
            throw notTaken(id, new InvalidRequest(Fault.inParameter("file", request.file(), e.getMessage())));
        } catch (OutOfMemoryError | StackOverflowError e) {
            throw notTaken(
                    id,
                    new InvalidRequest(Fault.inParameter(
                            "file", request.file(), "its beginning takes more memory to read than there is")));
        } catch (NoSuchFileException e) {
            throw noFile(id);
        } catch (InvalidRequest e) {
            throw notTaken(id, e);
        }
    }

    /** Forgets a file that does not fit, unless it is that of an import. */
    private InvalidRequest notTaken(String id, InvalidRequest why) throws IOException {
        if (store.find(id).isEmpty()) {
            uploads.delete(id);
            store.unfixed(id, clock.instant());
        }
        return why;
    }

    private static InvalidRequest noFile(String id) {
        return new InvalidRequest(Fault.inParameter(
                ImportRequest.UPLOAD,
                id,
                "there is no such file; POST /v1/imports/uploads names an address to put it to"));
    }

    private void checkUpload(String id, InputStream body) throws IOException {
        if (body.read() >= 0) {
            throw new InvalidRequest(Fault.inParameter(
                    ImportRequest.UPLOAD, id, "the request has a file in its body as well; send one of the two"));
        }
        if (store.find(id).isPresent()) {
            throw begun(id);
        }
        if (store.named(id).isEmpty()) {
            throw noFile(id);
        }
    }

    private static InvalidRequest begun(String id) {
        return new InvalidRequest(Fault.inParameter(
                ImportRequest.UPLOAD, id, "the import of this file was begun: see /v1/imports/" + id));
    }

    /** The job, if the file's beginning can be read and has the columns that are needed. */
    private ImportJob checked(String id, ImportRequest request, String editor) throws IOException {
        FileFormat.Start start = importer.start(id, request.charset());
        if (start.format() != FileFormat.XLSX) {
            try (InputStream text = importer.file(id)) {
                FileFormat.checkEncoding(text, start);
            }
        }
        try (FileTable table = importer.open(id, request.charset(), request.delimiter())) {
            RowMapper mapper =
                    importer.mapper(request.mappingText(), request.mapping().equals(Mappings.OWN), table);
            checkColumns(table.header(), mapper, request.mapping());
            return new ImportJob(
                    id,
                    ImportJob.Status.WAITING,
                    request.dryRun(),
                    request.file(),
                    start.format(),
                    request.mapping(),
                    request.charset(),
                    request.delimiter(),
                    editor,
                    clock.instant(),
                    Optional.empty(),
                    table.header(),
                    mapper.unread(),
                    mapper.unused(),
                    ImportJob.Counts.NONE,
                    Map.of(),
                    Optional.empty(),
                    0);
        }
    }

    private static void checkColumns(List<String> header, RowMapper mapper, String mapping) {
        if (!mapper.missing().isEmpty()) {
            List<String> columns = header.stream().limit(COLUMNS_LISTED).toList();
            List<Fault> faults = new ArrayList<>();
            for (String column : mapper.missing()) {
                faults.add(Fault.inParameter(
                        "file",
                        String.join(",", header),
                        "no column '%s', which the mapping %s needs"
                                .formatted(Fault.shortened(column, LONGEST_NAME), mapping),
                        faults.isEmpty() ? columns : List.of()));
            }
            throw new InvalidRequest(faults);
        }
        if (mapper.forReading()) {
            throw new InvalidRequest(Fault.inParameter(
                    "file",
                    String.join(",", header),
                    "the list that GET /v1/events?format=csv gives is for reading: it lacks people by nationality,"
                            + " targets, weapons and more, which its events would lose. Send events as NDJSON, as"
                            + " GET /v1/events gives them; for new ones take the columns version and recorded_at"
                            + " away"));
        }
    }
}
