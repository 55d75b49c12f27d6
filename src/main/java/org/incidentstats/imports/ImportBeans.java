package org.incidentstats.imports;

import java.nio.file.Path;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Where imports find their files. */
final class ImportBeans {

    @Produces
    @Singleton
    Uploads uploads(ImportSettings settings, Event<ImportAccepted> worker) {
        return settings.bucket()
                .<Uploads>map(S3Uploads::in)
                .orElseGet(() -> new FolderUploads(
                        settings.folder()
                                .orElseGet(() -> Path.of(
                                        System.getProperty("java.io.tmpdir"), "incident-statistics", "imports")),
                        worker::fire));
    }
}
