package org.incidentstats.imports;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.quarkus.arc.DefaultBean;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Where imports find their files in AWS. */
final class BucketBeans {

    @Produces
    @Singleton
    @DefaultBean
    Uploads uploads(BucketSettings settings) {
        return new S3Uploads(
                S3Client.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                S3Presigner::create,
                settings.bucket().orElseThrow());
    }
}
