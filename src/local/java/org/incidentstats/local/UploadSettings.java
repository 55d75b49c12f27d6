package org.incidentstats.local;

import java.nio.file.Path;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** Where uploads wait until they are imported. */
@ConfigMapping(prefix = "incidentstats.imports")
interface UploadSettings {

    /** A folder that stays, so that an import goes on after a restart; processes that share a database share it too. */
    Optional<Path> folder();
}
