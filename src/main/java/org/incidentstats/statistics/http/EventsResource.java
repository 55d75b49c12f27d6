package org.incidentstats.statistics.http;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.incidentstats.event.Bylines;
import org.incidentstats.event.EventVersion;
import org.incidentstats.event.store.EventStore;
import org.incidentstats.platform.Caching;
import org.incidentstats.platform.Format;
import org.incidentstats.platform.PublicUrl;
import org.incidentstats.statistics.Codebook;
import org.incidentstats.statistics.EventCursor;
import org.incidentstats.statistics.EventList;
import org.incidentstats.statistics.EventList.Within;
import org.incidentstats.statistics.EventPage;
import org.incidentstats.statistics.Selection;
import org.incidentstats.statistics.Snapshot;
import org.incidentstats.statistics.Statistics;
import org.incidentstats.statistics.format.EventsCsv;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/** The incidents behind the numbers, over HTTP: the same filters as for statistics. */
@Path("/v1/events")
@Tag(name = "Events")
public class EventsResource {

    static final String OPERATION = "events";

    /** Events on a page, unless the client asks for another number. */
    static final int PAGE = 100;

    static final int LONGEST_PAGE = 1000;

    static final List<Format> FORMATS = List.of(Format.JSON, Format.CSV);

    private static final List<String> WITHIN = List.of("certain", "possible");

    private final Statistics statistics;
    private final EventStore events;
    private final Bylines bylines;
    private final Codebook codebook;
    private final PublicUrl publicUrl;
    private final Clock clock;

    EventsResource(
            Statistics statistics,
            EventStore events,
            Bylines bylines,
            Codebook codebook,
            PublicUrl publicUrl,
            Clock clock) {
        this.statistics = statistics;
        this.events = events;
        this.bylines = bylines;
        this.codebook = codebook;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    /**
     * One page of events.
     *
     * @param total  all the events selected, on this page or another
     * @param events those of this page, newest first
     * @param links  this page, and the next one where there is one
     */
    @JsonPropertyOrder({"total", "events", "links"})
    public record Page(long total, List<EventVersion> events, Map<String, URI> links) {}

    @GET
    @Produces({MediaType.APPLICATION_JSON, "text/csv"})
    @Operation(
            operationId = OPERATION,
            summary = "List the incidents behind a number",
            description = "Newest first, a page at a time. The header `Link` (RFC 8288) and `links.next` hold the"
                    + " address of the next page.")
    @APIResponse(
            responseCode = "200",
            description = "A page of events",
            content = {
                @Content(mediaType = "application/json", schema = @Schema(implementation = Page.class)),
                @Content(mediaType = "text/csv", schema = @Schema(implementation = String.class))
            })
    public Response events(@Context UriInfo uri, @Context HttpHeaders headers) {
        QueryParameters parameters = new QueryParameters(
                uri.getQueryParameters(), List.of("within", "limit", "cursor", "asOf", "format"), codebook);
        Selection selection = parameters.selection();
        Within within = Within.valueOf(parameters.choice("within", WITHIN).toUpperCase(Locale.ROOT));
        int limit = parameters.number("limit", 1, LONGEST_PAGE, PAGE);
        Optional<EventCursor> cursor = parameters.parsed("cursor", EventCursor::parse);
        Optional<Instant> asOf = parameters.moment("asOf", clock.instant());
        Format format = parameters.format(headers, FORMATS);
        parameters.check();
        URI self = publicUrl.of(uri.getBaseUri(), uri.getRequestUri().getRawPath() + query(uri));
        EventList list = new EventList(selection, within, cursor, limit);
        LongFunction<EntityTag> tag =
                position -> new EntityTag(Snapshot.tag(OPERATION + "-" + format.code(), position));
        if (format == Format.JSON && bylines.forEditor()) {
            Snapshot snapshot = statistics.at(asOf);
            return Bylines.unkept(answer(snapshot.events(list), format, self).tag(tag.apply(snapshot.position())));
        }
        return Caching.answer(headers, Bylines.VARY, () -> tag.apply(statistics.position(asOf)), () -> {
            Snapshot snapshot = statistics.at(asOf);
            EventPage page = snapshot.events(list);
            return new Caching.Made(answer(page, format, self), tag.apply(snapshot.position()));
        });
    }

    private Response.ResponseBuilder answer(EventPage page, Format format, URI self) {
        List<EventVersion> shown =
                events.findAll(page.events().stream().map(EventPage.Listed::key).toList());
        Optional<URI> next = page.more()
                ? Optional.of(UriBuilder.fromUri(self)
                        .replaceQueryParam(
                                "cursor",
                                EventCursor.of(page.events().get(page.events().size() - 1))
                                        .toString())
                        .build())
                : Optional.empty();
        Map<String, URI> links = new LinkedHashMap<>();
        links.put("self", self);
        next.ifPresent(uriOfNext -> links.put("next", uriOfNext));
        Object body =
                switch (format) {
                    case JSON -> new Page(page.total(), bylines.shown(shown), links);
                    case CSV -> EventsCsv.of(shown);
                    case JSON_STAT, HTML, ATOM, XLSX -> throw new IllegalStateException(format + " is not offered");
                };
        Response.ResponseBuilder answer = Response.ok(body, format.mediaType());
        next.ifPresent(uriOfNext -> answer.header(HttpHeaders.LINK, "<%s>; rel=\"next\"".formatted(uriOfNext)));
        return answer;
    }

    private static String query(UriInfo uri) {
        String query = uri.getRequestUri().getRawQuery();
        return query == null ? "" : "?" + query;
    }
}
