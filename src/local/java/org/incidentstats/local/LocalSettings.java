package org.incidentstats.local;

import java.nio.file.Path;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What can be set of the local edition. */
@ConfigMapping(prefix = "incidentstats.local")
public interface LocalSettings {

    /** The folder that keeps the data from one run to the next; without it they are gone when the process ends. */
    Optional<Path> dataFolder();

    /** The folder that mail goes to; without it, {@code mail} beside the data. */
    Optional<Path> mailFolder();

    /** Whether briefs are made and sent when they are due. */
    @WithDefault("true")
    boolean monthlyRun();

    /** Whether the sample incidents are put on record at start, where they are not yet. */
    @WithDefault("true")
    boolean sampleData();
}
