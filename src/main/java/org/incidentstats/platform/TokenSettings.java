package org.incidentstats.platform;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Which tokens are taken, beside what their issuer says of them. */
@ConfigMapping(prefix = "incidentstats.tokens")
public interface TokenSettings {

    /** How long ago a token may have been issued, however long it says that it is valid. */
    @WithDefault("PT24H")
    Duration oldest();
}
