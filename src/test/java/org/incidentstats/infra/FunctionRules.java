package org.incidentstats.infra;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.eclipse.microprofile.jwt.config.Names;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/** What must hold of the functions. Each rule names its faults. */
final class FunctionRules {

    /** Comes with the profile {@code lambda}; the test of the zip looks whether it is there. */
    static final String HTTP_HANDLER = "org.incidentstats.function.HttpFunction::handleRequest";

    private static final String PACKAGE = "org.incidentstats.function.";
    private static final Set<String> TOKENS = Set.of(Names.VERIFIER_PUBLIC_KEY_LOCATION, Names.ISSUER, Names.AUDIENCES);

    private final DeployedCode code;

    FunctionRules(DeployedCode code) {
        this.code = code;
    }

    /** Every handler is there and takes what its events bring; every entry class has its function. */
    List<String> handlers(Template template) {
        List<String> faults = new ArrayList<>();
        Set<String> classes = new TreeSet<>();
        template.functions().forEach((name, function) -> {
            String handler = function.path("Handler").asText();
            Set<String> sources = events(function).values().stream()
                    .map(event -> event.path("Type").asText())
                    .collect(Collectors.toSet());
            if (handler.equals(HTTP_HANDLER)) {
                if (!sources.equals(Set.of("HttpApi"))) {
                    faults.add(name + " answers HTTP and is called by " + sources);
                }
                return;
            }
            String[] parts = handler.split("::");
            classes.add(parts[0]);
            Optional<JavaMethod> method = code.find(parts[0]).flatMap(type -> type.getMethods().stream()
                    .filter(one -> one.getName().equals(parts[parts.length - 1]))
                    .filter(one -> one.getModifiers().contains(JavaModifier.PUBLIC))
                    .findFirst());
            if (method.isEmpty()) {
                faults.add(name + ": there is no " + handler);
            } else if (!takes(method.get())) {
                faults.add(name + ": " + method.get().getFullName() + " does not take the events of " + sources);
            }
        });
        code.classesOf(PACKAGE).stream()
                .filter(type -> type.getSimpleName().endsWith("Function"))
                .map(JavaClass::getName)
                .filter(type -> !classes.contains(type))
                .forEach(type -> faults.add(type + " has no function"));
        return faults;
    }

    private static boolean takes(JavaMethod method) {
        List<JavaClass> parameters = method.getRawParameterTypes();
        return !parameters.isEmpty()
                && parameters.get(0).isEquivalentTo(Map.class)
                && (parameters.size() == 1
                        || parameters.size() == 2 && parameters.get(1).isEquivalentTo(Context.class));
    }

    /**
     * A function is told what its code asks for and nothing else; everything that has no default; and what one is told,
     * all that ask for it are told alike.
     */
    List<String> settings(Template template) {
        List<String> faults = new ArrayList<>();
        Map<String, String> told = new TreeMap<>();
        Map<String, Map<String, String>> variables = new TreeMap<>();
        template.functions().forEach((name, function) -> {
            Map<String, String> own = new TreeMap<>();
            function.at("/Environment/Variables")
                    .properties()
                    .forEach(entry -> own.put(entry.getKey(), template.text(entry.getValue())));
            variables.put(name, own);
            own.forEach((variable, value) -> {
                String other = told.putIfAbsent(variable, value);
                if (other != null && !other.equals(value)) {
                    faults.add("%s of %s is %s, and %s elsewhere".formatted(variable, name, value, other));
                }
            });
        });
        template.functions().forEach((name, function) -> {
            Map<String, Boolean> asked = asked(function.path("Handler").asText());
            Set<String> own = variables.get(name).keySet();
            own.stream()
                    .filter(variable -> !asked.containsKey(variable))
                    .forEach(variable -> faults.add("%s asks for no %s".formatted(name, variable)));
            asked.forEach((variable, needed) -> {
                if (!own.contains(variable) && (needed || told.containsKey(variable))) {
                    faults.add("%s is not told %s".formatted(name, variable));
                }
            });
        });
        return faults;
    }

    /** The variables that a function asks for, and whether it must be told. */
    private Map<String, Boolean> asked(String handler) {
        Map<String, Boolean> asked = new HashMap<>();
        code.settings(code.reachedBy(handler.split("::")[0]))
                .forEach(
                        setting -> asked.put(variable(property(setting)), !setting.isAnnotatedWith(WithDefault.class)));
        if (handler.equals(HTTP_HANDLER)) {
            TOKENS.forEach(property -> asked.put(variable(property), true));
        }
        return asked;
    }

    private static String property(JavaMethod setting) {
        String name = setting.tryGetAnnotationOfType(WithName.class)
                .map(WithName::value)
                .orElseGet(() -> setting.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT));
        return setting.getOwner().getAnnotationOfType(ConfigMapping.class).prefix() + "." + name;
    }

    /** How a property is called in the environment (MicroProfile Config, "Environment Variables Mapping Rules"). */
    private static String variable(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    /**
     * Functions start from snapshots of published versions, are traced, and come and go bit by bit where it matters. SAM
     * publishes a version where the text of the template or this value differs, and not where a parameter does.
     */
    List<String> versions(Template template) {
        List<String> faults = new ArrayList<>();
        if (!template.asked().contains("Release")) {
            faults.add("A deployment can have the release of the one before");
        }
        template.functions().forEach((name, function) -> {
            expect(
                    faults,
                    name,
                    "SnapStart",
                    "PublishedVersions",
                    function.at("/SnapStart/ApplyOn").asText());
            expect(
                    faults,
                    name,
                    "AutoPublishAlias",
                    "live",
                    function.path("AutoPublishAlias").asText());
            expect(
                    faults,
                    name,
                    "AutoPublishCodeSha256",
                    "Release",
                    Template.target(function.path("AutoPublishCodeSha256")));
            expect(faults, name, "Tracing", "Active", function.path("Tracing").asText());
            Set<String> sources = events(function).values().stream()
                    .map(event -> event.path("Type").asText())
                    .collect(Collectors.toSet());
            boolean always = sources.contains("HttpApi") || sources.contains("DynamoDB");
            JsonNode rollout = function.path("DeploymentPreference");
            if (always
                    && (!rollout.path("Type").asText().startsWith("Canary")
                            || rollout.path("Alarms").isEmpty())) {
                faults.add(name + " changes at once, or no alarm takes a change back");
            }
            Template.elements(rollout.path("Alarms"))
                    .map(alarm -> alarm.has("Ref")
                            ? template.text(
                                    template.properties(Template.target(alarm)).path("AlarmName"))
                            : template.text(alarm))
                    .filter(alarm -> template.resources("AWS::CloudWatch::Alarm").values().stream()
                            .noneMatch(one -> template.text(one.at("/Properties/AlarmName"))
                                    .equals(alarm)))
                    .forEach(alarm -> faults.add(name + ": there is no alarm " + alarm));
            if (function.path("Handler").asText().contains("BriefFunction")
                    && Duration.ofSeconds(function.path("Timeout").asLong()).compareTo(code.longestRun()) >= 0) {
                faults.add(name + " can run longer than the application believes");
            }
        });
        return faults;
    }

    private static void expect(List<String> faults, String name, String what, String expected, String actual) {
        if (!expected.equals(actual)) {
            faults.add("%s: %s is '%s', not '%s'".formatted(name, what, actual, expected));
        }
    }

    /** What is called without somebody who waits for the answer is tried again, not for ever, and then kept. */
    List<String> failures(Template template) {
        List<String> faults = new ArrayList<>();
        template.functions().forEach((name, function) -> events(function).forEach((event, source) -> {
            JsonNode properties = source.path("Properties");
            switch (source.path("Type").asText()) {
                case "HttpApi" -> {
                    // A client is there, and is told
                }
                case "DynamoDB" -> {
                    keeps(faults, template, name, properties.at("/DestinationConfig/OnFailure/Destination"));
                    within(faults, name, "MaximumRetryAttempts", 1, 10_000, properties);
                    within(faults, name, "MaximumRecordAgeInSeconds", 60, 86_400, properties);
                }
                case "ScheduleV2", "EventBridgeRule" -> {
                    keeps(
                            faults,
                            template,
                            name,
                            function.at("/EventInvokeConfig/DestinationConfig/OnFailure/Destination"));
                    within(faults, name, "MaximumRetryAttempts", 0, 2, function.path("EventInvokeConfig"));
                    within(faults, name, "MaximumEventAgeInSeconds", 60, 21_600, function.path("EventInvokeConfig"));
                    keeps(faults, template, name + " " + event, properties.at("/DeadLetterConfig/Arn"));
                    within(faults, name + " " + event, "MaximumRetryAttempts", 1, 185, properties.path("RetryPolicy"));
                    if (properties.has("RuleName")
                            && !mayBeSent(template, template.text(properties.path("RuleName")))) {
                        faults.add(name + " " + event + ": the rule may not put anything into the queue");
                    }
                }
                default -> faults.add(name + ": what becomes of failures of " + source.path("Type") + "?");
            }
        }));
        return faults;
    }

    private static void keeps(List<String> faults, Template template, String name, JsonNode queue) {
        if (!template.resource(Template.target(queue)).path("Type").asText().equals("AWS::SQS::Queue")) {
            faults.add(name + ": nothing keeps what failed");
        }
    }

    private static void within(
            List<String> faults, String name, String what, int least, int most, JsonNode properties) {
        if (!properties.has(what)
                || properties.path(what).asInt() < least
                || properties.path(what).asInt() > most) {
            faults.add("%s: %s is %s".formatted(name, what, properties.path(what)));
        }
    }

    private static boolean mayBeSent(Template template, String rule) {
        return template.resources("AWS::SQS::QueuePolicy").values().stream()
                .flatMap(policy -> Template.elements(policy.at("/Properties/PolicyDocument/Statement")))
                .filter(statement -> statement.path("Effect").asText().equals("Allow"))
                .flatMap(statement -> template.texts(statement.at("/Condition/ArnEquals/aws:SourceArn")).stream())
                .anyMatch(source -> source.endsWith(":rule/" + rule));
    }

    /** Every log has an end. */
    List<String> logs(Template template) {
        List<String> faults = new ArrayList<>();
        Map<String, JsonNode> groups = template.resources("AWS::Logs::LogGroup");
        groups.forEach((name, group) -> {
            int days = Integer.parseInt("0" + template.text(group.at("/Properties/RetentionInDays")));
            if (days == 0) {
                faults.add(name + " is kept for ever");
            }
        });
        template.functions().forEach((name, function) -> {
            JsonNode group =
                    groups.getOrDefault(Template.target(function.at("/LoggingConfig/LogGroup")), function.path(""));
            if (!template.text(group.at("/Properties/LogGroupName"))
                    .equals("/aws/lambda/" + template.text(function.path("FunctionName")))) {
                faults.add(name + " has no log of its own");
            }
        });
        template.resources("AWS::Serverless::HttpApi").forEach((name, api) -> {
            if (!groups.containsKey(Template.target(api.at("/Properties/AccessLogSettings/DestinationArn")))) {
                faults.add(name + " has no access log");
            }
        });
        return faults;
    }

    static Map<String, JsonNode> events(JsonNode function) {
        Map<String, JsonNode> events = new TreeMap<>();
        function.path("Events").properties().forEach(entry -> events.put(entry.getKey(), entry.getValue()));
        return events;
    }
}
