package org.incidentstats.platform;

import java.util.List;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * An error as the API answers it (RFC 9457, problem details).
 *
 * @param type     a URN that names the kind of problem
 * @param title    the kind of problem in words
 * @param status   the HTTP status
 * @param detail   what happened to this request
 * @param instance the path that was asked for
 * @param errors   each fault of the request
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"type", "title", "status", "detail", "instance", "errors"})
public record Problem(String type, String title, int status, String detail, String instance, List<Fault> errors) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /** 422, which the constants of JAX-RS lack. */
    public static final Response.StatusType UNPROCESSABLE = new Response.StatusType() {
        @Override
        public int getStatusCode() {
            return 422;
        }

        @Override
        public Response.Status.Family getFamily() {
            return Response.Status.Family.CLIENT_ERROR;
        }

        @Override
        public String getReasonPhrase() {
            return "Unprocessable Content";
        }
    };

    /** The answer that tells a problem. Its name is the last part of the type. */
    public static Response answer(
            Response.StatusType status, String name, String title, String detail, UriInfo uri, List<Fault> faults) {
        return Response.status(status)
                .type(MEDIA_TYPE)
                .entity(new Problem(
                        "urn:incidentstats:problem:" + name,
                        title,
                        status.getStatusCode(),
                        detail,
                        uri.getPath(),
                        faults))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
