package org.incidentstats.imports;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.incidentstats.identity.Editor;
import org.incidentstats.imports.ImportStore.Saved;
import org.incidentstats.imports.file.CellFault;
import org.incidentstats.imports.file.FileTable;
import org.incidentstats.imports.file.RefusedCsv;
import org.incidentstats.imports.file.RefusedRow;
import org.incidentstats.imports.mapping.Mappings;
import org.incidentstats.platform.NotOnRecord;
import org.incidentstats.platform.Problem;
import org.incidentstats.platform.PublicUrl;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/** Files with incidents, over HTTP. */
@Path("/v1/imports")
@Tag(name = "Imports")
public class ImportsResource {

    private static final String LIMITS =
            "At most 256 MB are taken, " + FileTable.MOST_ROWS + " rows, " + FileTable.MOST_COLUMNS
                    + " columns, " + FileTable.LONGEST_CELL + " characters in a cell, " + FileTable.LONGEST_DOCUMENT
                    + " in a line of NDJSON, and in the events what `POST /v1/events` takes.";

    private static final int REFUSED_ROWS_SHOWN = 100;
    private static final int JOBS_SHOWN = 50;
    private static final String CSV_EXAMPLE =
            """
            id;date;title;type;countries;outcome;evidence;killed_best;sources
            example-1;2024-05;Example of an attack;armed-assault;TJK;completed;attributed;2;Example Gazette
            """;

    private final Intake intake;
    private final ImportStore store;
    private final Mappings mappings;
    private final PublicUrl publicUrl;

    ImportsResource(Intake intake, ImportStore store, Mappings mappings, PublicUrl publicUrl) {
        this.intake = intake;
        this.store = store;
        this.mappings = mappings;
        this.publicUrl = publicUrl;
    }

    /**
     * An import as it is answered.
     *
     * @param job         the job
     * @param refusedRows the first {@value #REFUSED_ROWS_SHOWN} rows that were refused
     * @param links       where its parts are
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record ImportAnswer(@JsonUnwrapped ImportJob job, List<RefusedRowAnswer> refusedRows, Links links) {}

    /**
     * A row that was refused.
     *
     * @param line   the line of the file on which it begins, counted from 1
     * @param faults everything that is wrong with it
     */
    public record RefusedRowAnswer(@Schema(examples = "17") long line, List<CellFault> faults) {}

    /**
     * @param self    the import
     * @param refused the refused rows as CSV
     */
    public record Links(URI self, URI refused) {}

    @POST
    @RolesAllowed("editor")
    @SecurityRequirement(name = "SecurityScheme")
    @Consumes({
        "text/csv",
        "text/plain",
        "text/tab-separated-values",
        "application/x-ndjson",
        "application/jsonl",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/octet-stream"
    })
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "import",
            summary = "Import a file",
            description =
                    """
                    Takes CSV (any delimiter), NDJSON or XLSX (its first sheet); what it is, its content tells. The answer \
                    is a job: the address in `Location` tells how far it is. A row becomes the event \
                    `<source>-<id of the source>`, so importing a file again changes nothing: a row with the content \
                    that was imported before is left alone, one with new content becomes a new version. A row with new \
                    content whose event an editor has corrected or retracted since is refused. The rows that are refused can be \
                    had as a CSV, corrected there and sent again.

                    """
                            + LIMITS)
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = "text/csv",
                        schema = @Schema(type = SchemaType.STRING),
                        examples = @ExampleObject(name = "own columns", value = CSV_EXAMPLE)),
                @Content(mediaType = "application/x-ndjson", schema = @Schema(type = SchemaType.STRING)),
                @Content(
                        mediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                        schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(
                        mediaType = MediaType.MULTIPART_FORM_DATA,
                        schema =
                                @Schema(
                                        type = SchemaType.OBJECT,
                                        description = "The parameters can be fields of the form too",
                                        requiredProperties = "file",
                                        properties = {
                                            @SchemaProperty(name = "file", type = SchemaType.STRING, format = "binary"),
                                            @SchemaProperty(
                                                    name = "mapping",
                                                    type = SchemaType.STRING,
                                                    description = "The name of a preset, or a mapping as YAML")
                                        }))
            })
    @Parameter(
            name = "mapping",
            in = ParameterIn.QUERY,
            description =
                    "How its columns become events: `own`, `gtd`, `ucdp-ged` or `acled`. To send a mapping of your"
                            + " own, send a form with a part `mapping`.",
            schema = @Schema(type = SchemaType.STRING, defaultValue = Mappings.OWN),
            example = Mappings.OWN)
    @Parameter(
            name = "dryRun",
            in = ParameterIn.QUERY,
            description = "Do everything but write.",
            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"),
            example = "true")
    @Parameter(
            name = "charset",
            in = ParameterIn.QUERY,
            description = "The encoding of a text, where it is not UTF-8 and has no byte order mark.",
            schema = @Schema(type = SchemaType.STRING, defaultValue = "UTF-8"),
            example = "UTF-8")
    @Parameter(
            name = "delimiter",
            in = ParameterIn.QUERY,
            description =
                    "What stands between the cells of a CSV: one character, or `tab`. Without it, the one that the"
                            + " first line declares (`sep=;`) or has most of.",
            schema = @Schema(type = SchemaType.STRING),
            example = ";")
    @Parameter(
            name = ImportRequest.UPLOAD,
            in = ParameterIn.QUERY,
            description = "A file that was put in its place beforehand, instead of the body: what"
                    + " `POST /v1/imports/uploads` named it.",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "file",
            in = ParameterIn.QUERY,
            description = "What the file is called, for the reports.",
            schema = @Schema(type = SchemaType.STRING),
            example = "incidents.csv")
    @APIResponse(
            responseCode = "202",
            description = "The file was taken in and its header checked",
            headers =
                    @Header(name = "Location", description = "The import", schema = @Schema(type = SchemaType.STRING)),
            content = @Content(schema = @Schema(implementation = ImportAnswer.class)))
    @APIResponse(
            responseCode = "400",
            description = "The file cannot be read, or the mapping or a parameter is wrong",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response upload(
            InputStream body, @Context HttpHeaders headers, @Context UriInfo uri, @Context SecurityContext editor)
            throws IOException {
        Optional<String> charset = Optional.ofNullable(headers.getMediaType())
                .map(type -> type.getParameters().get(MediaType.CHARSET_PARAMETER));
        return take(body, ImportRequest.of(uri, charset, mappings), editor, uri);
    }

    @POST
    @RolesAllowed("editor")
    @SecurityRequirement(name = "SecurityScheme")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Response uploadForm(MultipartFormDataInput form, @Context UriInfo uri, @Context SecurityContext editor)
            throws IOException {
        ImportRequest.Form sent = ImportRequest.of(form, uri, mappings);
        try (InputStream body = sent.file().getFileItem().getInputStream()) {
            return take(body, sent.request(), editor, uri);
        }
    }

    private Response take(InputStream body, ImportRequest request, SecurityContext editor, UriInfo uri)
            throws IOException {
        ImportJob job =
                intake.take(body, request, Editor.of(editor.getUserPrincipal()).recordedBy());
        return Response.accepted(answer(job))
                .location(publicUrl.of(uri.getBaseUri(), "/v1/imports/" + job.id()))
                .build();
    }

    @GET
    @RolesAllowed("editor")
    @SecurityRequirement(name = "SecurityScheme")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "imports", summary = "Recent imports", description = "The newest 50, the newest first.")
    public List<ImportAnswer> newest() {
        return store.newest(JOBS_SHOWN).stream()
                .map(job -> new ImportAnswer(job, List.of(), links(job)))
                .toList();
    }

    @GET
    @Path("/{id}")
    @RolesAllowed("editor")
    @SecurityRequirement(name = "SecurityScheme")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "importJob",
            summary = "One import",
            description = "How far it is, what it counted, and the first 100 rows that it refused, each with its line,"
                    + " column, value and reason.")
    @APIResponse(
            responseCode = "200",
            description = "The import",
            content = @Content(schema = @Schema(implementation = ImportAnswer.class)))
    public ImportAnswer one(
            @Parameter(description = "The import's id", example = "20260101T120000000Z-6f1c2b3a") @PathParam("id")
                    String id) {
        return answer(find(id));
    }

    @GET
    @Path("/{id}/refused")
    @RolesAllowed("editor")
    @SecurityRequirement(name = "SecurityScheme")
    @Produces("text/csv")
    @Operation(
            operationId = "refusedRows",
            summary = "The rows that an import refused",
            description = "The file's columns, and behind them `import_line`, `import_column`, `import_value` and"
                    + " `import_reason`. It can be corrected and sent again as it is: those four are passed over, and so"
                    + " are the apostrophes that keep a spreadsheet from running a cell as a formula.")
    @APIResponse(
            responseCode = "200",
            description = "The rows",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)))
    public Response refused(
            @Parameter(description = "The import's id", example = "20260101T120000000Z-6f1c2b3a") @PathParam("id")
                    String id) {
        ImportJob job = find(id);
        StreamingOutput csv = output -> {
            try (Writer writer = new BufferedWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8));
                    Stream<RefusedRow> rows = store.refused(id)) {
                RefusedCsv.write(job.columns(), rows, writer);
            }
        };
        return Response.ok(csv, "text/csv;charset=utf-8")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"refused-%s.csv\"".formatted(id))
                .build();
    }

    private ImportJob find(String id) {
        return store.find(id)
                .map(Saved::job)
                .orElseThrow(() -> new NotOnRecord("No import '%s' is known.".formatted(id)));
    }

    private ImportAnswer answer(ImportJob job) {
        List<RefusedRowAnswer> refused = new ArrayList<>();
        if (job.counts().refused() > 0) {
            store.refused(job.id())
                    .limit(REFUSED_ROWS_SHOWN)
                    .forEach(row -> refused.add(new RefusedRowAnswer(row.line(), row.faults())));
        }
        return new ImportAnswer(job, refused, links(job));
    }

    private static Links links(ImportJob job) {
        String self = "/v1/imports/" + job.id();
        return new Links(URI.create(self), URI.create(self + "/refused"));
    }
}
