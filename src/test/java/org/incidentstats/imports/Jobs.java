package org.incidentstats.imports;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.incidentstats.imports.ImportJob.Counts;
import org.incidentstats.imports.file.FileFormat;

/** Jobs as they are when a file was accepted. */
final class Jobs {

    private Jobs() {}

    static ImportJob waiting(String id, FileFormat format, String mapping) {
        return new ImportJob(
                id,
                ImportJob.Status.WAITING,
                false,
                "test.csv",
                format,
                mapping,
                Optional.empty(),
                Optional.empty(),
                "editor@example.org",
                Instant.now(),
                Optional.empty(),
                List.of(),
                Set.of(),
                Set.of(),
                Counts.NONE,
                Map.of(),
                Optional.empty(),
                0);
    }
}
