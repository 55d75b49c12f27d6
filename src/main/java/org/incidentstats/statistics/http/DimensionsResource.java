package org.incidentstats.statistics.http;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.incidentstats.platform.Caching;
import org.incidentstats.platform.Fault;
import org.incidentstats.platform.Format;
import org.incidentstats.platform.InvalidRequest;
import org.incidentstats.platform.NotOnRecord;
import org.incidentstats.platform.Parameters;
import org.incidentstats.platform.PublicUrl;
import org.incidentstats.statistics.AnswerRow;
import org.incidentstats.statistics.Answers;
import org.incidentstats.statistics.Codebook;
import org.incidentstats.statistics.Query;
import org.incidentstats.statistics.Selection;
import org.incidentstats.statistics.Snapshot;
import org.incidentstats.statistics.Statistics;
import org.incidentstats.statistics.model.Dimension;
import org.incidentstats.statistics.model.Measure;
import org.incidentstats.vocabulary.Language;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/** What can be grouped and filtered by, over HTTP: codes, labels, and what occurs in the data. */
@Path("/v1/dimensions")
@Tag(name = "Dimensions")
@Produces(MediaType.APPLICATION_JSON)
public class DimensionsResource {

    static final List<String> OPERATIONS = List.of("dimensions", "dimension");

    public static final String LANGUAGE = "lang";

    private final Statistics statistics;
    private final Codebook codebook;
    private final PublicUrl publicUrl;

    DimensionsResource(Statistics statistics, Codebook codebook, PublicUrl publicUrl) {
        this.statistics = statistics;
        this.codebook = codebook;
        this.publicUrl = publicUrl;
    }

    /** Everything that can be asked for. */
    public record Overview(List<DimensionSummary> dimensions, List<MeasureSummary> measures) {}

    /**
     * One dimension.
     *
     * @param severalValued whether one incident can have several values, so that rows do not add up to the total
     * @param occurring     how many of its values occur in the data
     */
    @JsonPropertyOrder({"name", "label", "description", "severalValued", "occurring", "link"})
    public record DimensionSummary(
            String name, String label, String description, boolean severalValued, int occurring, URI link) {}

    /** One measure; an estimated one is given as low, best and high. */
    @JsonPropertyOrder({"name", "label", "description", "estimated"})
    public record MeasureSummary(String name, String label, String description, boolean estimated) {}

    /** One dimension with its values. */
    @JsonPropertyOrder({"name", "label", "description", "severalValued", "values"})
    public record DimensionValues(
            String name, String label, String description, boolean severalValued, List<Value> values) {}

    /**
     * One value.
     *
     * @param events the incidents on record that have it
     */
    @JsonPropertyOrder({"code", "label", "events"})
    public record Value(String code, String label, long events) {}

    @GET
    @Operation(
            operationId = "dimensions",
            summary = "What can be counted, and by what",
            description = "The dimensions to group and filter by, and the measures.")
    @APIResponse(
            responseCode = "200",
            description = "Dimensions and measures",
            content = @Content(schema = @Schema(implementation = Overview.class)))
    public Response dimensions(@Context UriInfo uri, @Context HttpHeaders headers) {
        Parameters.only(uri.getQueryParameters(), Set.of(LANGUAGE));
        Language language = language(uri, headers);
        return answer(
                headers,
                language,
                uri,
                answers -> new Overview(
                        Stream.of(Dimension.values())
                                .map(dimension -> new DimensionSummary(
                                        dimension.code(),
                                        dimension.label().in(language),
                                        dimension.description().in(language),
                                        dimension.severalValued(),
                                        occurring(answers, dimension).size(),
                                        publicUrl.of(uri.getBaseUri(), "/v1/dimensions/" + dimension.code())))
                                .toList(),
                        Stream.of(Measure.values())
                                .map(measure -> new MeasureSummary(
                                        measure.code(),
                                        measure.label().in(language),
                                        measure.description().in(language),
                                        measure.estimated()))
                                .toList()));
    }

    @GET
    @Path("{name}")
    @Operation(
            operationId = "dimension",
            summary = "The values of one dimension",
            description = "Every code with its label and the number of incidents that have it. For a dimension of"
                    + " time: the periods that occur.")
    @APIResponse(
            responseCode = "200",
            description = "The dimension with its values, ascending by code",
            content = @Content(schema = @Schema(implementation = DimensionValues.class)))
    public Response dimension(
            @Parameter(description = "The dimension's name", example = "nationality") @PathParam("name") String name,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Dimension dimension = Stream.of(Dimension.values())
                .filter(one -> one.code().equals(name))
                .findFirst()
                .orElseThrow(() -> new NotOnRecord("There is no dimension '%s'. There are: %s."
                        .formatted(name, String.join(", ", QueryParameters.DIMENSION_NAMES))));
        Parameters.only(uri.getQueryParameters(), Set.of(LANGUAGE));
        Language language = language(uri, headers);
        return answer(headers, language, uri, snapshot -> {
            Map<String, Long> occurring = occurring(snapshot, dimension);
            Codebook names = codebook.with(snapshot.register());
            Set<String> codes = new TreeSet<>(names.codes(dimension));
            codes.addAll(occurring.keySet());
            return new DimensionValues(
                    dimension.code(),
                    dimension.label().in(language),
                    dimension.description().in(language),
                    dimension.severalValued(),
                    codes.stream()
                            .map(code -> new Value(
                                    code, names.label(dimension, code, language), occurring.getOrDefault(code, 0L)))
                            .toList());
        });
    }

    /** The language that labels are asked in: by parameter, else by header. */
    private static Language language(UriInfo uri, HttpHeaders headers) {
        List<String> asked = uri.getQueryParameters().getOrDefault(LANGUAGE, List.of());
        if (asked.isEmpty()) {
            return Language.accepted(headers.getRequestHeader(HttpHeaders.ACCEPT_LANGUAGE));
        }
        String code = String.join(",", asked);
        if (!Language.CODES.contains(code)) {
            throw new InvalidRequest(
                    Fault.inParameter(LANGUAGE, code, "not a language that labels are in", Language.CODES));
        }
        return Language.of(code);
    }

    private Response answer(HttpHeaders headers, Language language, UriInfo uri, Function<Snapshot, Object> content) {
        LongFunction<EntityTag> tag = position ->
                new EntityTag(Snapshot.tag("dimensions-" + Format.JSON.code() + "-" + language.code(), position));
        return Caching.answer(headers, vary(uri), () -> tag.apply(statistics.position(Optional.empty())), () -> {
            Snapshot snapshot = statistics.now();
            return new Caching.Made(
                    Response.ok(content.apply(snapshot)).language(language.code()), tag.apply(snapshot.position()));
        });
    }

    private static List<String> vary(UriInfo uri) {
        return uri.getQueryParameters().containsKey(LANGUAGE)
                ? List.of(HttpHeaders.ACCEPT)
                : List.of(HttpHeaders.ACCEPT, HttpHeaders.ACCEPT_LANGUAGE);
    }

    private Map<String, Long> occurring(Answers answers, Dimension dimension) {
        return answers
                .answer(new Query(List.of(dimension), List.of(Measure.EVENTS), Selection.EVERYTHING))
                .rows()
                .stream()
                .collect(Collectors.toMap(row -> row.values().get(0), AnswerRow::events));
    }
}
