package org.incidentstats.imports;

import java.nio.file.Path;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** What can be set of imports. */
@ConfigMapping(prefix = "incidentstats.imports")
interface ImportSettings {

    /** Where uploads wait on this machine; without it, a folder of its temporary files, which a restart may empty. */
    Optional<Path> folder();

    /** The bucket in which uploads wait in AWS; without it, they wait on this machine. */
    Optional<String> bucket();
}
