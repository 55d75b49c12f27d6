package org.incidentstats.platform.http;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;

/** Says of an answer to HEAD what is said of the same answer to GET (RFC 9110, 9.3.2). */
@Singleton
public final class AnswerHeaders {

    private static final int BEFORE_RESOURCES = 9_000;
    private static final String JSON_WITH_CHARSET = MediaType.APPLICATION_JSON + ";charset=UTF-8";
    private static final String NOT_COMPRESSED = "identity";

    void register(@Observes Filters filters) {
        filters.register(
                request -> {
                    request.addHeadersEndHandler(answered -> {
                        withoutCharset(request);
                        withoutIdentity(request);
                    });
                    request.next();
                },
                BEFORE_RESOURCES);
    }

    /** JSON has no charset (RFC 8259, 11); what writes a body says one, and nothing writes the body of an answer to HEAD. */
    private static void withoutCharset(RoutingContext request) {
        MultiMap headers = request.response().headers();
        if (JSON_WITH_CHARSET.equalsIgnoreCase(headers.get(HttpHeaders.CONTENT_TYPE))) {
            headers.set(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
        }
    }

    /** Kept from being compressed; where there is no body, the header that does that would be sent. */
    private static void withoutIdentity(RoutingContext request) {
        MultiMap headers = request.response().headers();
        boolean sent =
                switch (request.request().method().name()) {
                    case "HEAD", "OPTIONS" -> true;
                    default -> false;
                };
        if (sent && NOT_COMPRESSED.equals(headers.get(HttpHeaders.CONTENT_ENCODING))) {
            headers.remove(HttpHeaders.CONTENT_ENCODING);
        }
    }
}
