package org.incidentstats.brief;

import java.util.List;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.incidentstats.platform.Problem;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers the errors of making briefs as problem details, wherever one is made. */
public final class BriefProblems {

    @ServerExceptionMapper
    Response notOver(MonthNotOver e, UriInfo uri) {
        return Problem.answer(
                Response.Status.CONFLICT, "month-not-over", "Month not over", e.getMessage(), uri, List.of());
    }
}
