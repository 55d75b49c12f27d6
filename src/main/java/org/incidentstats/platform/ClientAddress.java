package org.incidentstats.platform;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;

import io.smallrye.config.ConfigMapping;

/** Which address a request comes from. */
@ConfigMapping(prefix = "incidentstats")
public interface ClientAddress {

    int IPV6_NETWORK_BYTES = 8;

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

    /**
     * The network that a request comes from: of IPv6, where everybody has a network of addresses, the first 64 bits; of
     * IPv4 the address.
     */
    default String network(Function<String, String> headers, String caller) {
        String address = of(headers, caller);
        if (!address.contains(":")) {
            return address;
        }
        try {
            // With a colon in it, nobody is asked for the address of a name
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, IPV6_NETWORK_BYTES));
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
