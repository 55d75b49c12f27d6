package org.incidentstats.statistics.http;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.incidentstats.platform.Format;
import org.incidentstats.platform.PublicUrl;
import org.incidentstats.statistics.AnswerTable;
import org.incidentstats.statistics.Codebook;
import org.incidentstats.statistics.Presentation;
import org.incidentstats.statistics.Query;
import org.incidentstats.statistics.Statistics;
import org.incidentstats.statistics.format.StatisticsGrid;
import org.incidentstats.statistics.format.StatisticsJson;

/** Counts over HTTP. */
@Path("/v1/statistics")
@Tag(name = "Statistics")
public class StatisticsResource {

    static final String OPERATION = "statistics";

    private static final List<String> PARAMETERS =
            List.of("by", "measure", "order", "top", "fill", "compare", "share", "asOf", "format", "lang");

    private final Statistics statistics;
    private final Codebook codebook;
    private final StatisticsJson json;
    private final PublicUrl publicUrl;
    private final Clock clock;

    StatisticsResource(
            Statistics statistics, Codebook codebook, StatisticsJson json, PublicUrl publicUrl, Clock clock) {
        this.statistics = statistics;
        this.codebook = codebook;
        this.json = json;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, "text/csv", Format.JSON_STAT_TYPE, Format.XLSX_TYPE})
    @Operation(
            operationId = OPERATION,
            summary = "Count incidents and people",
            description =
                    "Groups the selected incidents by any dimensions and counts them. `total` counts each incident"
                            + " once, however many rows it is in. Every row, the total and each figure compared with has a"
                            + " link that lists exactly the incidents behind it.")
    public Response statistics(@Context UriInfo uri, @Context HttpHeaders headers) {
        QueryParameters parameters = new QueryParameters(uri.getQueryParameters(), PARAMETERS, codebook);
        Query query = new Query(parameters.by(), parameters.measures(), parameters.selection());
        Presentation presentation = parameters.presentation(query);
        Optional<Instant> asOf = parameters.moment("asOf", clock.instant());
        Representation representation = parameters.representation(headers);
        parameters.check();
        return representation.answer(headers, OPERATION, codebook, statistics, asOf, snapshot -> {
            AnswerTable table = AnswerTable.of(query, presentation, snapshot);
            UnaryOperator<String> absolute = publicUrl.absolute(uri.getBaseUri());
            return new Representation.Content(
                    () -> json.of(table, snapshot, absolute),
                    () -> json.about(table, snapshot, absolute),
                    () -> StatisticsGrid.of(table),
                    table.possible());
        });
    }
}
