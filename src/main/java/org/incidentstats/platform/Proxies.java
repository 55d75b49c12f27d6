package org.incidentstats.platform;

import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What stands between clients and this service. */
@ConfigMapping(prefix = "incidentstats")
public interface Proxies {

    /**
     * How many proxies there are, each of which adds to {@code X-Forwarded-For} the address that it was called from. What
     * a client writes there itself stands before that, and is not believed.
     */
    @WithDefault("0")
    int proxies();

    /**
     * The address that a request came from.
     *
     * @param forwarded the header {@code X-Forwarded-For}, as it arrived
     * @param caller    who called this service itself
     */
    default String client(Optional<String> forwarded, String caller) {
        if (proxies() == 0) {
            return caller;
        }
        String[] addresses = forwarded.orElse("").split(",");
        return addresses.length < proxies() ? caller : addresses[addresses.length - proxies()].strip();
    }
}
