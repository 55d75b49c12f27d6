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
import org.incidentstats.statistics.Codebook;
import org.incidentstats.statistics.Statistics;
import org.incidentstats.statistics.TrendQuery;
import org.incidentstats.statistics.Trends;
import org.incidentstats.statistics.format.TrendsGrid;
import org.incidentstats.statistics.format.TrendsJson;

/** Time series and movers over HTTP. */
@Path("/v1/trends")
@Tag(name = "Statistics")
public class TrendsResource {

    static final String OPERATION = "trends";

    /** Periods in the moving average, unless the client asks for another number. */
    static final int WINDOW = 3;

    static final int LONGEST_WINDOW = 120;

    private static final List<String> PARAMETERS =
            List.of("by", "grain", "measure", "window", "compare", "asOf", "format", "lang");

    private final Statistics statistics;
    private final Codebook codebook;
    private final TrendsJson json;
    private final PublicUrl publicUrl;
    private final Clock clock;

    TrendsResource(Statistics statistics, Codebook codebook, TrendsJson json, PublicUrl publicUrl, Clock clock) {
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
            summary = "Follow a measure through time",
            description = "A series for each value, with a point for every period: its figure, the moving average, and"
                    + " the change against the previous period and against the same period a year before. What lies"
                    + " before the first incident on record is not known, and so absent. `movers` are the values whose"
                    + " number of incidents changed in the last period by more than chance explains: by the exact"
                    + " conditional test of two Poisson counts, in proportion to the days of the periods (Przyborowski"
                    + " and Wilenski 1940; two-sided as R's `poisson.test`), with p-values adjusted for the number of"
                    + " values tested (Benjamini and Hochberg 1995) and at most 0.05. It is a test of incidents, also"
                    + " where another measure is asked for: people are killed many at a time. Every figure has a link"
                    + " to its incidents.")
    public Response trends(@Context UriInfo uri, @Context HttpHeaders headers) {
        QueryParameters parameters = new QueryParameters(uri.getQueryParameters(), PARAMETERS, codebook);
        TrendQuery query = parameters.trendQuery();
        Optional<Instant> asOf = parameters.moment("asOf", clock.instant());
        Representation representation = parameters.representation(headers);
        parameters.check();
        return representation.answer(headers, OPERATION, codebook, statistics, asOf, snapshot -> {
            Trends trends = snapshot.trends(query);
            UnaryOperator<String> absolute = publicUrl.absolute(uri.getBaseUri());
            return new Representation.Content(
                    () -> json.of(trends, snapshot, absolute),
                    () -> json.about(trends, snapshot, absolute),
                    () -> TrendsGrid.of(trends),
                    trends.possible().events());
        });
    }
}
