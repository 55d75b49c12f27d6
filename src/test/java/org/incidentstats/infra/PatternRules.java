package org.incidentstats.infra;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** What must hold of the patterns by which events find their function. */
final class PatternRules {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CURRENT = "current";

    private final RecordedChanges changes;

    PatternRules(RecordedChanges changes) {
        this.changes = changes;
    }

    /** Of the record's stream, the changes of current items reach the statistics, and nothing else. */
    List<String> stream(Template template) {
        List<String> faults = new ArrayList<>();
        JsonNode filters =
                template.functions().get("AggregateFunction").at("/Events/Changes/Properties/FilterCriteria/Filters");
        List<EventPattern> patterns = new ArrayList<>();
        for (JsonNode filter : filters) {
            try {
                patterns.add(
                        new EventPattern(JSON.readTree(filter.path("Pattern").asText())));
            } catch (JsonProcessingException e) {
                return List.of("Not a pattern: " + filter);
            }
        }
        for (Record change : changes.records()) {
            String item = change.dynamodb().keys().get("item").s();
            JsonNode record = json(change);
            if (patterns.stream().anyMatch(pattern -> pattern.passes(record)) != item.equals(CURRENT)) {
                faults.add("%s of %s %s"
                        .formatted(
                                change.eventNameAsString(),
                                change.dynamodb().keys().get("id").s(),
                                item));
            }
        }
        return faults;
    }

    /** A change as Lambda sees it. */
    private static JsonNode json(Record change) {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        record.put("eventName", change.eventNameAsString());
        ObjectNode keys = record.putObject("dynamodb").putObject("Keys");
        change.dynamodb().keys().forEach((name, value) -> keys.putObject(name).put("S", value.s()));
        return record;
    }

    /** What is forgotten is what says when. */
    List<String> forgetting(Template template) {
        String attribute = template.properties("OperationsTable")
                .at("/TimeToLiveSpecification/AttributeName")
                .asText();
        List<String> faults = new ArrayList<>();
        for (Map<String, AttributeValue> item : changes.operations()) {
            if (!item.containsKey(attribute) || item.get(attribute).n() == null) {
                faults.add("%s is not forgotten".formatted(item.get("pk").s()));
            }
        }
        return faults;
    }

    /** An accepted import reaches the function that runs imports; the file itself, or another bucket, does not. */
    static List<String> uploads(Template template) throws ReflectiveOperationException {
        EventPattern pattern = pattern(template, "ImportFunction", "Accepted");
        List<String> faults = new ArrayList<>();
        Map<ObjectNode, Boolean> events = Map.of(
                created("${Uploads}", prefix("ACCEPTED") + "1"), true,
                created("${Uploads}", prefix("FILES") + "1"), false,
                created("another", prefix("ACCEPTED") + "1"), false);
        events.forEach((event, passes) -> {
            if (pattern.passes(event) != passes) {
                faults.add((passes ? "Not taken: " : "Taken: ") + event);
            }
        });
        return faults;
    }

    private static ObjectNode created(String bucket, String key) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("source", "aws.s3").put("detail-type", "Object Created");
        ObjectNode detail = event.putObject("detail");
        detail.putObject("bucket").put("name", bucket);
        detail.putObject("object").put("key", key);
        return event;
    }

    private static String prefix(String constant) throws ReflectiveOperationException {
        Field field = Class.forName("org.incidentstats.imports.S3Uploads").getDeclaredField(constant);
        field.setAccessible(true);
        return (String) field.get(null);
    }

    /** What SES is asked to report about our messages reaches the function that notes it. */
    static List<String> reports(Template template) {
        EventPattern pattern = pattern(template, "MailReportFunction", "Reports");
        List<String> faults = new ArrayList<>();
        Set<String> asked = Set.copyOf(
                template.texts(template.properties("MailEventsOnTheBus").at("/EventDestination/MatchingEventTypes")));
        for (String type : List.of("Send", "Delivery", "Bounce", "Complaint", "Reject")) {
            if (!asked.contains(type.toUpperCase()) || !pattern.passes(report(type, "${MailEvents}"))) {
                faults.add("Not taken: " + type);
            }
            if (pattern.passes(report(type, "another"))) {
                faults.add("Taken from another: " + type);
            }
        }
        if (pattern.passes(report("Open", "${MailEvents}"))) {
            faults.add("Taken: Open");
        }
        return faults;
    }

    private static ObjectNode report(String type, String configurationSet) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("source", "aws.ses");
        ObjectNode detail = event.putObject("detail").put("eventType", type);
        detail.putObject("mail")
                .putObject("tags")
                .putArray("ses:configuration-set")
                .add(configurationSet);
        return event;
    }

    private static EventPattern pattern(Template template, String function, String event) {
        return new EventPattern(plain(
                template,
                template.functions().get(function).path("Events").path(event).at("/Properties/Pattern")));
    }

    /** The pattern with the names of resources in the place of references. */
    private static JsonNode plain(Template template, JsonNode value) {
        if (value.isObject() && value.has("Ref")) {
            return JsonNodeFactory.instance.textNode(template.text(value));
        }
        if (value.isObject()) {
            ObjectNode plain = JsonNodeFactory.instance.objectNode();
            value.properties().forEach(member -> plain.set(member.getKey(), plain(template, member.getValue())));
            return plain;
        }
        if (value.isArray()) {
            ArrayNode plain = JsonNodeFactory.instance.arrayNode();
            value.forEach(element -> plain.add(plain(template, element)));
            return plain;
        }
        return value;
    }
}
