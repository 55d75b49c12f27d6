package org.incidentstats.imports;

import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** Where uploads wait in AWS. */
@ConfigMapping(prefix = "incidentstats.imports")
interface BucketSettings {

    /** The name of the bucket; a function that has nothing to do with files is not told it. */
    Optional<String> bucket();
}
