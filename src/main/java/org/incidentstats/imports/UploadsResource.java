package org.incidentstats.imports;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
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
import org.incidentstats.platform.Fault;
import org.incidentstats.platform.InvalidRequest;
import org.incidentstats.platform.PublicUrl;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Files that are sent before their import is asked for, because they are too large for one request in AWS. */
@Path("/v1/imports/uploads")
@Tag(name = "Imports")
public class UploadsResource {

    private final Uploads uploads;
    private final PublicUrl publicUrl;
    private final Clock clock;

    UploadsResource(Uploads uploads, PublicUrl publicUrl, Clock clock) {
        this.uploads = uploads;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    /**
     * Where to put a file.
     *
     * @param upload how the import calls the file
     * @param put    the address
     * @param until  how long it takes a file without a token; without it, it takes one with a token at any time
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Named(
            @Schema(examples = "20260101T120000000Z-6f1c2b3a") String upload, URI put, Optional<Instant> until) {}

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
        return Response.status(Response.Status.CREATED)
                .entity(new Named(id, put, place.map(Uploads.Place::until)))
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
            description = "Where there is no other place for large files. The same address again replaces the file.")
    @APIResponse(responseCode = "204", description = "The file is kept")
    public void put(
            @Parameter(description = "The upload", example = "20260101T120000000Z-6f1c2b3a") @PathParam("id") String id,
            InputStream file)
            throws IOException {
        if (!ImportId.is(id)) {
            throw new InvalidRequest(
                    List.of(Fault.inParameter("id", id, "not an upload such as 20260101T120000000Z-6f1c2b3a")));
        }
        uploads.keep(id, file);
    }
}
