package org.incidentstats.platform;

import java.util.List;
import java.util.Locale;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.StatusType;
import jakarta.ws.rs.core.UriInfo;

import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers every error as problem details. */
public final class ProblemMapper {

    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    @ServerExceptionMapper
    Response invalid(InvalidRequest e, UriInfo uri) {
        int count = e.faults().size();
        String detail = count == 1 ? e.getMessage() : "%d faults: %s".formatted(count, e.getMessage());
        return answer(Response.Status.BAD_REQUEST, "invalid-request", "Invalid request", detail, uri, e.faults());
    }

    @ServerExceptionMapper
    Response notOnRecord(NotOnRecord e, UriInfo uri) {
        return answer(Response.Status.NOT_FOUND, "not-found", "Not found", e.getMessage(), uri, List.of());
    }

    @ServerExceptionMapper
    Response http(WebApplicationException e, UriInfo uri) {
        StatusType status = e.getResponse().getStatusInfo();
        if (status.getFamily() != Response.Status.Family.CLIENT_ERROR
                && status.getFamily() != Response.Status.Family.SERVER_ERROR) {
            return e.getResponse();
        }
        String detail =
                switch (status.getStatusCode()) {
                    case 404 -> "Nothing is at this address. /q/openapi describes what there is.";
                    case 405 -> "This address does not take this method. /q/openapi says which it takes.";
                    case 406 -> "None of the media types in Accept can be had here. /q/openapi says which can.";
                    case 415 -> "This address does not take the media type in Content-Type.";
                    default -> e.getMessage();
                };
        String name = status.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
        return answer(status, name, status.getReasonPhrase(), detail, uri, List.of());
    }

    @ServerExceptionMapper
    Response unexpected(Exception e, UriInfo uri) {
        LOG.errorf(e, "No answer to %s", uri.getPath());
        return answer(
                Response.Status.INTERNAL_SERVER_ERROR,
                "internal-error",
                "Internal error",
                "The service failed to answer. The fault is in its log.",
                uri,
                List.of());
    }

    private static Response answer(
            StatusType status, String name, String title, String detail, UriInfo uri, List<Fault> faults) {
        Problem problem = new Problem(
                "urn:incidentstats:problem:" + name, title, status.getStatusCode(), detail, uri.getPath(), faults);
        return Response.status(status)
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
