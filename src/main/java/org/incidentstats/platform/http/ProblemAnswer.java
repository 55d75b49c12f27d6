package org.incidentstats.platform.http;

import java.util.List;

import jakarta.inject.Singleton;

import org.incidentstats.platform.Fault;
import org.incidentstats.platform.Problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Answers a request with problem details before any resource has it. */
@Singleton
public final class ProblemAnswer {

    private final ObjectMapper mapper;

    ProblemAnswer(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * @param name the last part of the type
     * @return when it is sent
     */
    public Future<Void> send(RoutingContext request, int status, String name, String title, String detail) {
        String address = request.request().uri();
        int query = address.indexOf('?');
        String path = query < 0 ? address : address.substring(0, query);
        Problem problem = new Problem(
                "urn:incidentstats:problem:" + name,
                title,
                status,
                detail,
                path.length() > Fault.LONGEST_VALUE ? path.substring(0, Fault.LONGEST_VALUE) + "…" : path,
                List.of());
        try {
            return request.response()
                    .setStatusCode(status)
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .putHeader("X-Content-Type-Options", "nosniff")
                    .end(mapper.writeValueAsString(problem));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
