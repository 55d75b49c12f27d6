package org.incidentstats.platform.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.StatusType;
import jakarta.ws.rs.core.UriInfo;

import org.incidentstats.identity.TokenReader;
import org.incidentstats.platform.Fault;
import org.incidentstats.platform.InvalidRequest;
import org.incidentstats.platform.NotOnRecord;
import org.incidentstats.platform.PreconditionRequired;
import org.incidentstats.platform.Problem;
import org.incidentstats.store.Door;
import org.incidentstats.store.TooLarge;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;

/** Answers every error as problem details. */
public final class ProblemMapper {

    /** Where forms are read. */
    private static final String FORMS = "org.jboss.resteasy.reactive.server.core.multipart.";

    private static final int RETRY_AFTER_SECONDS = 5;
    private static final String CHALLENGE = "Bearer realm=\"incident-statistics\"";
    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    @ServerExceptionMapper
    Response invalid(InvalidRequest e, UriInfo uri) {
        int count = e.faults().size();
        String detail = count == 1 ? e.getMessage() : "%d faults: %s".formatted(count, e.getMessage());
        return Problem.answer(
                Response.Status.BAD_REQUEST, "invalid-request", "Invalid request", detail, uri, e.faults());
    }

    @ServerExceptionMapper
    Response notOnRecord(NotOnRecord e, UriInfo uri) {
        return Problem.answer(Response.Status.NOT_FOUND, "not-found", "Not found", e.getMessage(), uri, List.of());
    }

    @ServerExceptionMapper
    Response preconditionRequired(PreconditionRequired e, UriInfo uri) {
        return Problem.answer(
                Response.Status.PRECONDITION_REQUIRED,
                "precondition-required",
                "Precondition required",
                e.getMessage(),
                uri,
                List.of());
    }

    @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
    Response unauthorized(SecurityException e, UriInfo uri) {
        boolean refused = e instanceof AuthenticationFailedException;
        String detail = refused
                ? e.getCause() instanceof TokenReader.Refused reason
                        ? reason.getMessage()
                        : "The bearer token is not valid: it has expired, or it is not signed by the issuer that this service trusts."
                : "This needs a bearer token, in the header Authorization.";
        return Response.fromResponse(Problem.answer(
                        Response.Status.UNAUTHORIZED, "unauthorized", "Unauthorized", detail, uri, List.of()))
                .header(HttpHeaders.WWW_AUTHENTICATE, refused ? challenge("invalid_token", detail) : CHALLENGE)
                .build();
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException e, UriInfo uri) {
        String detail = "The bearer token is valid, and does not hold the role that this needs: editor.";
        return Response.fromResponse(
                        Problem.answer(Response.Status.FORBIDDEN, "forbidden", "Forbidden", detail, uri, List.of()))
                .header(HttpHeaders.WWW_AUTHENTICATE, challenge("insufficient_scope", detail))
                .build();
    }

    /** RFC 6750, section 3. */
    private static String challenge(String error, @Nullable String description) {
        return CHALLENGE + ", error=\"%s\", error_description=\"%s\"".formatted(error, description);
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
                    case 406 -> "None of the media types in Accept can be had here. /q/openapi says which can.";
                    case 412 -> "What If-Match or If-Unmodified-Since asks for is not what is at this address now.";
                    case 415 -> "This address does not take the media type in Content-Type.";
                    default -> e.getMessage();
                };
        String name = status.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
        return Problem.answer(status, name, status.getReasonPhrase(), detail, uri, List.of());
    }

    @ServerExceptionMapper
    Response tooLarge(TooLarge e, UriInfo uri) {
        return Problem.answer(
                Response.Status.REQUEST_ENTITY_TOO_LARGE,
                "content-too-large",
                "Content too large",
                e.getMessage(),
                uri,
                List.of());
    }

    /** Nothing is wrong with the database, there is only too much of a rush; nothing was done. */
    @ServerExceptionMapper({Door.Busy.class, Door.Conflict.class})
    Response busy(Door.Failure e, UriInfo uri, ResourceInfo resource) {
        LOG.infof("Too busy to answer %s: %s", Route.of(resource), e.getMessage());
        return later("busy", "Busy", "Too many wanted the same at the same time. Nothing was changed: try again.", uri);
    }

    @ServerExceptionMapper({Door.UnknownOutcome.class, Door.Unavailable.class})
    Response noDatabase(Door.Failure e, UriInfo uri, ResourceInfo resource) {
        LOG.errorf(e, "No answer from the database to %s", Route.of(resource));
        return later(
                "database-unavailable",
                "Database unavailable",
                "The database did not answer in time. Try again; a change that is repeated under its Idempotency-Key,"
                        + " or with its If-Match, is made once.",
                uri);
    }

    private static Response later(String name, String title, String detail, UriInfo uri) {
        return Response.fromResponse(
                        Problem.answer(Response.Status.SERVICE_UNAVAILABLE, name, title, detail, uri, List.of()))
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }

    /** Whether it is thrown where forms are read: one that ends before it is whole, or is none, is the client's. */
    private static boolean isOfForm(Exception e) {
        return e.getClass().getName().startsWith(FORMS)
                || e.getStackTrace().length > 0
                        && e.getStackTrace()[0].getClassName().startsWith(FORMS);
    }

    @ServerExceptionMapper
    Response unexpected(Exception e, UriInfo uri, ResourceInfo resource) {
        if (isOfForm(e)) {
            return invalid(
                    new InvalidRequest(Fault.inBody(
                            "",
                            Optional.empty(),
                            "not a whole form (multipart/form-data): it needs its parts and the boundary of"
                                    + " Content-Type behind the last one",
                            List.of())),
                    uri);
        }
        LOG.errorf(e, "No answer to %s", Route.of(resource));
        return Problem.answer(
                Response.Status.INTERNAL_SERVER_ERROR,
                "internal-error",
                "Internal error",
                "The service failed to answer. The fault is in its log.",
                uri,
                List.of());
    }
}
