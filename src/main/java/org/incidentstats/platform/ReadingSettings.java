package org.incidentstats.platform;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/** Who may read. */
@ConfigMapping(prefix = "incidentstats.reading")
public interface ReadingSettings {

    /** Whether reading needs no token. */
    @WithName("public")
    @WithDefault("true")
    boolean open();
}
