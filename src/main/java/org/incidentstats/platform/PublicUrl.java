package org.incidentstats.platform;

import java.net.URI;
import java.util.Optional;
import java.util.function.UnaryOperator;

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

    /** Makes the public address of any path with its query, written as in an address, which begins with a slash. */
    default UnaryOperator<String> absolute(URI requestBase) {
        String root = of(requestBase, "/").toString();
        String origin = root.substring(0, root.length() - 1);
        return origin::concat;
    }
}
