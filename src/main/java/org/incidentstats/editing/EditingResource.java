package org.incidentstats.editing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.incidentstats.editing.LikelyDuplicates.LikelyDuplicate;
import org.incidentstats.event.Event;
import org.incidentstats.event.EventReader;
import org.incidentstats.event.EventVersion;
import org.incidentstats.event.Status;
import org.incidentstats.event.store.Change.Correction;
import org.incidentstats.event.store.Change.Creation;
import org.incidentstats.event.store.Change.Retraction;
import org.incidentstats.event.store.EventStore;
import org.incidentstats.event.store.Recorded;
import org.incidentstats.event.store.RequestKey;
import org.incidentstats.event.store.StaleVersion;
import org.incidentstats.identity.Editor;
import org.incidentstats.platform.EntityTags;
import org.incidentstats.platform.Fault;
import org.incidentstats.platform.InvalidRequest;
import org.incidentstats.platform.JsonBody;
import org.incidentstats.platform.NotOnRecord;
import org.incidentstats.platform.PreconditionRequired;
import org.incidentstats.platform.PublicUrl;
import org.incidentstats.statistics.EventLinks;
import org.incidentstats.store.Door;
import org.incidentstats.vocabulary.PlainText;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What editors do: enter, correct and retract events. Every change is a version, and nothing is ever deleted. */
@Path("/v1/events")
@Tag(name = "Editing")
@RolesAllowed(EditingResource.EDITOR)
@SecurityRequirement(name = "SecurityScheme")
@Produces(MediaType.APPLICATION_JSON)
public class EditingResource {

    /** The role of those who may write. */
    public static final String EDITOR = "editor";

    private static final Logger LOG = Logger.getLogger(EditingResource.class);

    /** The largest event that is taken, in bytes: well below what the record keeps of one, whatever is added to it. */
    static final int LARGEST_EVENT = 200_000;

    private static final Pattern VERSION_TAG = Pattern.compile("v\\d{1,9}");

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final EventStore events;
    private final EventReader reader;
    private final LikelyDuplicates duplicates;
    private final EventIds ids;
    private final PublicUrl publicUrl;
    private final ObjectMapper mapper;
    private final JsonBody bodies;

    EditingResource(
            EventStore events,
            EventReader reader,
            LikelyDuplicates duplicates,
            EventIds ids,
            PublicUrl publicUrl,
            JsonBody bodies,
            ObjectMapper mapper) {
        this.events = events;
        this.reader = reader;
        this.duplicates = duplicates;
        this.ids = ids;
        this.publicUrl = publicUrl;
        this.mapper = mapper;
        this.bodies = bodies;
    }

    /**
     * An event as it was put on record, with the events that may be other reports of the same incident.
     *
     * @param likelyDuplicates those, with what they have in common; nothing is done about them; absent where the
     *                         statistics, from which they are found, could not be read
     */
    @JsonPropertyOrder({"version", "likelyDuplicates"})
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record EnteredEvent(@JsonUnwrapped EventVersion version, Optional<List<LikelyDuplicate>> likelyDuplicates) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "enterEvent",
            summary = "Enter an incident",
            description =
                    "The answer names events that may be other reports of the same incident; `likelyDuplicates` is"
                            + " absent where that could not be found out, which correcting the event with the same content"
                            + " does anew, without a new version. A client that sends"
                            + " `Idempotency-Key` can repeat the request after a lost answer: it gets the first answer, and"
                            + " there is one event. Without `id` in the body, the service gives one. At most "
                            + LARGEST_EVENT + " bytes are taken.")
    @APIResponse(
            responseCode = "201",
            description = "The event's first version",
            content = @Content(schema = @Schema(implementation = EnteredEvent.class)))
    @APIResponse(responseCode = "409", description = "The id is taken")
    @APIResponse(responseCode = "422", description = "The idempotency key was used for another request")
    public Response enter(
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema = @Schema(implementation = Event.class),
                                            examples = @ExampleObject(name = "arrest", value = EXAMPLE)))
                    InputStream content,
            @Parameter(description = "A text of the client's own for this request, 1 to 255 visible ASCII characters")
                    @HeaderParam("Idempotency-Key")
                    String key,
            @Context SecurityContext security,
            @Context UriInfo uri)
            throws IOException {
        byte[] body = bytes(content);
        JsonNode document = bodies.read(body);
        Event event = reader.read(document);
        noOtherReason(document, Optional.empty());
        String id = id(document).orElseGet(ids::next);
        Optional<List<LikelyDuplicate>> likely = likelyDuplicates(id, event);
        Editor editor = Editor.of(security.getUserPrincipal());
        EnteredEvent entered;
        if (key == null) {
            entered = new EnteredEvent(
                    events.record(List.of(new Creation(id, event)), editor.recordedBy())
                            .get(0),
                    likely);
        } else {
            if (!KEY.matcher(key).matches()) {
                throw new InvalidRequest(
                        Fault.inParameter("Idempotency-Key", key, "not 1 to 255 visible ASCII characters"));
            }
            Recorded recorded = events.record(
                    new Creation(id, event),
                    editor.recordedBy(),
                    new RequestKey(editor.identity(), key, digest(body), mapper.writeValueAsString(likely)));
            entered = new EnteredEvent(
                    recorded.version(), mapper.readValue(recorded.remarks(), new TypeReference<>() {}));
        }
        EventVersion version = entered.version();
        return Response.created(publicUrl.of(uri.getBaseUri(), EventLinks.ofEvent(version.id())))
                .tag("v" + version.version())
                .entity(entered)
                .build();
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "correctEvent",
            summary = "Correct an incident",
            description = "Puts a new version on record. `If-Match` names the version that the correction starts from,"
                    + " by the `ETag` of `GET /v1/events/{id}`. Content that is on record already makes no version."
                    + " Correcting a retracted event makes it count again.")
    @APIResponse(
            responseCode = "200",
            description = "The newest version",
            content = @Content(schema = @Schema(implementation = EnteredEvent.class)))
    @APIResponse(responseCode = "412", description = "Somebody else has changed the event since")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Response correct(
            @PathParam("id") String id,
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Event.class)))
                    InputStream content,
            @Parameter(required = true, description = "The version that the correction starts from, such as \"v1\"")
                    @HeaderParam(HttpHeaders.IF_MATCH)
                    @Nullable
                    String ifMatch,
            @Parameter(description = "Why the event is corrected") @QueryParam("reason") String reason,
            @Context SecurityContext security)
            throws IOException {
        EventVersion current = current(id);
        int before = version(ifMatch, current);
        JsonNode document = bodies.read(bytes(content));
        Event event = reader.read(document);
        noOtherReason(document, current.reason());
        id(document).filter(one -> !one.equals(id)).ifPresent(other -> {
            throw new InvalidRequest(Fault.inBody(
                    "/id", Optional.of(other), "not the id of the address, %s".formatted(id), List.of(id)));
        });
        boolean same = current.status() == Status.ACTIVE && current.event().equals(event);
        EventVersion version = same
                ? current
                : events.record(
                                List.of(new Correction(
                                        id,
                                        before,
                                        event,
                                        Optional.ofNullable(reason).map(EditingResource::reason))),
                                Editor.of(security.getUserPrincipal()).recordedBy())
                        .get(0);
        return Response.ok(new EnteredEvent(version, likelyDuplicates(id, event)))
                .tag("v" + version.version())
                .build();
    }

    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "retractEvent",
            summary = "Retract an incident",
            description = "The event counts no more, and stays on record with the reason. `If-Match` names the version"
                    + " that is retracted.")
    @APIResponse(
            responseCode = "200",
            description = "The retraction, which is a version too",
            content = @Content(schema = @Schema(implementation = EventVersion.class)))
    @APIResponse(responseCode = "409", description = "Other events are on record as duplicates of it")
    @APIResponse(responseCode = "412", description = "Somebody else has changed the event since")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Response retract(
            @PathParam("id") String id,
            @Parameter(required = true, description = "The version that is retracted, such as \"v1\"")
                    @HeaderParam(HttpHeaders.IF_MATCH)
                    @Nullable
                    String ifMatch,
            @Parameter(required = true, description = "Why the event is retracted") @QueryParam("reason") String reason,
            @Context SecurityContext security) {
        EventVersion current = current(id);
        int before = version(ifMatch, current);
        if (reason == null) {
            throw new InvalidRequest(Fault.inParameter("reason", "", "missing: a retraction says why"));
        }
        EventVersion version = current.status() == Status.RETRACTED
                ? current
                : events.record(
                                List.of(new Retraction(id, before, reason(reason))),
                                Editor.of(security.getUserPrincipal()).recordedBy())
                        .get(0);
        return Response.ok(version).tag("v" + version.version()).build();
    }

    /** They are a hint: the record does not wait for statistics that are not to be had. */
    private Optional<List<LikelyDuplicate>> likelyDuplicates(String id, Event event) {
        try {
            return Optional.of(duplicates.of(id, event));
        } catch (Door.Failure e) {
            LOG.infof("Likely duplicates of %s were not looked for: %s", id, e.getMessage());
            return Optional.empty();
        }
    }

    private EventVersion current(String id) {
        return events.find(id).orElseThrow(() -> new NotOnRecord("No event '%s' is on record.".formatted(id)));
    }

    /** The version that a change starts from: of several that a client would do with the newest, if that is one of them. */
    private static int version(@Nullable String ifMatch, EventVersion current) {
        if (ifMatch == null) {
            throw new PreconditionRequired("A change needs the header If-Match with the ETag of the version that it"
                    + " starts from; the newest is \"v%d\".".formatted(current.version()));
        }
        EntityTags tags = EntityTags.of(ifMatch);
        if (tags.any()
                || !tags.wellFormed()
                || !tags.opaque().stream()
                        .allMatch(tag -> VERSION_TAG.matcher(tag).matches())) {
            throw new InvalidRequest(Fault.inParameter(
                    HttpHeaders.IF_MATCH,
                    ifMatch,
                    "not the ETag of a version; that of the newest is \"v%d\"".formatted(current.version())));
        }
        if (!tags.name("v" + current.version())) {
            String last = tags.opaque().get(tags.opaque().size() - 1);
            throw new StaleVersion(current.id(), Integer.parseInt(last.substring(1)), current.version());
        }
        return current.version();
    }

    private static byte[] bytes(InputStream content) throws IOException {
        byte[] bytes = content.readNBytes(LARGEST_EVENT + 1);
        if (bytes.length > LARGEST_EVENT) {
            throw new InvalidRequest(Fault.inBody(
                    "",
                    Optional.empty(),
                    "more than %d bytes; an event of at most %d is taken".formatted(LARGEST_EVENT, LARGEST_EVENT),
                    List.of()));
        }
        return bytes;
    }

    /** A document has the reason of the change before, as it was read; that of this one would be lost there. */
    private static void noOtherReason(JsonNode document, Optional<String> before) {
        Optional.ofNullable(document.get("reason"))
                .map(JsonNode::asText)
                .filter(reason -> !before.equals(Optional.of(reason)))
                .ifPresent(reason -> {
                    throw new InvalidRequest(Fault.inBody(
                            "/reason",
                            Optional.of(reason),
                            "why an event is corrected is said in the query parameter reason",
                            List.of()));
                });
    }

    private static Optional<String> id(JsonNode document) {
        JsonNode id = document.get("id");
        if (id == null || id.isNull()) {
            return Optional.empty();
        }
        if (!id.isTextual() || !EventReader.isId(id.textValue())) {
            throw new InvalidRequest(Fault.inBody(
                    "/id", Optional.of(id.asText()), "an event's id is " + EventReader.ID_FORM, List.of()));
        }
        return Optional.of(id.textValue());
    }

    private static String reason(String text) {
        if (text.isBlank() || text.length() > EventReader.LONGEST_LINE || !PlainText.isLine(text)) {
            throw new InvalidRequest(Fault.inParameter(
                    "reason",
                    text,
                    "not a line of 1 to %d characters, or %s".formatted(EventReader.LONGEST_LINE, PlainText.REFUSED)));
        }
        return text;
    }

    private static String digest(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private static final String EXAMPLE =
            """
            {
              "title": "Two people arrested over a plot",
              "category": "enforcement",
              "type": "arrest",
              "date": "2024-03",
              "places": [{"country": "DEU", "locality": "Example Town"}],
              "outcome": "completed",
              "evidence": "official",
              "perpetrators": [{"nationality": "unknown", "count": {"best": 2}}],
              "arrested": {"best": 2},
              "sources": [{"publisher": "Example News", "title": "Two arrested", "url": "https://news.example.org/1"}]
            }
            """;
}
