package org.incidentstats.platform.http;

import java.util.List;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.incidentstats.platform.Problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Refuses a body that is larger than the server takes, before it is sent, as problem details. */
@Singleton
public final class LargestBody {

    private static final int BEFORE_ALL_OTHERS = 10_000;
    private static final int CONTENT_TOO_LARGE = 413;

    private final ObjectMapper mapper;

    LargestBody(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    void register(
            @Observes Filters filters, @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize largest) {
        filters.register(request -> check(request, largest.asLongValue()), BEFORE_ALL_OTHERS);
    }

    private void check(RoutingContext request, long largest) {
        String length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null || length.length() <= 18 && Long.parseLong(length) <= largest) {
            request.next();
            return;
        }
        try {
            Problem problem = new Problem(
                    "urn:incidentstats:problem:content-too-large",
                    "Content too large",
                    CONTENT_TOO_LARGE,
                    "The body has %s bytes; at most %d are taken.".formatted(length, largest),
                    request.normalizedPath(),
                    List.of());
            request.response()
                    .setStatusCode(CONTENT_TOO_LARGE)
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .putHeader(HttpHeaders.CONNECTION, "close")
                    .end(mapper.writeValueAsString(problem));
        } catch (JsonProcessingException e) {
            request.fail(e);
        }
    }
}
