package org.incidentstats.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What can be asked of an address, as the description of the API says.
 *
 * @param path       with names in braces
 * @param parameters of path, query and header
 * @param bodies     by media type an example; a missing node where there is none
 * @param secured    whether it needs a token
 */
record Operation(
        String method, String path, List<Parameter> parameters, Map<String, JsonNode> bodies, boolean secured) {

    /**
     * @param in      path, query or header
     * @param schema  as JSON Schema; a missing node where there is none
     * @param example if there is one
     */
    record Parameter(String name, String in, JsonNode schema, Optional<JsonNode> example) {

        /** The values that are allowed, where they can be listed. */
        List<String> allowed() {
            List<String> allowed = new ArrayList<>();
            schema.findValues("enum").forEach(values -> values.forEach(value -> allowed.add(value.asText())));
            return allowed;
        }

        boolean isNumber() {
            return schema.path("type").asText().equals("integer");
        }
    }

    /** Every operation of an OpenAPI document. */
    static List<Operation> of(JsonNode document) {
        List<Operation> operations = new ArrayList<>();
        document.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(operation -> operation.getValue().has("responses"))
                .forEach(operation -> operations.add(
                        of(operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue()))));
        return operations;
    }

    private static Operation of(String method, String path, JsonNode described) {
        List<Parameter> parameters = new ArrayList<>();
        described
                .path("parameters")
                .forEach(one -> parameters.add(new Parameter(
                        one.path("name").asText(),
                        one.path("in").asText(),
                        one.path("schema"),
                        Optional.ofNullable(one.get("example")))));
        Map<String, JsonNode> bodies = new java.util.TreeMap<>();
        described.at("/requestBody/content").properties().forEach(content -> {
            JsonNode examples = content.getValue().path("examples");
            bodies.put(
                    content.getKey(),
                    examples.isEmpty()
                            ? examples.path("none")
                            : examples.iterator().next().path("value"));
        });
        return new Operation(method, path, parameters, bodies, described.has("security"));
    }
}
