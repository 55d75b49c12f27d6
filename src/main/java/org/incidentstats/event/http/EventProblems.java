package org.incidentstats.event.http;

import java.util.List;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.incidentstats.event.store.AlreadyOnRecord;
import org.incidentstats.event.store.HasDuplicates;
import org.incidentstats.event.store.KeyReused;
import org.incidentstats.event.store.StaleVersion;
import org.incidentstats.platform.Problem;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers the errors of changes of the record as problem details. */
public final class EventProblems {

    @ServerExceptionMapper
    Response alreadyOnRecord(AlreadyOnRecord e, UriInfo uri) {
        return Problem.answer(
                Response.Status.CONFLICT, "already-on-record", "Already on record", e.getMessage(), uri, List.of());
    }

    @ServerExceptionMapper
    Response hasDuplicates(HasDuplicates e, UriInfo uri) {
        return Problem.answer(
                Response.Status.CONFLICT, "has-duplicates", "Has duplicates", e.getMessage(), uri, List.of());
    }

    @ServerExceptionMapper
    Response stale(StaleVersion e, UriInfo uri) {
        return Problem.answer(
                Response.Status.PRECONDITION_FAILED, "stale-version", "Stale version", e.getMessage(), uri, List.of());
    }

    @ServerExceptionMapper
    Response keyReused(KeyReused e, UriInfo uri) {
        return Problem.answer(
                Problem.UNPROCESSABLE,
                "idempotency-key-reused",
                "Idempotency key reused",
                e.getMessage(),
                uri,
                List.of());
    }
}
