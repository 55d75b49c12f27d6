package org.incidentstats.local;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;

import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.container.ContainerRequestContext;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;

/**
 * What is under {@code /local/} is for whoever is at the machine: on a server it is at no address, and elsewhere it answers
 * the machine itself. A page of somebody else's that the browser has open there is not the machine: it would have to name
 * itself in Origin, or to have made its own name lead here, which stands in Host.
 */
public final class LocalOnly {

    private static final String FOLDER = "local";
    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Edition edition;

    LocalOnly(Edition edition) {
        this.edition = edition;
    }

    @ServerRequestFilter(preMatching = true)
    public void hide(ContainerRequestContext context, HttpServerRequest request) {
        if (isLocal(context.getUriInfo().getPath()) && (edition.isServer() || !atTheMachine(request))) {
            throw new NotFoundException();
        }
    }

    /** However the path is written: with parameters of its segments, or more slashes than it needs. */
    private static boolean isLocal(String path) {
        String first = path.replaceFirst("^/+", "").replaceFirst("[/;].*", "");
        return first.equals(FOLDER);
    }

    private static boolean atTheMachine(HttpServerRequest request) {
        return isLoopback(request.remoteAddress())
                && Optional.ofNullable(request.authority())
                        .filter(authority -> NAMES.contains(authority.host()))
                        .isPresent()
                && Optional.ofNullable(request.getHeader("Origin"))
                        .map(origin -> isSame(origin, request))
                        .orElse(true);
    }

    private static boolean isLoopback(SocketAddress address) {
        try {
            // An address and no name, so nobody is asked for it
            return address != null
                    && address.hostAddress() != null
                    && InetAddress.getByName(address.hostAddress()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static boolean isSame(String origin, HttpServerRequest request) {
        try {
            URI uri = URI.create(origin);
            return uri.getAuthority() != null && uri.getAuthority().equals(request.getHeader("Host"));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
