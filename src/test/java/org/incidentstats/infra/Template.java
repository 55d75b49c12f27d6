package org.incidentstats.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The template of the deployment, with its short forms ({@code !Ref}) written as the long ones. */
public final class Template {

    public static final Path FILE = Path.of("infra", "template.yaml");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z0-9]+)}");

    private final JsonNode root;

    private Template(JsonNode root) {
        this.root = root;
    }

    public static Template read() throws IOException {
        return parse(Files.readString(FILE));
    }

    static Template parse(String yaml) {
        Object tree = new Yaml(new WithIntrinsicFunctions()).load(yaml);
        return new Template(JSON.valueToTree(tree));
    }

    /** Knows every tag of CloudFormation. */
    private static final class WithIntrinsicFunctions extends SafeConstructor {

        WithIntrinsicFunctions() {
            super(new LoaderOptions());
            yamlMultiConstructors.put("!", new AbstractConstruct() {
                @Override
                public Object construct(Node node) {
                    return intrinsic(node);
                }
            });
        }

        private Object intrinsic(Node node) {
            String name = node.getTag().getValue().substring(1);
            Object argument = node instanceof ScalarNode scalar
                    ? scalar.getValue()
                    : node instanceof SequenceNode sequence
                            ? constructSequence(sequence)
                            : constructMapping((MappingNode) node);
            return switch (name) {
                case "Ref", "Condition" -> Map.of(name, argument);
                case "GetAtt" ->
                    Map.of("Fn::GetAtt", argument instanceof String text ? List.of(text.split("\\.", 2)) : argument);
                default -> Map.of("Fn::" + name, argument);
            };
        }
    }

    /** The resources of a type, by name; of functions with what holds for all of them. */
    Map<String, JsonNode> resources(String type) {
        Map<String, JsonNode> found = new TreeMap<>();
        root.path("Resources").properties().forEach(entry -> {
            if (entry.getValue().path("Type").asText().equals(type)) {
                ObjectNode resource = entry.getValue().deepCopy();
                if (type.equals("AWS::Serverless::Function")) {
                    ObjectNode properties = root.at("/Globals/Function").deepCopy();
                    properties.setAll((ObjectNode) resource.path("Properties"));
                    resource.set("Properties", properties);
                }
                found.put(entry.getKey(), resource);
            }
        });
        return found;
    }

    /** The functions' properties, by the name of the resource. */
    public Map<String, JsonNode> functions() {
        Map<String, JsonNode> functions = new TreeMap<>();
        resources("AWS::Serverless::Function")
                .forEach((name, function) -> functions.put(name, function.get("Properties")));
        return functions;
    }

    /** A resource's properties; nothing if there is no such resource. */
    JsonNode properties(String resource) {
        return root.path("Resources").path(resource).path("Properties");
    }

    /** Everything about a resource. */
    JsonNode resource(String name) {
        return root.path("Resources").path(name);
    }

    JsonNode parameter(String name) {
        return root.path("Parameters").path(name);
    }

    /** The names of the parameters that have no default: what whoever deploys is asked for. */
    Set<String> asked() {
        return names(root.path("Parameters"), parameter -> !parameter.has("Default"));
    }

    Set<String> outputs() {
        return names(root.path("Outputs"), output -> true);
    }

    private static Set<String> names(JsonNode members, Predicate<JsonNode> which) {
        Set<String> names = new TreeSet<>();
        members.properties().stream()
                .filter(member -> which.test(member.getValue()))
                .forEach(member -> names.add(member.getKey()));
        return names;
    }

    /** The name of the resource that a value refers to, by itself or by one of its attributes. */
    static String target(JsonNode value) {
        return value.has("Ref")
                ? value.path("Ref").asText()
                : value.path("Fn::GetAtt").path(0).asText();
    }

    /**
     * A value as text: parameters by their defaults; resources, their attributes and parameters without a default as
     * <code>${Name}</code> or <code>${Name.Attribute}</code>.
     */
    public String text(JsonNode value) {
        if (value.has("Ref")) {
            return substitute("${" + value.path("Ref").asText() + "}");
        }
        if (value.has("Fn::GetAtt")) {
            return "${" + value.at("/Fn::GetAtt/0").asText() + "."
                    + value.at("/Fn::GetAtt/1").asText() + "}";
        }
        if (value.has("Fn::Sub")) {
            return substitute(value.path("Fn::Sub").asText());
        }
        return value.asText();
    }

    private String substitute(String text) {
        return REFERENCE.matcher(text).replaceAll(match -> {
            JsonNode preset = parameter(match.group(1)).path("Default");
            return Matcher.quoteReplacement(preset.isMissingNode() ? match.group() : preset.asText());
        });
    }

    /** The texts of a list, or of the one value that stands for it. */
    List<String> texts(JsonNode list) {
        return list.isArray() ? elements(list).map(this::text).toList() : List.of(text(list));
    }

    static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
