package org.incidentstats.infra;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.incidentstats.store.Condition;
import org.incidentstats.store.Table;
import org.incidentstats.store.Write;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What must hold of the patterns by which events find their function. */
final class PatternRules {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern VERSION = Pattern.compile("v\\d{10}");

    private final RecordedChanges changes;

    PatternRules(RecordedChanges changes) {
        this.changes = changes;
    }

    /** Each write of the record wakes the compaction once, and nothing else does. */
    List<String> stream(Template template) {
        List<String> faults = new ArrayList<>();
        JsonNode filters =
                template.functions().get("CompactionFunction").at("/Events/Changes/Properties/FilterCriteria/Filters");
        List<EventPattern> patterns = new ArrayList<>();
        for (JsonNode filter : filters) {
            try {
                patterns.add(
                        new EventPattern(JSON.readTree(filter.path("Pattern").asText())));
            } catch (JsonProcessingException e) {
                return List.of("Not a pattern: " + filter);
            }
        }
        for (List<Write> together : changes.writes()) {
            List<JsonNode> records = together.stream()
                    .filter(write -> write.place().table() == Table.EVENTS)
                    .flatMap(write -> json(write).stream())
                    .toList();
            boolean change = together.stream()
                    .anyMatch(write -> VERSION.matcher(write.place().key()).matches());
            long woken = records.stream()
                    .filter(record -> patterns.stream().anyMatch(pattern -> pattern.passes(record)))
                    .count();
            if (woken != (change ? 1 : 0)) {
                faults.add("%d of %s".formatted(woken, records));
            }
        }
        return faults;
    }

    /** A write as Lambda sees it; a check is not seen. */
    private static Optional<JsonNode> json(Write write) {
        if (write instanceof Write.Check) {
            return Optional.empty();
        }
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        record.put(
                "eventName",
                write instanceof Write.Delete ? "REMOVE" : write.condition() == Condition.ABSENT ? "INSERT" : "MODIFY");
        ObjectNode keys = record.putObject("dynamodb").putObject("Keys");
        keys.putObject("pk").put("S", write.place().part());
        keys.putObject("sk").put("S", write.place().key());
        return Optional.of(record);
    }

    /** What may be forgotten says when, under the name that the table looks for. */
    static List<String> forgetting(Template template) {
        JsonNode forgets = template.properties("OperationsTable").path("TimeToLiveSpecification");
        return forgets.path("Enabled").asBoolean()
                        && forgets.path("AttributeName").asText().equals("expires")
                ? List.of()
                : List.of("Nothing is forgotten: " + forgets);
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
            if (!asked.contains(type.toUpperCase(Locale.ROOT)) || !pattern.passes(report(type, "${MailEvents}"))) {
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
