package org.incidentstats.imports;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
import org.incidentstats.platform.Fault;
import org.incidentstats.platform.InvalidRequest;
import org.incidentstats.platform.NotOnRecord;
import org.incidentstats.platform.Problem;
import org.jboss.resteasy.reactive.server.multipart.FormValue;
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

    private static final String UPLOAD = "upload";
    private static final Set<String> PARAMETERS =
            new TreeSet<>(Set.of("mapping", "dryRun", "charset", "delimiter", "file", UPLOAD));
    private static final int REFUSED_ROWS_SHOWN = 100;
    private static final int JOBS_SHOWN = 50;
    private static final String CSV_EXAMPLE =
            """
            id;date;title;type;countries;outcome;evidence;killed_best;sources
            example-1;2024-05;Example of an attack;armed-assault;TJK;completed;attributed;2;Example Gazette
            """;

    private final Importer importer;
    private final ImportStore store;
    private final Uploads uploads;
    private final Mappings mappings;
    private final Clock clock;

    ImportsResource(Importer importer, ImportStore store, Uploads uploads, Mappings mappings, Clock clock) {
        this.importer = importer;
        this.store = store;
        this.uploads = uploads;
        this.mappings = mappings;
        this.clock = clock;
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

    /**
     * @param name        how the parameter {@code mapping} calls it
     * @param description what source it is for
     * @param link        its text
     */
    public record MappingAnswer(String name, String description, URI link) {}

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
            name = UPLOAD,
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
        Map<String, String> parameters = parameters(uri);
        Optional.ofNullable(headers.getMediaType())
                .map(type -> type.getParameters().get(MediaType.CHARSET_PARAMETER))
                .ifPresent(charset -> parameters.putIfAbsent("charset", charset));
        return take(body, parameters, Optional.empty(), editor, uri);
    }

    @POST
    @RolesAllowed("editor")
    @SecurityRequirement(name = "SecurityScheme")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Response uploadForm(MultipartFormDataInput form, @Context UriInfo uri, @Context SecurityContext editor)
            throws IOException {
        Map<String, String> parameters = parameters(uri);
        Optional<FormValue> file = Optional.empty();
        Optional<String> ownMapping = Optional.empty();
        for (Map.Entry<String, Collection<FormValue>> part : form.getValues().entrySet()) {
            known(part.getKey());
            FormValue value = part.getValue().iterator().next();
            if (part.getKey().equals("file")) {
                file = Optional.of(value);
            } else if (part.getKey().equals("mapping")
                    && (value.isFileItem() || value.getValue().contains("\n"))) {
                ownMapping = Optional.of(mappingText(value));
                parameters.put(
                        "mapping", Optional.ofNullable(value.getFileName()).orElse("sent with the file"));
            } else {
                parameters.put(part.getKey(), value.isFileItem() ? "" : value.getValue());
            }
        }
        FormValue upload = file.filter(FormValue::isFileItem)
                .orElseThrow(() -> new InvalidRequest(
                        Fault.inParameter("file", "", "the form needs a part 'file' with a file name")));
        Optional.ofNullable(upload.getFileName()).ifPresent(name -> parameters.putIfAbsent("file", name));
        try (InputStream body = upload.getFileItem().getInputStream()) {
            return take(body, parameters, ownMapping, editor, uri);
        }
    }

    private static String mappingText(FormValue value) throws IOException {
        if (!value.isFileItem()) {
            return value.getValue();
        }
        try (InputStream text = value.getFileItem().getInputStream()) {
            byte[] bytes = text.readNBytes(Mappings.LONGEST + 1);
            if (bytes.length > Mappings.LONGEST) {
                throw new InvalidRequest(Fault.inParameter(
                        "mapping",
                        Optional.ofNullable(value.getFileName()).orElse(""),
                        "longer than %,d bytes".formatted(Mappings.LONGEST)));
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static Map<String, String> parameters(UriInfo uri) {
        Map<String, String> parameters = new HashMap<>();
        uri.getQueryParameters().forEach((name, values) -> {
            known(name);
            parameters.put(name, values.get(0));
        });
        return parameters;
    }

    private static void known(String parameter) {
        if (!PARAMETERS.contains(parameter)) {
            throw new InvalidRequest(Fault.inParameter(parameter, "", "no such parameter here", PARAMETERS));
        }
    }

    private Response take(
            InputStream body,
            Map<String, String> parameters,
            Optional<String> ownMapping,
            SecurityContext editor,
            UriInfo uri)
            throws IOException {
        String mapping = parameters.getOrDefault("mapping", Mappings.OWN);
        String mappingText = ownMapping
                .or(() -> mappings.preset(mapping))
                .orElseThrow(() ->
                        new InvalidRequest(Fault.inParameter("mapping", mapping, "no such mapping", mappings.names())));
        mappings.read(mappingText);
        // A mapping that was sent along is never taken for the preset of the same name.
        String mappingName =
                ownMapping.isPresent() && mappings.preset(mapping).isPresent() ? mapping + " (sent)" : mapping;
        boolean dryRun = dryRun(parameters);
        Optional<String> charset = charset(parameters);
        Optional<Character> delimiter = delimiter(parameters);
        String file = CellFault.shortened(parameters.getOrDefault("file", "upload"), 200);
        Optional<String> upload = upload(parameters, body);
        String id = upload.isPresent() ? upload.get() : ImportId.at(clock.instant());
        if (upload.isEmpty()) {
            uploads.keep(id, body);
        }
        try {
            FileFormat.Start start = importer.start(id, charset);
            if (start.format() != FileFormat.XLSX) {
                try (InputStream text = uploads.open(id)) {
                    FileFormat.checkEncoding(text, start);
                }
            }
            ImportJob job;
            try (FileTable table = importer.open(id, charset, delimiter)) {
                RowMapper mapper = importer.mapper(mappingText, mappingName.equals(Mappings.OWN), table);
                if (!mapper.missing().isEmpty()) {
                    throw new InvalidRequest(mapper.missing().stream()
                            .map(column -> Fault.inParameter(
                                    "file",
                                    String.join(",", table.header()),
                                    "no column '%s', which the mapping %s needs".formatted(column, mappingName),
                                    table.header().stream()
                                            .limit(REFUSED_ROWS_SHOWN)
                                            .toList()))
                            .toList());
                }
                if (mapper.forReading()) {
                    throw new InvalidRequest(Fault.inParameter(
                            "file",
                            String.join(",", table.header()),
                            "the list that GET /v1/events?format=csv gives is for reading: it lacks people by nationality,"
                                    + " targets, weapons and more, which its events would lose. Send events as NDJSON, as"
                                    + " GET /v1/events gives them; for new ones take the columns version and recorded_at"
                                    + " away"));
                }
                job = new ImportJob(
                        id,
                        ImportJob.Status.WAITING,
                        dryRun,
                        file,
                        start.format(),
                        mappingName,
                        charset,
                        delimiter,
                        Editor.of(editor.getUserPrincipal()).recordedBy(),
                        clock.instant(),
                        Optional.empty(),
                        table.header(),
                        mapper.unread(),
                        mapper.unused(),
                        ImportJob.Counts.NONE,
                        Map.of(),
                        Optional.empty());
            }
            ownMapping.ifPresent(text -> store.saveMapping(id, text));
            if (store.save(job, 0).isEmpty()) {
                throw new InvalidRequest(
                        Fault.inParameter(UPLOAD, id, "the import of this file was begun: see /v1/imports/" + id));
            }
            uploads.accepted(id);
            return Response.accepted(answer(job))
                    .location(uri.getBaseUri().resolve("/v1/imports/" + id))
                    .build();
        } catch (Unreadable e) {
            uploads.delete(id);
            throw new InvalidRequest(Fault.inParameter("file", file, e.getMessage()));
        } catch (NoSuchFileException e) {
            throw new InvalidRequest(Fault.inParameter(
                    UPLOAD, id, "there is no such file; POST /v1/imports/uploads names an address to put it to"));
        } catch (InvalidRequest e) {
            if (store.find(id).isEmpty()) {
                uploads.delete(id);
            }
            throw e;
        }
    }

    /** The file that was put in its place beforehand. */
    private Optional<String> upload(Map<String, String> parameters, InputStream body) throws IOException {
        Optional<String> upload = Optional.ofNullable(parameters.get(UPLOAD));
        if (upload.isPresent()) {
            String id = upload.get();
            if (!ImportId.is(id)) {
                throw new InvalidRequest(
                        Fault.inParameter(UPLOAD, id, "not an upload such as 20260101T120000000Z-6f1c2b3a"));
            }
            if (body.read() >= 0) {
                throw new InvalidRequest(Fault.inParameter(
                        UPLOAD, id, "the request has a file in its body as well; send one of the two"));
            }
            if (store.find(id).isPresent()) {
                throw new InvalidRequest(
                        Fault.inParameter(UPLOAD, id, "the import of this file was begun: see /v1/imports/" + id));
            }
        }
        return upload;
    }

    private static boolean dryRun(Map<String, String> parameters) {
        String value = parameters.getOrDefault("dryRun", "false");
        if (!Set.of("true", "false").contains(value)) {
            throw new InvalidRequest(
                    Fault.inParameter("dryRun", value, "neither true nor false", List.of("true", "false")));
        }
        return Boolean.parseBoolean(value);
    }

    private static Optional<String> charset(Map<String, String> parameters) {
        return Optional.ofNullable(parameters.get("charset")).map(name -> {
            try {
                return Charset.forName(name).name();
            } catch (IllegalArgumentException e) {
                throw new InvalidRequest(Fault.inParameter(
                        "charset",
                        name,
                        "no known encoding; for example UTF-8, windows-1252, windows-1251, ISO-8859-1"));
            }
        });
    }

    private static Optional<Character> delimiter(Map<String, String> parameters) {
        return Optional.ofNullable(parameters.get("delimiter")).map(text -> {
            String one = text.equalsIgnoreCase("tab") ? "\t" : text;
            if (one.length() != 1 || "\"\r\n".contains(one)) {
                throw new InvalidRequest(
                        Fault.inParameter("delimiter", text, "one character such as , or ; or |, or the word tab"));
            }
            return one.charAt(0);
        });
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

    @GET
    @Path("/mappings")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "mappings",
            summary = "Mappings of columns",
            description = "The sources whose columns are known. A mapping of your own can start from any of them.")
    public List<MappingAnswer> mappings() {
        return mappings.names().stream()
                .map(name -> new MappingAnswer(
                        name,
                        mappings.read(mappings.preset(name).orElseThrow()).description(),
                        URI.create("/v1/imports/mappings/" + name)))
                .toList();
    }

    @GET
    @Path("/mappings/{name}")
    @Produces("application/yaml")
    @Operation(
            operationId = "mapping",
            summary = "One mapping of columns",
            description = "As YAML, to read or to begin a mapping of your own with.")
    @APIResponse(
            responseCode = "200",
            description = "The mapping",
            content = @Content(mediaType = "application/yaml", schema = @Schema(type = SchemaType.STRING)))
    public String mapping(
            @Parameter(description = "The mapping's name", example = "gtd") @PathParam("name") String name) {
        return mappings.preset(name)
                .orElseThrow(() -> new NotOnRecord("No mapping '%s' is known; known are %s."
                        .formatted(name, String.join(", ", mappings.names()))));
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
