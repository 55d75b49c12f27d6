package org.incidentstats.infra;

import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The part of the patterns of EventBridge and of Lambda's event filters that is used here: every member of the pattern is
 * a member of the event; a list holds the values allowed, or <code>{"prefix": …}</code> for their beginnings.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html">Filtering</a>
 */
record EventPattern(JsonNode pattern) {

    boolean passes(JsonNode event) {
        return passes(pattern, event);
    }

    private static boolean passes(JsonNode pattern, JsonNode event) {
        if (pattern.isArray()) {
            // Of an event's list, one value is enough
            return (event.isArray() ? Template.elements(event) : Stream.of(event))
                    .anyMatch(value -> Template.elements(pattern).anyMatch(allowed -> allows(allowed, value)));
        }
        if (!pattern.isObject()) {
            throw new IllegalArgumentException("Neither a list nor an object: " + pattern);
        }
        return pattern.properties().stream()
                .allMatch(
                        (Map.Entry<String, JsonNode> member) -> passes(member.getValue(), event.path(member.getKey())));
    }

    private static boolean allows(JsonNode allowed, JsonNode value) {
        if (allowed.isObject()) {
            if (allowed.size() != 1 || !allowed.has("prefix")) {
                throw new IllegalArgumentException("Not known here: " + allowed);
            }
            return value.isTextual()
                    && value.asText().startsWith(allowed.path("prefix").asText());
        }
        return allowed.equals(value);
    }
}
