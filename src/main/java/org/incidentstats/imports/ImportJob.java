package org.incidentstats.imports;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.incidentstats.imports.file.FileFormat;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * An import and how far it has come.
 *
 * @param id             sorts by the moment of the upload
 * @param status         waiting, running, completed or failed
 * @param dryRun         whether everything is done but the writing
 * @param file           what the sender calls the file
 * @param format         what it turned out to be
 * @param mapping        the preset, or the name of the mapping that was sent along
 * @param charset        the encoding of a text, if the sender said so
 * @param delimiter      what stands between the cells of a CSV, if the sender said so
 * @param requestedBy    who sent it: the subject of the editor's token, under which its events are recorded
 * @param requestedAt    when it was sent
 * @param finishedAt     when it was completed or failed
 * @param columns        the file's columns
 * @param missingColumns columns that the mapping would read and that the file does not have
 * @param unusedColumns  columns of the file that the mapping does not read
 * @param counts         rows so far
 * @param unknownGroups  organisations that rows name and the code list lacks, with the numbers of rows, at most
 *                       {@value #MOST_UNKNOWN_GROUPS} names
 * @param failure        why it could not go on
 * @param attempts       how many processes have begun it since it last got any further; 0 when it rests
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ImportJob(
        @Schema(examples = "20260101T120000Z-6f1c2b3a") String id,
        Status status,
        @JsonInclude boolean dryRun,
        @Schema(examples = "gtd.csv") String file,
        FileFormat format,
        @Schema(examples = "gtd") String mapping,
        Optional<String> charset,
        Optional<Character> delimiter,
        String requestedBy,
        Instant requestedAt,
        Optional<Instant> finishedAt,
        List<String> columns,
        Set<String> missingColumns,
        Set<String> unusedColumns,
        Counts counts,
        Map<String, Integer> unknownGroups,
        Optional<String> failure,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int attempts) {

    /** How many unknown names a job lists; rows with further ones are counted under {@code other}. */
    static final int MOST_UNKNOWN_GROUPS = 200;

    private static final String OTHERS = "other";

    public ImportJob {
        columns = columns == null ? List.of() : List.copyOf(columns);
        missingColumns = missingColumns == null ? Set.of() : new TreeSet<>(missingColumns);
        unusedColumns = unusedColumns == null ? Set.of() : new TreeSet<>(unusedColumns);
        unknownGroups = unknownGroups == null ? Map.of() : new TreeMap<>(unknownGroups);
    }

    /** The states of a job. A job that was interrupted is running until somebody goes on with it. */
    public enum Status {
        /** It was checked and nothing of it has been imported. */
        @JsonProperty("waiting")
        WAITING,
        @JsonProperty("running")
        RUNNING,
        @JsonProperty("completed")
        COMPLETED,
        /** The file could not be read to its end; what was read before that is imported. */
        @JsonProperty("failed")
        FAILED
    }

    /**
     * Rows. Their sum without {@code rows} is {@code rows}; blank rows are in none of them.
     *
     * @param rows      handled so far
     * @param accepted  put on record as new events
     * @param updated   imported before, with other content: now a new version
     * @param unchanged imported before, with the same content
     * @param refused   not imported
     */
    public record Counts(int rows, int accepted, int updated, int unchanged, int refused) {

        static final Counts NONE = new Counts(0, 0, 0, 0, 0);

        Counts plus(Counts other) {
            return new Counts(
                    rows + other.rows,
                    accepted + other.accepted,
                    updated + other.updated,
                    unchanged + other.unchanged,
                    refused + other.refused);
        }
    }

    @JsonIgnore
    boolean finished() {
        return status == Status.COMPLETED || status == Status.FAILED;
    }

    ImportJob with(Status newStatus, Optional<Instant> finished, Optional<String> newFailure) {
        return with(newStatus, finished, counts, unknownGroups, newFailure, attempts);
    }

    ImportJob with(Counts newCounts, Map<String, Integer> newUnknownGroups) {
        return with(status, finishedAt, newCounts, newUnknownGroups, failure, attempts);
    }

    /** The same job, begun that many times since it last got any further. */
    ImportJob attempted(int times) {
        return with(status, finishedAt, counts, unknownGroups, failure, times);
    }

    private ImportJob with(
            Status newStatus,
            Optional<Instant> finished,
            Counts newCounts,
            Map<String, Integer> newUnknownGroups,
            Optional<String> newFailure,
            int newAttempts) {
        return new ImportJob(
                id,
                newStatus,
                dryRun,
                file,
                format,
                mapping,
                charset,
                delimiter,
                requestedBy,
                requestedAt,
                finished,
                columns,
                missingColumns,
                unusedColumns,
                newCounts,
                newUnknownGroups,
                newFailure,
                newAttempts);
    }

    /** The rows of one more step added. */
    ImportJob plus(Counts more, List<String> namesOfUnknownGroups) {
        Map<String, Integer> names = new TreeMap<>(unknownGroups);
        for (String name : namesOfUnknownGroups) {
            names.merge(names.containsKey(name) || names.size() < MOST_UNKNOWN_GROUPS ? name : OTHERS, 1, Integer::sum);
        }
        // A dry run begins anew each time, and gets no further than before.
        return with(counts.plus(more), names).attempted(dryRun ? attempts : 1);
    }
}
