package org.incidentstats.event.http;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
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
import org.incidentstats.platform.Parameters;
import org.incidentstats.platform.PublicUrl;
import org.incidentstats.vocabulary.Coded;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonValue;

/** The feed of changes, by which a client keeps its own copy of the record in step. */
@Path("/v1/changes")
@Tag(name = "Events")
public class ChangesResource {

    private static final int PAGE = 100;
    private static final int LONGEST_PAGE = 1000;

    private final EventStore events;
    private final Bylines bylines;
    private final PublicUrl publicUrl;
    private final Clock clock;

    ChangesResource(EventStore events, Bylines bylines, PublicUrl publicUrl, Clock clock) {
        this.events = events;
        this.bylines = bylines;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    /** What a change did. */
    public enum Kind implements Coded {
        CREATED("created"),
        CORRECTED("corrected"),
        RETRACTED("retracted");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        @Override
        @JsonValue
        public String code() {
            return code;
        }

        static Kind of(EventVersion version) {
            if (version.status() == Status.RETRACTED) {
                return RETRACTED;
            }
            return version.version() == 1 ? CREATED : CORRECTED;
        }
    }

    /**
     * One change.
     *
     * @param sequence its place in the record; the places have no gaps
     * @param kind     what it did
     * @param event    the version that it made
     */
    @JsonPropertyOrder({"sequence", "kind", "event"})
    public record RecordedChange(long sequence, Kind kind, EventVersion event) {}

    /**
     * A page of the feed.
     *
     * @param changes in the order of the record
     * @param links   {@code next}: what follows, now or later
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @JsonPropertyOrder({"changes", "links"})
    public record Changes(List<RecordedChange> changes, Map<String, URI> links) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "changes",
            summary = "Follow the record",
            description = "Every version of every event in the order of the record, without a gap or a repetition."
                    + " `links.next` is there on every page: ask it again later for what will have followed.")
    @APIResponse(
            responseCode = "200",
            description = "A page of changes",
            content = @Content(schema = @Schema(implementation = Changes.class)))
    public Response changes(
            @Parameter(
                            description = "A place in the record, whose changes are known already (0 for none), or a"
                                    + " moment such as 2024-07-01T00:00:00Z",
                            schema = @Schema(type = SchemaType.STRING, defaultValue = "0"),
                            example = "0")
                    @QueryParam("since")
                    String since,
            @Parameter(
                            description = "Changes on a page",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "1000",
                                            defaultValue = "100"),
                            example = "10")
                    @QueryParam("limit")
                    String limit,
            @Context UriInfo uri,
            @Context Request request) {
        Parameters.only(uri.getQueryParameters(), Set.of("since", "limit"));
        int most = limit == null ? PAGE : limit(limit);
        long after = since == null ? 0 : place(since);
        List<EventVersion> versions = events.changes(after, most);
        long last =
                versions.isEmpty() ? after : versions.get(versions.size() - 1).sequence();
        URI next = publicUrl.of(uri.getBaseUri(), "/v1/changes?since=" + last + "&limit=" + most);
        return bylines.answer(request, "changes-" + after + "-" + last, () -> Response.ok(new Changes(
                        versions.stream()
                                .map(version -> new RecordedChange(
                                        version.sequence(), Kind.of(version), bylines.shown(version)))
                                .toList(),
                        Map.of("next", next)))
                .header(HttpHeaders.LINK, "<%s>; rel=\"next\"".formatted(next)));
    }

    private long place(String text) {
        if (text.matches("\\d{1,18}")) {
            long place = Long.parseLong(text);
            long newest = events.head().position();
            if (place > newest) {
                throw new InvalidRequest(Fault.inParameter(
                        "since", text, "after the newest change, which is at place %d".formatted(newest)));
            }
            return place;
        }
        return events.position(Parameters.moment("since", text, clock.instant()));
    }

    private static int limit(String text) {
        if (!text.matches("\\d{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > LONGEST_PAGE) {
            throw new InvalidRequest(
                    Fault.inParameter("limit", text, "not a whole number from 1 to %d".formatted(LONGEST_PAGE)));
        }
        return Integer.parseInt(text);
    }
}
