package org.incidentstats.infra;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.incidentstats.infra.DeployedCode.Call;
import org.incidentstats.store.Table;

import com.fasterxml.jackson.databind.JsonNode;

/** What must hold of the rights of functions and of those who call them. */
final class PolicyRules {

    /**
     * Actions that there are, of the services that occur here, as far as anything here could need them.
     *
     * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/">Service Authorization Reference</a>
     */
    private static final Set<String> KNOWN = Set.of(
            "cloudwatch:DescribeAlarms",
            "dynamodb:BatchGetItem",
            "dynamodb:BatchWriteItem",
            "dynamodb:ConditionCheckItem",
            "dynamodb:DeleteItem",
            "dynamodb:DescribeStream",
            "dynamodb:GetItem",
            "dynamodb:GetRecords",
            "dynamodb:GetShardIterator",
            "dynamodb:ListStreams",
            "dynamodb:PutItem",
            "dynamodb:Query",
            "dynamodb:Scan",
            "dynamodb:UpdateItem",
            "lambda:GetAlias",
            "lambda:GetProvisionedConcurrencyConfig",
            "lambda:InvokeFunction",
            "lambda:UpdateAlias",
            "logs:CreateLogStream",
            "logs:PutLogEvents",
            "s3:DeleteObject",
            "s3:GetObject",
            "s3:GetObjectVersion",
            "s3:PutObject",
            "ses:SendEmail",
            "ses:SendRawEmail",
            "sqs:SendMessage",
            "sts:AssumeRole",
            "xray:PutTelemetryRecords",
            "xray:PutTraceSegments");

    /** Actions that are about no resource. */
    private static final Set<String> ABOUT_NOTHING = Set.of("xray:PutTelemetryRecords", "xray:PutTraceSegments");

    /** What AWS Lambda does in the name of any function: writes its log and its traces. */
    private static final Set<String> OF_EVERY_FUNCTION =
            Set.of("logs:CreateLogStream", "logs:PutLogEvents", "xray:PutTelemetryRecords", "xray:PutTraceSegments");

    /** What it does in the name of a function that nobody waits for: keeps what failed. */
    private static final Set<String> OF_ASYNCHRONOUS_FUNCTIONS = Set.of("sqs:SendMessage");

    /** What it does in the name of a function that a stream calls: reads the stream. */
    private static final Set<String> OF_STREAMS = Set.of(
            "dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams");

    private final DeployedCode code;

    PolicyRules(DeployedCode code) {
        this.code = code;
    }

    /** No right is wider than AWS can make it, and every one exists. */
    static List<String> narrow(Template template) {
        List<String> faults = new ArrayList<>();
        Stream.of("AWS::IAM::Role", "AWS::SQS::QueuePolicy", "AWS::S3::BucketPolicy")
                .flatMap(type -> template.resources(type).entrySet().stream())
                .forEach(entry -> allowed(entry.getValue()).forEach(statement -> {
                    for (String action : template.texts(statement.path("Action"))) {
                        if (action.contains("*")) {
                            faults.add("%s allows %s".formatted(entry.getKey(), action));
                        } else if (!KNOWN.contains(action)) {
                            faults.add("%s allows %s, which is nothing".formatted(entry.getKey(), action));
                        }
                        if (template.texts(statement.path("Resource")).contains("*")
                                && !ABOUT_NOTHING.contains(action)) {
                            faults.add("%s allows %s of everything".formatted(entry.getKey(), action));
                        }
                    }
                }));
        template.resources("AWS::IAM::Role").forEach((name, role) -> {
            if (role.path("Properties").has("ManagedPolicyArns")) {
                faults.add(name + " may do what somebody else decides");
            }
        });
        return faults;
    }

    private static Stream<JsonNode> allowed(JsonNode resource) {
        JsonNode properties = resource.path("Properties");
        return Stream.concat(
                        Template.elements(properties.path("Policies")).map(policy -> policy.path("PolicyDocument")),
                        Stream.of(properties.path("PolicyDocument")))
                .flatMap(document -> Template.elements(document.path("Statement")))
                .filter(statement -> statement.path("Effect").asText().equals("Allow"));
    }

    /** Every function has a role of its own that allows what its code calls, where it calls it, and nothing else. */
    List<String> least(Template template) {
        List<String> faults = new ArrayList<>();
        Set<String> roles = new HashSet<>();
        template.functions().forEach((name, function) -> {
            String role = Template.target(function.path("Role"));
            if (!roles.add(role)) {
                faults.add(name + " shares its role");
            }
            Set<String> sources = FunctionRules.events(function).values().stream()
                    .map(event -> event.path("Type").asText())
                    .collect(Collectors.toSet());
            Set<String> service = new TreeSet<>(OF_EVERY_FUNCTION);
            if (!sources.equals(Set.of("HttpApi"))) {
                service.addAll(OF_ASYNCHRONOUS_FUNCTIONS);
            }
            if (sources.contains("DynamoDB")) {
                service.addAll(OF_STREAMS);
            }
            Set<Call> granted = granted(template, template.resource(role));
            Set<Call> called =
                    code.calls(code.reachedBy(function.path("Handler").asText().split("::")[0]));
            service.stream()
                    .filter(action ->
                            granted.stream().noneMatch(call -> call.action().equals(action)))
                    .forEach(action -> faults.add("%s is not allowed %s".formatted(name, action)));
            granted.removeIf(call -> service.contains(call.action()));
            difference(granted, called)
                    .forEach(call -> faults.add("%s is allowed %s and calls no such thing".formatted(name, call)));
            difference(called, granted)
                    .forEach(call -> faults.add("%s calls %s and is not allowed to".formatted(name, call)));
        });
        return faults;
    }

    private static List<Call> difference(Set<Call> some, Set<Call> others) {
        return some.stream()
                .filter(call -> !others.contains(call))
                .sorted(Comparator.comparing(Call::toString))
                .toList();
    }

    private static Set<Call> granted(Template template, JsonNode role) {
        Set<Call> granted = new HashSet<>();
        allowed(role).forEach(statement -> template.texts(statement.path("Action"))
                .forEach(action -> template.texts(statement.path("Resource"))
                        .forEach(resource -> granted.add(new Call(action, table(resource))))));
        return granted;
    }

    /**
     * The table that a resource is.
     *
     * @throws IllegalArgumentException if it looks like one and is none
     */
    private static Optional<Table> table(String resource) {
        Optional<Table> table = Stream.of(Table.values())
                .filter(one -> resource.equals("${" + StorageRules.resource(one) + ".Arn}"))
                .findFirst();
        if (table.isEmpty() && resource.contains("Table.") && !resource.endsWith("/stream/*")) {
            throw new IllegalArgumentException("Not a table: " + resource);
        }
        return table;
    }

    /** Whoever calls a function or moves its alias may do that to the functions that are named, and to no other. */
    static List<String> callers(Template template) {
        Map<String, Set<String>> expected = Map.of(
                "SchedulerRole", Set.of("lambda:InvokeFunction", "sqs:SendMessage"),
                "RolloutRole",
                        Set.of(
                                "cloudwatch:DescribeAlarms",
                                "lambda:GetAlias",
                                "lambda:GetProvisionedConcurrencyConfig",
                                "lambda:UpdateAlias"));
        List<String> faults = new ArrayList<>();
        expected.forEach((role, actions) -> {
            Set<String> granted = allowed(template.resource(role))
                    .flatMap(statement -> template.texts(statement.path("Action")).stream())
                    .collect(Collectors.toSet());
            if (!granted.equals(actions)) {
                faults.add("%s allows %s".formatted(role, granted));
            }
        });
        return faults;
    }
}
