package org.incidentstats.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.incidentstats.platform.Gauge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What must hold of alarms and of the dashboard. */
final class AlarmRules {

    /** A number that somebody publishes, and by what it is told apart. */
    record Metric(String namespace, String name, Set<String> dimensions) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Pattern SEARCH =
            Pattern.compile("SEARCH\\('\\{([^,}]+)((?:,[^,}]+)*)} MetricName=\"([^\"]+)\"', '[A-Za-z]+', \\d+\\)");

    /**
     * What AWS publishes, as far as it is used here: the names and the dimensions that the services' own documentation
     * gives under "CloudWatch metrics".
     */
    private static final Map<String, Map<String, List<Set<String>>>> OF_AWS = Map.of(
            "AWS/Lambda",
            Map.of(
                    "Errors", List.of(Set.of("FunctionName"), Set.of("FunctionName", "Resource")),
                    "Throttles", List.of(Set.of("FunctionName"), Set.of("FunctionName", "Resource"))),
            "AWS/ApiGateway",
            Map.of(
                    "Count", List.of(Set.of("ApiId")),
                    "4xx", List.of(Set.of("ApiId")),
                    "5xx", List.of(Set.of("ApiId")),
                    "Latency", List.of(Set.of("ApiId"))),
            "AWS/SQS",
            Map.of("ApproximateNumberOfMessagesVisible", List.of(Set.of("QueueName"))),
            "AWS/DynamoDB",
            Map.of(
                    "ReadThrottleEvents", List.of(Set.of("TableName")),
                    "WriteThrottleEvents", List.of(Set.of("TableName")),
                    "ConsumedReadCapacityUnits", List.of(Set.of("TableName")),
                    "ConsumedWriteCapacityUnits", List.of(Set.of("TableName"))),
            "AWS/CloudFront",
            Map.of(
                    "Requests", List.of(Set.of("DistributionId", "Region")),
                    "5xxErrorRate", List.of(Set.of("DistributionId", "Region"))),
            "AWS/SES",
            Map.of(
                    "Send", List.of(Set.of()),
                    "Bounce", List.of(Set.of()),
                    "Complaint", List.of(Set.of()),
                    "Reputation.BounceRate", List.of(Set.of("ses:configuration-set")),
                    "Reputation.ComplaintRate", List.of(Set.of("ses:configuration-set"))));

    /** By what our own are told apart. */
    private static final Map<Gauge, List<Set<String>>> OURS = Map.of(
            Gauge.REQUESTS, List.of(Set.of("Route")),
            Gauge.READ_UNITS, List.of(Set.of("Route")),
            Gauge.TAIL, List.of(Set.of()),
            Gauge.BRIEFS_DUE, List.of(Set.of()),
            Gauge.MESSAGES, List.of(Set.of("State")),
            Gauge.DIFFERENCES, List.of(Set.of()));

    private AlarmRules() {}

    /** Every number that an alarm or the dashboard shows is one that somebody publishes. */
    static List<String> metrics(Template template) {
        List<String> faults = new ArrayList<>();
        template.resources("AWS::CloudWatch::Alarm").forEach((name, alarm) -> ofAlarm(alarm.path("Properties"))
                .filter(metric -> !published(metric))
                .forEach(metric -> faults.add("%s: nobody publishes %s".formatted(name, metric))));
        try {
            ofDashboard(template)
                    .filter(metric -> !published(metric))
                    .forEach(metric -> faults.add("Dashboard: nobody publishes " + metric));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            faults.add("Dashboard: " + e.getMessage());
        }
        return faults;
    }

    private static boolean published(Metric metric) {
        List<Set<String>> dimensions = metric.namespace().equals(Gauge.NAMESPACE)
                ? Stream.of(Gauge.values())
                        .filter(gauge -> gauge.text().equals(metric.name()))
                        .findFirst()
                        .map(OURS::get)
                        .orElse(List.of())
                : OF_AWS.getOrDefault(metric.namespace(), Map.of()).getOrDefault(metric.name(), List.of());
        return dimensions.contains(metric.dimensions());
    }

    private static Stream<Metric> ofAlarm(JsonNode alarm) {
        return alarm.has("Metrics")
                ? Template.elements(alarm.path("Metrics"))
                        .filter(one -> one.has("MetricStat"))
                        .map(one -> metric(one.at("/MetricStat/Metric")))
                : Stream.of(metric(alarm));
    }

    private static Metric metric(JsonNode metric) {
        return new Metric(
                metric.path("Namespace").asText(),
                metric.path("MetricName").asText(),
                Template.elements(metric.path("Dimensions"))
                        .map(dimension -> dimension.path("Name").asText())
                        .collect(Collectors.toSet()));
    }

    private static Stream<Metric> ofDashboard(Template template) throws JsonProcessingException {
        JsonNode dashboard =
                JSON.readTree(template.text(template.properties("Dashboard").path("DashboardBody")));
        return Template.elements(dashboard.path("widgets"))
                .flatMap(widget -> Template.elements(widget.at("/properties/metrics")))
                .map(AlarmRules::ofWidget);
    }

    /** {@code [namespace, name, dimension, value, …, options]}, or an expression that looks for several. */
    private static Metric ofWidget(JsonNode metric) {
        if (metric.path(0).has("expression")) {
            Matcher search = SEARCH.matcher(metric.path(0).path("expression").asText());
            if (!search.matches()) {
                throw new IllegalArgumentException("Not a search: " + metric);
            }
            return new Metric(
                    search.group(1),
                    search.group(3),
                    Stream.of(search.group(2).split(","))
                            .filter(name -> !name.isEmpty())
                            .collect(Collectors.toSet()));
        }
        Set<String> dimensions = new TreeSet<>();
        for (int index = 2; index + 1 < metric.size() && metric.path(index).isTextual(); index += 2) {
            dimensions.add(metric.path(index).asText());
        }
        return new Metric(metric.path(0).asText(), metric.path(1).asText(), dimensions);
    }

    /** Somebody is told of everything that is wrong, and of silence where there should be news. */
    static List<String> alarms(Template template) {
        List<String> faults = new ArrayList<>();
        Map<String, JsonNode> alarms = template.resources("AWS::CloudWatch::Alarm");
        alarms.forEach((name, alarm) -> {
            JsonNode properties = alarm.path("Properties");
            if (!template.resource(Template.target(properties.at("/AlarmActions/0")))
                    .path("Type")
                    .asText()
                    .equals("AWS::SNS::Topic")) {
                faults.add(name + " tells nobody");
            }
            // With periods of an hour a week is the most that CloudWatch looks back
            long seconds = properties.path("Period").asLong()
                    * properties.path("EvaluationPeriods").asLong();
            if (seconds > (properties.path("Period").asLong() < 3_600 ? 86_400 : 604_800)) {
                faults.add(name + " looks back too far");
            }
        });
        for (String metric : List.of("Errors", "Throttles")) {
            Set<String> watched = alarms.values().stream()
                    .flatMap(alarm -> watched(alarm.path("Properties"), "AWS/Lambda", metric))
                    .collect(Collectors.toSet());
            template.functions().keySet().stream()
                    .filter(function -> !watched.contains(function))
                    .forEach(function -> faults.add("Nobody is told of %s of %s".formatted(metric, function)));
        }
        for (String metric : List.of("ReadThrottleEvents", "WriteThrottleEvents")) {
            Set<String> watched = alarms.values().stream()
                    .flatMap(alarm -> watched(alarm.path("Properties"), "AWS/DynamoDB", metric))
                    .collect(Collectors.toSet());
            template.resources("AWS::DynamoDB::Table").keySet().stream()
                    .filter(table -> !watched.contains(table))
                    .forEach(table -> faults.add("Nobody is told of %s of %s".formatted(metric, table)));
        }
        expect(
                faults,
                alarms,
                "AWS/SQS",
                "ApproximateNumberOfMessagesVisible",
                "notBreaching",
                Optional.of("DeadLetters"));
        expect(faults, alarms, Gauge.NAMESPACE, Gauge.BRIEFS_DUE.text(), "breaching", Optional.empty());
        expect(faults, alarms, Gauge.NAMESPACE, Gauge.DIFFERENCES.text(), "breaching", Optional.empty());
        expect(faults, alarms, Gauge.NAMESPACE, Gauge.TAIL.text(), "notBreaching", Optional.empty());
        expect(faults, alarms, Gauge.NAMESPACE, Gauge.MESSAGES.text(), "notBreaching", Optional.empty());
        return faults;
    }

    private static Stream<String> watched(JsonNode alarm, String namespace, String metric) {
        return (alarm.has("Metrics")
                        ? Template.elements(alarm.path("Metrics")).map(one -> one.at("/MetricStat/Metric"))
                        : Stream.of(alarm))
                .filter(one -> one.path("Namespace").asText().equals(namespace)
                        && one.path("MetricName").asText().equals(metric))
                .map(one -> Template.target(one.at("/Dimensions/0/Value")));
    }

    private static void expect(
            List<String> faults,
            Map<String, JsonNode> alarms,
            String namespace,
            String metric,
            String silence,
            Optional<String> of) {
        boolean there = alarms.values().stream()
                .map(alarm -> alarm.path("Properties"))
                .filter(alarm -> alarm.path("TreatMissingData").asText().equals(silence))
                .flatMap(alarm -> watched(alarm, namespace, metric))
                .anyMatch(target -> of.isEmpty() || of.get().equals(target));
        if (!there) {
            faults.add("Nobody is told of " + metric);
        }
    }
}
