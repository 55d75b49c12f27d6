package org.incidentstats.imports;

import java.net.URI;
import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.incidentstats.imports.mapping.Mappings;
import org.incidentstats.platform.NotOnRecord;

/** The known mappings of columns, over HTTP. */
@Path("/v1/imports/mappings")
@Tag(name = "Imports")
public class MappingsResource {

    private final Mappings mappings;

    MappingsResource(Mappings mappings) {
        this.mappings = mappings;
    }

    /**
     * @param name        how the parameter {@code mapping} calls it
     * @param description what source it is for
     * @param link        its text
     */
    public record MappingAnswer(String name, String description, URI link) {}

    @GET
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
    @Path("/{name}")
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
}
