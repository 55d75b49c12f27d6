package org.incidentstats.imports;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.incidentstats.platform.NotOnRecord;
import org.incidentstats.platform.Problem;
import org.incidentstats.platform.PublicUrl;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Files that are sent before their import is asked for, because they are too large for one request in AWS. */
@Path("/v1/imports/uploads")
@Tag(name = "Imports")
public class UploadsResource {

    /** How long an address of this service takes a file. */
    private static final Duration OPEN = Duration.ofDays(1);

    private final Uploads uploads;
    private final ImportStore store;
    private final PublicUrl publicUrl;
    private final Clock clock;

    UploadsResource(Uploads uploads, ImportStore store, PublicUrl publicUrl, Clock clock) {
        this.uploads = uploads;
        this.store = store;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    /**
     * Where to put a file.
     *
     * @param upload how the import calls the file
     * @param put    the address
     * @param until  how long it takes a file; an address of another service takes it without a token
     */
    public record Named(@Schema(examples = "20260101T120000000Z-6f1c2b3a") String upload, URI put, Instant until) {}

    /** The upload takes no file any more. Answered with 409. */
    private static final class Closed extends RuntimeException {
        private static final long serialVersionUID = 1;

        Closed(String message) {
            super(message);
        }
    }

    @ServerExceptionMapper
    Response closed(Closed e, UriInfo uri) {
        return Problem.answer(
                Response.Status.CONFLICT, "upload-closed", "Upload closed", e.getMessage(), uri, List.of());
    }

    @POST
    @RolesAllowed("editor")
    @SecurityRequirement(name = "SecurityScheme")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "nameUpload",
            summary = "Where to put a large file",
            description = "Answers with an address. `PUT` the file there, then `POST /v1/imports?upload=…` imports it."
                    + " For files that are larger than a request may be: in AWS 6 MB.")
    @APIResponse(
            responseCode = "201",
            description = "The address",
            content = @Content(schema = @Schema(implementation = Named.class)))
    public Response name(@Context UriInfo uri) {
        String id = ImportId.at(clock.instant());
        Optional<Uploads.Place> place = uploads.place(id);
        URI put = place.map(Uploads.Place::address)
                .orElseGet(() -> publicUrl.of(uri.getBaseUri(), "/v1/imports/uploads/" + id));
        Instant until =
                place.map(Uploads.Place::until).orElseGet(() -> clock.instant().plus(OPEN));
        store.named(id, until);
        return Response.status(Response.Status.CREATED)
                .entity(new Named(id, put, until))
                .build();
    }

    @PUT
    @Path("/{id}")
    @RolesAllowed("editor")
    @SecurityRequirement(name = "SecurityScheme")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "putUpload",
            summary = "Put a file in its place",
            description =
                    "Where there is no other place for large files. The same address again replaces the file, until"
                            + " its import is asked for: then it stays what it is.")
    @APIResponse(responseCode = "204", description = "The file is kept")
    @APIResponse(
            responseCode = "404",
            description = "Nobody has named that upload",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "409",
            description = "Its file was accepted, or its time is over",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public void put(
            @Parameter(description = "The upload", example = "20260101T120000000Z-6f1c2b3a") @PathParam("id") String id,
            InputStream file)
            throws IOException {
        if (!ImportId.is(id)) {
            throw notNamed(id);
        }
        if (store.find(id).isPresent() || store.version(id).isPresent()) {
            throw new Closed(
                    "The file of the upload '%s' was accepted, and is not replaced: see /v1/imports/%s. Name another"
                                    .formatted(id, id)
                            + " upload for another file.");
        }
        Instant until = store.named(id).orElseThrow(() -> notNamed(id));
        if (clock.instant().isAfter(until)) {
            throw new Closed("The upload '%s' took files until %s; POST /v1/imports/uploads names another."
                    .formatted(id, until));
        }
        uploads.keep(id, file);
    }

    private static NotOnRecord notNamed(String id) {
        return new NotOnRecord("No upload '%s' is known; POST /v1/imports/uploads names one.".formatted(id));
    }
}
