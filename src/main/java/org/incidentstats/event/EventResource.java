package org.incidentstats.event;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.incidentstats.platform.Caching;
import org.incidentstats.platform.NotOnRecord;

/** One event of the record, over HTTP. */
@Path("/v1/events/{id}")
@Tag(name = "Events")
public class EventResource {

    private final EventStore events;

    EventResource(EventStore events) {
        this.events = events;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "event", summary = "One incident", description = "Its current version.")
    @APIResponse(
            responseCode = "200",
            description = "The event",
            content = @Content(schema = @Schema(implementation = EventVersion.class)))
    public Response event(
            @Parameter(description = "The event's id", example = "kerman-bombing") @PathParam("id") String id,
            @Context Request request) {
        EventVersion version =
                events.find(id).orElseThrow(() -> new NotOnRecord("No event '%s' is on record.".formatted(id)));
        return Caching.answer(request, "v" + version.version(), () -> Response.ok(version));
    }
}
