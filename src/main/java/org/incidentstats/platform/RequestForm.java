package org.incidentstats.platform;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Brings a request into the form that all that follow rely on, or refuses it as problem details: an address of bounded
 * length that can be decoded, without matrix parameters, and each header once.
 */
@Singleton
public final class RequestForm {

    /** In bytes: what RFC 9110, 4.1, asks every server to take. */
    static final int LONGEST_ADDRESS = 8_000;

    private static final int FIRST = 15_000;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int ADDRESS_TOO_LONG = 414;

    private static final String NO_ADDRESS =
            "The address cannot be read: in a path and a query each % needs two hexadecimal digits behind it, and"
                    + " whatever has no place in an address, such as % itself (%25), stands there in that form.";

    private final ObjectMapper mapper;

    RequestForm(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, FIRST);
    }

    /** An address that cannot be decoded fits no route, this class's own among them. */
    void register(@Observes Router router) {
        router.errorHandler(BAD_REQUEST, this::unreadable);
    }

    private void check(RoutingContext request) {
        String address = request.request().uri();
        if (address.length() > LONGEST_ADDRESS) {
            refuse(
                    request,
                    ADDRESS_TOO_LONG,
                    "address-too-long",
                    "Address too long",
                    "The address has %d bytes with its query; at most %d are taken."
                            .formatted(address.length(), LONGEST_ADDRESS));
        } else if (!isAddress(address)) {
            refuse(request, BAD_REQUEST, "invalid-request", "Invalid request", NO_ADDRESS);
        } else if (path(address).indexOf(';') >= 0) {
            refuse(
                    request,
                    NOT_FOUND,
                    "not-found",
                    "Not Found",
                    "Nothing is at this address: no part of a path takes parameters behind a semicolon. /q/openapi"
                            + " describes what there is.");
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
        refuse(request, BAD_REQUEST, "invalid-request", "Invalid request", NO_ADDRESS);
    }

    private void refuse(RoutingContext request, int status, String name, String title, String detail) {
        try {
            Problem problem = new Problem(
                    "urn:incidentstats:problem:" + name,
                    title,
                    status,
                    detail,
                    shortened(path(request.request().uri())),
                    List.of());
            request.response()
                    .setStatusCode(status)
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .end(mapper.writeValueAsString(problem));
        } catch (JsonProcessingException e) {
            request.fail(e);
        }
    }

    private static boolean isAddress(String text) {
        try {
            return new URI(text).getRawPath() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static String path(String address) {
        int query = address.indexOf('?');
        return query < 0 ? address : address.substring(0, query);
    }

    private static String shortened(String path) {
        return path.length() > Fault.LONGEST_VALUE ? path.substring(0, Fault.LONGEST_VALUE) + "…" : path;
    }
}
