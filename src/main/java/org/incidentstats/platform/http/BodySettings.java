package org.incidentstats.platform.http;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How bodies of requests are received. */
@ConfigMapping(prefix = "incidentstats.body")
public interface BodySettings {

    /** How long a small body may take to arrive, and how long a file to import may pause. */
    @WithDefault("PT30S")
    Duration time();
}
