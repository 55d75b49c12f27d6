package org.incidentstats.local;

import java.time.Duration;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.incidentstats.editing.EditingResource;
import org.incidentstats.statistics.columns.Rebuild;
import org.incidentstats.statistics.columns.RecordComparison;

/** The rebuild and the comparison over HTTP, in place of the function that carries them out in AWS. */
@Path("/local/rebuild")
@Tag(name = "Local")
@Produces(MediaType.APPLICATION_JSON)
public class RebuildResource {

    /** Within the time that an HTTP client waits; what is not done then goes on at the next call. */
    private static final Duration BUDGET = Duration.ofSeconds(25);

    private final Rebuild rebuild;
    private final RecordComparison comparison;

    RebuildResource(Rebuild rebuild, RecordComparison comparison) {
        this.rebuild = rebuild;
        this.comparison = comparison;
    }

    @POST
    @RolesAllowed(EditingResource.EDITOR)
    @SecurityRequirement(name = "jwt")
    @Operation(
            operationId = "rebuild",
            summary = "Make the columns anew from the record",
            description = "Answers how far it is, or with `compareOnly` what differs from the record. Writes and"
                    + " questions go on meanwhile; called again, it goes on where it was.")
    public Response rebuild(
            @Parameter(description = "Whether nothing is to be replaced")
                    @QueryParam("compareOnly")
                    @DefaultValue("false")
                    boolean compareOnly) {
        return Response.ok(compareOnly ? comparison.run(BUDGET) : rebuild.run(BUDGET))
                .build();
    }
}
