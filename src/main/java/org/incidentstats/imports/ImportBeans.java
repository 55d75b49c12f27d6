package org.incidentstats.imports;

import java.nio.file.Path;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Where imports find their files. */
final class ImportBeans {

    @Produces
    @Singleton
    Uploads uploads(ImportSettings settings, Event<ImportAccepted> worker) {
        return settings.bucket()
                .<Uploads>map(bucket -> new S3Uploads(
                        S3Client.builder()
                                .httpClientBuilder(UrlConnectionHttpClient.builder())
                                .build(),
                        S3Presigner::create,
                        bucket))
                .orElseGet(() -> new FolderUploads(
                        settings.folder()
                                .orElseGet(() -> Path.of(
                                        System.getProperty("java.io.tmpdir"), "incident-statistics", "imports")),
                        worker::fire));
    }
}
