package org.incidentstats.local;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;

import org.incidentstats.platform.http.ProblemAnswer;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;

/**
 * What is under {@code /local/} is for whoever is at the machine: on a server it is at no address, and elsewhere it answers
 * the machine itself. A page of somebody else's that the browser has open there is not the machine: it would have to name
 * itself in Origin, or to have made its own name lead here, which stands in Host.
 */
@Singleton
public final class LocalOnly {

    /** Before it is said which methods an address takes. */
    private static final int BEFORE_METHODS = 9_900;

    private static final int NOT_FOUND = 404;

    private static final String FOLDER = "local";
    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    // Filters are made when the application is built; which edition it is, is known when it runs.
    private final Provider<Edition> edition;
    private final ProblemAnswer problems;

    LocalOnly(Provider<Edition> edition, ProblemAnswer problems) {
        this.edition = edition;
        this.problems = problems;
    }

    void register(@Observes Filters filters) {
        filters.register(this::hide, BEFORE_METHODS);
    }

    private void hide(RoutingContext request) {
        if (isLocal(request.normalizedPath()) && (edition.get().isServer() || !atTheMachine(request.request()))) {
            problems.send(
                    request,
                    NOT_FOUND,
                    "not-found",
                    "Not Found",
                    "Nothing is at this address. /q/openapi describes what there is.");
        } else {
            request.next();
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
