package org.incidentstats.imports;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.incidentstats.editing.EditingResource;
import org.incidentstats.editing.LikelyDuplicates;
import org.incidentstats.editing.LikelyDuplicates.LikelyDuplicate;
import org.incidentstats.event.store.EventStore;
import org.incidentstats.platform.Fault;
import org.incidentstats.platform.InvalidRequest;
import org.incidentstats.platform.NotOnRecord;
import org.incidentstats.platform.Parameters;
import org.incidentstats.statistics.Snapshot;
import org.incidentstats.statistics.Statistics;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Which of the events that an import put on record may be other reports of incidents that are there already. */
@Path("/v1/imports/{id}/likely-duplicates")
@Tag(name = "Imports")
public class ImportDuplicatesResource {

    private static final int EVENTS_ON_A_PAGE = 100;

    private final ImportStore imports;
    private final EventStore events;
    private final Statistics statistics;
    private final LikelyDuplicates duplicates;

    ImportDuplicatesResource(
            ImportStore imports, EventStore events, Statistics statistics, LikelyDuplicates duplicates) {
        this.imports = imports;
        this.events = events;
        this.statistics = statistics;
        this.duplicates = duplicates;
    }

    /**
     * A page of the new events of an import.
     *
     * @param checked how many new events this page is about
     * @param events  those of them with likely duplicates
     * @param next    the next page, where there are more new events
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Page(int checked, List<NewEvent> events, Optional<URI> next) {}

    /** A new event, and what it may be another report of. */
    public record NewEvent(String event, String title, List<LikelyDuplicate> likelyDuplicates) {}

    @GET
    @RolesAllowed(EditingResource.EDITOR)
    @SecurityRequirement(name = "SecurityScheme")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "importDuplicates",
            summary = "Likely duplicates among the new events of an import",
            description = "With what each has in common with an event on record. Nothing is merged: an editor who finds"
                    + " that two are one gives one of them the relation `duplicate-of`.")
    public Page likelyDuplicates(
            @PathParam("id") String id,
            @Parameter(
                            description = "How many of the new events to pass over: taken from `next`",
                            schema = @Schema(type = SchemaType.INTEGER, minimum = "0", defaultValue = "0"))
                    @QueryParam("skip")
                    String skip,
            @Context UriInfo uri) {
        Parameters.only(uri.getQueryParameters(), Set.of("skip"));
        if (imports.find(id).isEmpty()) {
            throw new NotOnRecord("No import '%s' is known.".formatted(id));
        }
        int passed = skip == null ? 0 : number(skip);
        List<String> created =
                imports.created(id).skip(passed).limit(EVENTS_ON_A_PAGE + 1L).toList();
        List<String> shown = created.subList(0, Math.min(EVENTS_ON_A_PAGE, created.size()));
        Snapshot snapshot = statistics.now();
        List<NewEvent> found = events.current(shown).values().stream()
                .map(version -> new NewEvent(
                        version.id(), version.event().title(), duplicates.of(version.id(), version.event(), snapshot)))
                .filter(event -> !event.likelyDuplicates().isEmpty())
                .sorted((one, other) -> shown.indexOf(one.event()) - shown.indexOf(other.event()))
                .toList();
        return new Page(
                shown.size(),
                found,
                created.size() > shown.size()
                        ? Optional.of(
                                URI.create("/v1/imports/" + id + "/likely-duplicates?skip=" + (passed + shown.size())))
                        : Optional.empty());
    }

    private static int number(String text) {
        if (!text.matches("\\d{1,9}")) {
            throw new InvalidRequest(Fault.inParameter("skip", text, "not a whole number from 0"));
        }
        return Integer.parseInt(text);
    }
}
