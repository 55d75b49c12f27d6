package org.incidentstats.platform.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Brings a request into the form that all that follow rely on, or refuses it as problem details: an address of bounded
 * length that can be decoded, without matrix parameters, a type of its body that is one, and each header once.
 */
@Singleton
public final class RequestForm {

    /** In bytes: what RFC 9110, 4.1, asks every server to take. */
    public static final int LONGEST_ADDRESS = 8_000;

    private static final int FIRST = 15_000;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int ADDRESS_TOO_LONG = 414;
    private static final int UNSUPPORTED_MEDIA_TYPE = 415;

    private static final String NO_ADDRESS =
            "The address cannot be read: in a path and a query each % needs two hexadecimal digits behind it, and"
                    + " whatever has no place in an address, such as % itself (%25), stands there in that form.";

    private final ProblemAnswer problems;

    RequestForm(ProblemAnswer problems) {
        this.problems = problems;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, FIRST);
    }

    /** An address that cannot be decoded fits no route, this class's own among them. */
    void register(@Observes Router router) {
        router.errorHandler(BAD_REQUEST, this::unreadable);
        // Before what would log the address
        router.route().order(Integer.MIN_VALUE).failureHandler(this::withoutHost);
    }

    /** The router itself refuses what does not say which host it is for. */
    private void withoutHost(RoutingContext request) {
        if (request.request().authority() == null) {
            problems.send(
                    request,
                    BAD_REQUEST,
                    "invalid-request",
                    "Invalid request",
                    "The header Host is missing, or holds no name or address with an optional port.");
        } else {
            request.next();
        }
    }

    private void check(RoutingContext request) {
        String address = request.request().uri();
        if (address.length() > LONGEST_ADDRESS) {
            problems.send(
                    request,
                    ADDRESS_TOO_LONG,
                    "address-too-long",
                    "Address too long",
                    "The address has %d bytes with its query; at most %d are taken."
                            .formatted(address.length(), LONGEST_ADDRESS));
        } else if (!isAddress(address)) {
            problems.send(request, BAD_REQUEST, "invalid-request", "Invalid request", NO_ADDRESS);
        } else if (path(address).indexOf(';') >= 0) {
            problems.send(
                    request,
                    NOT_FOUND,
                    "not-found",
                    "Not Found",
                    "Nothing is at this address: no part of a path takes parameters behind a semicolon. /q/openapi"
                            + " describes what there is.");
        } else if (!isMediaType(request.request().getHeader(HttpHeaders.CONTENT_TYPE))) {
            problems.send(
                    request,
                    UNSUPPORTED_MEDIA_TYPE,
                    "unsupported-media-type",
                    "Unsupported Media Type",
                    "The header Content-Type holds no media type such as application/json.");
        } else {
            join(request.request().headers());
            request.next();
        }
    }

    /** A header in several lines is one list (RFC 9110, 5.3); Lambda's splits one line at each of its commas. */
    private static void join(MultiMap headers) {
        for (String name : List.copyOf(headers.names())) {
            List<String> lines = headers.getAll(name);
            if (lines.size() > 1) {
                headers.set(
                        name, String.join(HttpHeaders.COOKIE.toString().equalsIgnoreCase(name) ? "; " : ",", lines));
            }
        }
    }

    private void unreadable(RoutingContext request) {
        if (request.response().ended()) {
            return;
        }
        problems.send(request, BAD_REQUEST, "invalid-request", "Invalid request", NO_ADDRESS);
    }

    private static boolean isAddress(String text) {
        try {
            return new URI(text).getRawPath() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isMediaType(String text) {
        try {
            return text == null || MediaType.valueOf(text) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String path(String address) {
        int query = address.indexOf('?');
        return query < 0 ? address : address.substring(0, query);
    }
}
