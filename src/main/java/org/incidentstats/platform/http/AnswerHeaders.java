package org.incidentstats.platform.http;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.server.ServerResponseFilter;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;

/** Says of an answer to HEAD what is said of the same answer to GET (RFC 9110, 9.3.2). */
@Singleton
public final class AnswerHeaders {

    private static final int BEFORE_RESOURCES = 9_000;
    private static final String NOT_COMPRESSED = "identity";

    void register(@Observes Filters filters) {
        filters.register(
                request -> {
                    request.addHeadersEndHandler(answered -> withoutIdentity(request));
                    request.next();
                },
                BEFORE_RESOURCES);
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

    /** What writes a body adds the charset to the type, and nothing writes the body of an answer to HEAD. */
    @ServerResponseFilter
    public void type(ContainerResponseContext answer) {
        MediaType type = answer.getMediaType();
        if (answer.hasEntity() && MediaType.APPLICATION_JSON_TYPE.equals(type)) {
            answer.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, type.withCharset("UTF-8"));
        }
    }
}
