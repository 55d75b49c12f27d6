package org.incidentstats.platform;

import java.util.Optional;
import java.util.function.Function;

import io.smallrye.config.ConfigMapping;

/** Which address a request comes from. */
@ConfigMapping(prefix = "incidentstats")
public interface ClientAddress {

    /**
     * The header in which what stands in front of this service says whom it was called by, instead of what a client
     * wrote there itself. Without one, whoever calls this service is its client.
     */
    Optional<String> clientAddressHeader();

    /**
     * The address that a request comes from.
     *
     * @param headers of the request; null where there is none
     * @param caller  who called this service itself
     */
    default String of(Function<String, String> headers, String caller) {
        return clientAddressHeader().map(headers).orElse(caller);
    }
}
