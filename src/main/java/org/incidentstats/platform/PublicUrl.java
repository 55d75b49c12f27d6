package org.incidentstats.platform;

import java.net.URI;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** Under which address clients reach the service. */
@ConfigMapping(prefix = "incidentstats")
public interface PublicUrl {

    /** Scheme and host, for example {@code https://stats.example.org}; where it is not set, that of the request. */
    Optional<URI> publicUrl();

    /** The public address of a path with its query. */
    default URI of(URI requestBase, String pathAndQuery) {
        return publicUrl().orElse(requestBase).resolve(pathAndQuery);
    }
}
