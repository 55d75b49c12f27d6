package org.incidentstats.event.http;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.incidentstats.event.Bylines;
import org.incidentstats.event.EventVersion;
import org.incidentstats.event.Status;
import org.incidentstats.event.store.EventStore;
import org.incidentstats.platform.Fault;
import org.incidentstats.platform.InvalidRequest;
import org.incidentstats.platform.NotOnRecord;
import org.incidentstats.platform.Parameters;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.ObjectMapper;

/** One event of the record, over HTTP. */
@Path("/v1/events/{id}")
@Tag(name = "Events")
public class EventResource {

    private final EventStore events;
    private final Bylines bylines;
    private final ObjectMapper mapper;
    private final Clock clock;

    EventResource(EventStore events, Bylines bylines, ObjectMapper mapper, Clock clock) {
        this.events = events;
        this.bylines = bylines;
        this.mapper = mapper;
        this.clock = clock;
    }

    /**
     * One version, with what it changed.
     *
     * @param changes each field that differs from the version before; none for the first
     */
    @JsonPropertyOrder({"version", "status", "recordedAt", "recordedBy", "reason", "changes"})
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record VersionSummary(
            int version,
            Status status,
            Instant recordedAt,
            String recordedBy,
            Optional<String> reason,
            List<VersionDifference.Field> changes) {}

    /** Every version of an event, the first one first. */
    public record Versions(String id, List<VersionSummary> versions) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "event",
            summary = "One incident",
            description =
                    "Its newest version, an earlier one by its number, or the one that was on record at a moment.")
    @APIResponse(
            responseCode = "200",
            description = "The event",
            content = @Content(schema = @Schema(implementation = EventVersion.class)))
    public Response event(
            @Parameter(description = "The event's id", example = "kerman-bombing") @PathParam("id") String id,
            @Parameter(
                            description = "The number of a version",
                            schema = @Schema(type = SchemaType.INTEGER, minimum = "1"))
                    @QueryParam("version")
                    String number,
            @Parameter(
                            description = "A moment that is not after now: a time with its offset from UTC, such as"
                                    + " `2024-07-01T00:00:00Z`, or a date, whose beginning in UTC is meant")
                    @QueryParam("asOf")
                    String asOf,
            @Context UriInfo uri,
            @Context Request request) {
        Parameters.only(uri.getQueryParameters(), Set.of("version", "asOf"));
        if (number != null && asOf != null) {
            throw new InvalidRequest(
                    Fault.inParameter("version", number, "version and asOf cannot be asked for together"));
        }
        EventVersion version = (number != null
                        ? events.find(id, versionNumber(number))
                        : asOf != null
                                ? onRecordAt(id, Parameters.moment("asOf", asOf, clock.instant()))
                                : events.find(id))
                .orElseThrow(() -> new NotOnRecord("No event '%s' %s.".formatted(id, asked(number, asOf))));
        return bylines.answer(request, "v" + version.version(), () -> Response.ok(bylines.shown(version)));
    }

    @GET
    @Path("versions")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "versions",
            summary = "How an incident's record changed",
            description = "Each version with who, when and why, and every field that differs from the one before.")
    @APIResponse(
            responseCode = "200",
            description = "The versions, the first one first",
            content = @Content(schema = @Schema(implementation = Versions.class)))
    public Response versions(
            @Parameter(description = "The event's id", example = "kerman-bombing") @PathParam("id") String id,
            @Context UriInfo uri,
            @Context Request request) {
        Parameters.only(uri.getQueryParameters(), Set.of());
        List<EventVersion> versions = events.versions(id);
        if (versions.isEmpty()) {
            throw new NotOnRecord("No event '%s' is on record.".formatted(id));
        }
        return bylines.answer(request, "versions-" + versions.size(), () -> {
            List<VersionSummary> summaries = new ArrayList<>();
            for (int i = 0; i < versions.size(); i++) {
                EventVersion version = versions.get(i);
                summaries.add(new VersionSummary(
                        version.version(),
                        version.status(),
                        version.recordedAt(),
                        bylines.shown(version).recordedBy(),
                        version.reason(),
                        i == 0 ? List.of() : VersionDifference.between(versions.get(i - 1), version, mapper)));
            }
            return Response.ok(new Versions(id, summaries));
        });
    }

    private Optional<EventVersion> onRecordAt(String id, Instant moment) {
        return events.versions(id).stream()
                .filter(version -> !version.recordedAt().isAfter(moment))
                .reduce((one, later) -> later);
    }

    private static int versionNumber(String text) {
        if (!text.matches("[1-9]\\d{0,8}")) {
            throw new InvalidRequest(Fault.inParameter("version", text, "not the number of a version, such as 1"));
        }
        return Integer.parseInt(text);
    }

    private static String asked(String number, String asOf) {
        if (number != null) {
            return "with a version %s is on record".formatted(number);
        }
        return asOf != null ? "was on record at %s".formatted(asOf) : "is on record";
    }
}
