package org.incidentstats.local;

import java.time.Duration;
import java.util.Set;

import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.incidentstats.editing.EditingResource;

/** A token of the local edition for whoever is at the machine, when the one that was said at start has expired. */
@Path("/local/token")
@Tag(name = "Local")
public class TokenResource {

    static final String EDITOR = "editor@example.org";
    static final Duration VALID = Duration.ofHours(12);

    private final LocalIssuer issuer;

    TokenResource(LocalIssuer issuer) {
        this.issuer = issuer;
    }

    @POST
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(
            operationId = "localToken",
            summary = "A new token to write with",
            description = "For whoever is at the machine. Where an issuer is set, tokens come from there.")
    @APIResponse(responseCode = "200", description = "The token, valid for 12 hours")
    @APIResponse(responseCode = "404", description = "Tokens come from the issuer that is set")
    public Response token() {
        if (!issuer.signs()) {
            throw new NotFoundException();
        }
        return Response.ok(issuer.token(EDITOR, Set.of(EditingResource.EDITOR), VALID))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
