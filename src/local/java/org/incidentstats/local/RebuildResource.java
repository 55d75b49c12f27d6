package org.incidentstats.local;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.incidentstats.editing.EditingResource;
import org.incidentstats.statistics.Rebuild;

/** The rebuild over HTTP, in place of the function that carries it out in AWS. */
@Path("/local/rebuild")
@Tag(name = "Local")
@Produces(MediaType.APPLICATION_JSON)
public class RebuildResource {

    private final Rebuild rebuild;

    RebuildResource(Rebuild rebuild) {
        this.rebuild = rebuild;
    }

    @POST
    @RolesAllowed(EditingResource.EDITOR)
    @SecurityRequirement(name = "jwt")
    @Operation(
            operationId = "rebuild",
            summary = "Compute facts and cells anew from the record",
            description = "Answers with what differed from what it should be. Writes and questions go on meanwhile.")
    public Rebuild.Report rebuild(
            @Parameter(description = "Whether nothing is to be replaced")
                    @QueryParam("compareOnly")
                    @DefaultValue("false")
                    boolean compareOnly) {
        return compareOnly ? rebuild.compare() : rebuild.run();
    }
}
