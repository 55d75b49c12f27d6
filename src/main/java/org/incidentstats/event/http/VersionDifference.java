package org.incidentstats.event.http;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.incidentstats.event.EventVersion;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flipkart.zjsonpatch.DiffFlags;
import com.flipkart.zjsonpatch.JsonDiff;

/** What changed from one version of an event to the next, field by field. */
final class VersionDifference {

    private static final EnumSet<DiffFlags> FLAGS = EnumSet.of(
            DiffFlags.ADD_ORIGINAL_VALUE_ON_REPLACE, DiffFlags.OMIT_MOVE_OPERATION, DiffFlags.OMIT_COPY_OPERATION);

    /** What differs between any two versions, and is told beside the difference. */
    private static final Set<String> OF_THE_VERSION = Set.of("version", "recordedAt", "recordedBy", "reason");

    private VersionDifference() {}

    /**
     * One field.
     *
     * @param pointer where it stands in the event, as a JSON pointer (RFC 6901)
     * @param from    its value before; absent where it was not there
     * @param to      its value now; absent where it is not there any more
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonPropertyOrder({"pointer", "from", "to"})
    public record Field(String pointer, Optional<JsonNode> from, Optional<JsonNode> to) {}

    static List<Field> between(EventVersion before, EventVersion after, ObjectMapper mapper) {
        JsonNode patch = JsonDiff.asJson(content(before, mapper), content(after, mapper), FLAGS);
        List<Field> fields = new ArrayList<>();
        for (JsonNode operation : patch) {
            String pointer = operation.get("path").asText();
            Optional<JsonNode> value = Optional.ofNullable(operation.get("value"));
            fields.add(
                    switch (operation.get("op").asText()) {
                        case "add" -> new Field(pointer, Optional.empty(), value);
                        case "remove" -> new Field(pointer, value, Optional.empty());
                        default -> new Field(pointer, Optional.ofNullable(operation.get("fromValue")), value);
                    });
        }
        return fields;
    }

    private static JsonNode content(EventVersion version, ObjectMapper mapper) {
        return mapper.<com.fasterxml.jackson.databind.node.ObjectNode>valueToTree(version)
                .remove(OF_THE_VERSION);
    }
}
