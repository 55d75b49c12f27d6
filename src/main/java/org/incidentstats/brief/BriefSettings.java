package org.incidentstats.brief;

import java.time.ZoneId;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** When briefs are made. */
@ConfigMapping(prefix = "incidentstats.briefs")
public interface BriefSettings {

    /** The time zone in which a month ends. */
    @WithDefault("UTC")
    ZoneId zone();

    /** The hour of the first of the month, in that zone, from which on the brief of the month before is made and sent. */
    @WithDefault("6")
    int hour();
}
