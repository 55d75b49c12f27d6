package org.incidentstats.brief;

import java.net.URI;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongFunction;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameters;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.incidentstats.brief.content.BriefContent;
import org.incidentstats.brief.content.Briefs;
import org.incidentstats.brief.content.Briefs.Subject;
import org.incidentstats.brief.content.Scope;
import org.incidentstats.event.EventReader;
import org.incidentstats.platform.Caching;
import org.incidentstats.platform.Fault;
import org.incidentstats.platform.Format;
import org.incidentstats.platform.InvalidRequest;
import org.incidentstats.platform.NotOnRecord;
import org.incidentstats.platform.PublicUrl;
import org.incidentstats.statistics.Codebook;
import org.incidentstats.statistics.Snapshot;
import org.incidentstats.statistics.Statistics;
import org.incidentstats.vocabulary.Language;

/** The monthly brief over HTTP. */
@Path("/v1/briefs")
@Tag(name = "Briefs")
public class BriefsResource {

    static final List<Format> FORMATS = List.of(Format.XLSX, Format.JSON, Format.HTML);

    private static final List<Format> LIST_FORMATS = List.of(Format.JSON, Format.ATOM);
    private static final String FORMAT = "format";
    private static final String LANGUAGE = "lang";
    private static final List<String> VARY = List.of(HttpHeaders.ACCEPT, HttpHeaders.ACCEPT_LANGUAGE);

    private final BriefMaker maker;
    private final FrozenBriefs frozen;
    private final BriefPage page;
    private final Statistics statistics;
    private final Codebook codebook;
    private final PublicUrl publicUrl;
    private final Clock clock;

    BriefsResource(
            BriefMaker maker,
            FrozenBriefs frozen,
            BriefPage page,
            Statistics statistics,
            Codebook codebook,
            PublicUrl publicUrl,
            Clock clock) {
        this.maker = maker;
        this.frozen = frozen;
        this.page = page;
        this.statistics = statistics;
        this.codebook = codebook;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, MediaType.APPLICATION_ATOM_XML})
    @Operation(
            operationId = "briefs",
            summary = "The briefs that have been made",
            description = "Those about everything, or about the scope that the parameters name; the newest month first."
                    + " As a feed (Atom) with format=atom.")
    @Parameters({
        @Parameter(name = "country", in = ParameterIn.QUERY, description = "Briefs about these countries"),
        @Parameter(name = "nationality", in = ParameterIn.QUERY, description = "Briefs about these nationalities"),
        @Parameter(name = "group", in = ParameterIn.QUERY, description = "Briefs about these groups"),
        @Parameter(name = "category", in = ParameterIn.QUERY, description = "Briefs about these categories"),
        @Parameter(name = FORMAT, in = ParameterIn.QUERY, description = "json or atom", example = "json"),
        @Parameter(name = LANGUAGE, in = ParameterIn.QUERY, description = "The feed's language: en or ru")
    })
    @APIResponse(responseCode = "200", description = "The briefs")
    public Response briefs(@Context UriInfo uri, @Context HttpHeaders headers, @Context Request request) {
        Map<String, List<String>> parameters = checked(uri);
        Scope scope = Scope.of(parameters, codebook);
        Format format = format(parameters, headers, LIST_FORMATS);
        Language language = language(parameters, headers);
        Function<String, URI> address = address(uri);
        List<FrozenBrief> briefs = frozen.all(scope);
        String newest = briefs.stream()
                .map(brief -> brief.moment().madeAt())
                .max(java.time.Instant::compareTo)
                .map(moment -> Long.toString(moment.getEpochSecond(), Character.MAX_RADIX))
                .orElse("none");
        String tag = "briefs-%d-%s-%s-%s".formatted(briefs.size(), newest, format.code(), language.code());
        return Caching.answer(request, tag, VARY, () -> Response.ok(
                        format == Format.JSON
                                ? BriefJson.of(scope, briefs, address)
                                : new BriefFeed(codebook, language, address)
                                        .of(
                                                scope,
                                                briefs,
                                                uri.getRequestUri().getRawPath() + "?"
                                                        + uri.getRequestUri().getRawQuery()))
                .type(format.mediaType()));
    }

    @GET
    @Path("{month}")
    @Produces({Format.XLSX_TYPE, MediaType.APPLICATION_JSON, MediaType.TEXT_HTML})
    @Operation(
            operationId = "brief",
            summary = "The brief of a month",
            description =
                    "As an Excel workbook, as JSON, or its Summary as a page (HTML). A brief that has been made is"
                            + " the same file for ever. Of a month whose brief has not been made, this is a preview of the numbers"
                            + " of now. A month without incidents makes a brief that says so.")
    @Parameters({
        @Parameter(name = "country", in = ParameterIn.QUERY, description = "The brief about these countries alone"),
        @Parameter(
                name = "nationality",
                in = ParameterIn.QUERY,
                description = "The brief about these nationalities alone"),
        @Parameter(name = "group", in = ParameterIn.QUERY, description = "The brief about these groups alone"),
        @Parameter(name = "category", in = ParameterIn.QUERY, description = "The brief about these categories alone"),
        @Parameter(
                name = FORMAT,
                in = ParameterIn.QUERY,
                description =
                        "xlsx, json or html. Without it the header Accept decides; where that allows every format,"
                                + " or is not there, the answer is the workbook (xlsx).",
                example = "json"),
        @Parameter(name = LANGUAGE, in = ParameterIn.QUERY, description = "en or ru", example = "en")
    })
    @APIResponse(
            responseCode = "200",
            description = "The brief",
            content =
                    @Content(
                            mediaType = Format.XLSX_TYPE,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response brief(
            @Parameter(description = "The month", example = "2023-07") @PathParam("month") String text,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context Request request) {
        YearMonth month = month(text);
        Map<String, List<String>> parameters = checked(uri);
        Scope scope = Scope.of(parameters, codebook);
        Format format = format(parameters, headers, FORMATS);
        Language language = language(parameters, headers);
        String representation = "brief-%s-%s-%s".formatted(month, format.code(), language.code());
        Optional<FrozenBrief> made = frozen.find(month, scope);
        if (made.isPresent()) {
            // The workbook never changes; how another release shows the same numbers may
            String tag =
                    representation + "-" + made.get().files() + (format == Format.XLSX ? "" : "-" + maker.version());
            return Caching.answer(
                    request,
                    tag,
                    VARY,
                    () -> format == Format.XLSX
                            ? workbook(frozen.workbook(made.get(), language), month, language)
                            : shown(maker.content(made.get(), language), format));
        }
        LongFunction<EntityTag> tag = position -> new EntityTag(Snapshot.tag(representation, position));
        return Caching.answer(headers, VARY, () -> tag.apply(statistics.position(Optional.empty())), () -> {
            Snapshot snapshot = statistics.now();
            BriefContent preview = maker.preview(new Subject(month, scope, language), snapshot, address(uri));
            return new Caching.Made(
                    format == Format.XLSX ? workbook(maker.write(preview), month, language) : shown(preview, format),
                    tag.apply(snapshot.position()));
        });
    }

    @POST
    @Path("{month}")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed("editor")
    @SecurityRequirement(name = "jwt")
    @Operation(
            operationId = "makeBrief",
            summary = "Make the brief of a month that is over",
            description = "Freezes the numbers of now. A brief that has been made already stays as it is, and is the"
                    + " answer. The scheduled run does the same on the first of every month.")
    @Parameters({
        @Parameter(name = "country", in = ParameterIn.QUERY, description = "About these countries alone"),
        @Parameter(name = "nationality", in = ParameterIn.QUERY, description = "About these nationalities alone"),
        @Parameter(name = "group", in = ParameterIn.QUERY, description = "About these groups alone"),
        @Parameter(name = "category", in = ParameterIn.QUERY, description = "About these categories alone")
    })
    @APIResponse(responseCode = "201", description = "Made now")
    @APIResponse(responseCode = "200", description = "Made earlier")
    @APIResponse(responseCode = "409", description = "The month is not over")
    public Response make(@PathParam("month") String text, @Context UriInfo uri) {
        YearMonth month = month(text);
        org.incidentstats.platform.Parameters.only(uri.getQueryParameters(), Scope.PARAMETERS);
        Scope scope = Scope.of(uri.getQueryParameters(), codebook);
        boolean there = frozen.find(month, scope).isPresent();
        FrozenBrief brief = maker.freeze(month, scope, address(uri));
        BriefJson.Entry entry = BriefJson.of(brief, address(uri));
        return there
                ? Response.ok(entry).build()
                : Response.created(address(uri).apply(Briefs.path(month, scope)))
                        .entity(entry)
                        .build();
    }

    private Response.ResponseBuilder workbook(byte[] file, YearMonth month, Language language) {
        return Response.ok(file)
                // Said by hand: to a type with "xml" in its name, Quarkus adds a charset, which a binary file has not
                .header(HttpHeaders.CONTENT_TYPE, Format.XLSX_TYPE)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"%s\"".formatted(fileName(month, language)));
    }

    /** What the file is called when it is saved. */
    public static String fileName(YearMonth month, Language language) {
        return "incident-statistics-%s%s.xlsx".formatted(month, language == Language.EN ? "" : "-" + language.code());
    }

    private Response.ResponseBuilder shown(BriefContent content, Format format) {
        return Response.ok(format == Format.HTML ? page.of(content) : BriefJson.of(content))
                .type(format.mediaType());
    }

    private static Map<String, List<String>> checked(UriInfo uri) {
        Set<String> known = new TreeSet<>(Scope.PARAMETERS);
        known.add(FORMAT);
        known.add(LANGUAGE);
        org.incidentstats.platform.Parameters.only(uri.getQueryParameters(), known);
        return uri.getQueryParameters();
    }

    private static Format format(Map<String, List<String>> parameters, HttpHeaders headers, List<Format> offered) {
        return parameters.containsKey(FORMAT)
                ? Format.of(choice(parameters, FORMAT, Format.codes(offered)))
                : Format.accepted(headers, offered);
    }

    private static Language language(Map<String, List<String>> parameters, HttpHeaders headers) {
        return parameters.containsKey(LANGUAGE)
                ? Language.of(choice(parameters, LANGUAGE, Language.CODES))
                : Language.accepted(headers.getRequestHeader(HttpHeaders.ACCEPT_LANGUAGE));
    }

    private static String choice(Map<String, List<String>> parameters, String name, List<String> allowed) {
        String value = String.join(",", parameters.get(name));
        if (!allowed.contains(value)) {
            throw new InvalidRequest(Fault.inParameter(name, value, "not one of the values allowed", allowed));
        }
        return value;
    }

    private Function<String, URI> address(UriInfo uri) {
        return path -> publicUrl.of(uri.getBaseUri(), path);
    }

    private YearMonth month(String text) {
        YearMonth month = parsed(text);
        YearMonth now = YearMonth.now(clock.withZone(ZoneOffset.UTC));
        if (month.isAfter(now)) {
            throw new NotOnRecord("The month %s has not begun; the newest brief is that of %s.".formatted(month, now));
        }
        return month;
    }

    /**
     * A month of a path.
     *
     * @throws InvalidRequest if it is none, or one before the record can begin
     */
    public static YearMonth parsed(String text) {
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
        return month;
    }
}
