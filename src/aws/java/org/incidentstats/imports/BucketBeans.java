package org.incidentstats.imports;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.quarkus.arc.DefaultBean;

/** Where imports find their files in AWS. */
final class BucketBeans {

    @Produces
    @Singleton
    @DefaultBean
    Uploads uploads(BucketSettings settings) {
        return S3Uploads.in(settings.bucket().orElseThrow());
    }
}
