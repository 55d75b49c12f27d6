package org.incidentstats.subscription;

import java.util.List;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.incidentstats.platform.Problem;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers the errors of mail as problem details, wherever one is sent. */
public final class MailProblems {

    @ServerExceptionMapper
    Response notSetUp(MailNotSetUp e, UriInfo uri) {
        return Problem.answer(
                Response.Status.SERVICE_UNAVAILABLE,
                "mail-not-set-up",
                "Mail not set up",
                e.getMessage(),
                uri,
                List.of());
    }
}
