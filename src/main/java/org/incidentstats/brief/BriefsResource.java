package org.incidentstats.brief;

import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Set;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
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
import org.incidentstats.event.EventReader;
import org.incidentstats.platform.Caching;
import org.incidentstats.platform.Fault;
import org.incidentstats.platform.InvalidRequest;
import org.incidentstats.platform.NotOnRecord;
import org.incidentstats.platform.Parameters;
import org.incidentstats.platform.PublicUrl;
import org.incidentstats.statistics.Snapshot;
import org.incidentstats.statistics.Statistics;

/** The monthly brief over HTTP. */
@Path("/v1/briefs")
@Tag(name = "Briefs")
public class BriefsResource {

    private static final String WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final Briefs briefs;
    private final BriefWorkbook workbook;
    private final Statistics statistics;
    private final PublicUrl publicUrl;
    private final Clock clock;

    BriefsResource(Briefs briefs, BriefWorkbook workbook, Statistics statistics, PublicUrl publicUrl, Clock clock) {
        this.briefs = briefs;
        this.workbook = workbook;
        this.statistics = statistics;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    @GET
    @Path("{month}")
    @Produces(WORKBOOK)
    @Operation(
            operationId = "brief",
            summary = "The brief of a month",
            description = "An Excel workbook with the month's figures, rankings and incidents. A month without"
                    + " incidents makes a brief that says so.")
    @APIResponse(
            responseCode = "200",
            description = "The workbook",
            content = @Content(mediaType = WORKBOOK, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response brief(
            @Parameter(description = "The month", example = "2023-07") @PathParam("month") String text,
            @Context UriInfo uri,
            @Context Request request) {
        YearMonth month = month(text);
        Parameters.only(uri.getQueryParameters(), Set.of());
        Snapshot snapshot = statistics.now();
        return Caching.answer(request, snapshot.tag("brief-" + month), () -> Response.ok(
                        workbook.write(briefs.content(month, snapshot, path -> publicUrl.of(uri.getBaseUri(), path))))
                // Said by hand: to a type with "xml" in its name, Quarkus adds a charset, which a binary file has not
                .header(HttpHeaders.CONTENT_TYPE, WORKBOOK)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"incident-statistics-%s.xlsx\"".formatted(month)));
    }

    private YearMonth month(String text) {
        YearMonth month;
        try {
            month = YearMonth.parse(text);
        } catch (DateTimeParseException e) {
            throw new InvalidRequest(Fault.inParameter("month", text, "not a month such as 2023-07"));
        }
        if (month.getYear() < EventReader.EARLIEST_YEAR) {
            throw new InvalidRequest(
                    Fault.inParameter("month", text, "the record begins with %d".formatted(EventReader.EARLIEST_YEAR)));
        }
        YearMonth now = YearMonth.now(clock.withZone(ZoneOffset.UTC));
        if (month.isAfter(now)) {
            throw new NotOnRecord("The month %s has not begun; the newest brief is that of %s.".formatted(month, now));
        }
        return month;
    }
}
