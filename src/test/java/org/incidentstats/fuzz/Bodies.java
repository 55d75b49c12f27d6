package org.incidentstats.fuzz;

import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Bodies that are nearly right, and such as are not at all. */
final class Bodies {

    /** Of bodies of forms. */
    static final String BOUNDARY = "boundary";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonMapper PLAIN = new JsonMapper();
    /** Which can also write halves of pairs. */
    private static final JsonMapper ESCAPED =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final int EVENTS = 30;

    /** What is deeper is made as text. */
    private static final int DEEPEST = 300;

    private final SplittableRandom random;
    private final JsonNode event;

    /**
     * @param event a right one
     */
    Bodies(SplittableRandom random, JsonNode event) {
        this.random = random;
        this.event = event;
    }

    /** A body of a media type. */
    byte[] of(String type, JsonNode example) {
        if (Hostile.chance(random, 5)) {
            return bytes();
        }
        if (type.startsWith("multipart/")) {
            return form();
        }
        if (type.equals("application/x-ndjson")) {
            return lines();
        }
        if (type.equals("text/csv") || example.isTextual()) {
            return table();
        }
        return type.endsWith("json") ? json(example) : bytes();
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        String start = Hostile.one(random, List.of("", "PK\u0003\u0004", "\u001f\u008b", "{\"", "[", "--" + BOUNDARY));
        byte[] magic = start.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(magic, 0, bytes, 0, Math.min(magic.length, bytes.length));
        return bytes;
    }

    private byte[] json(JsonNode example) {
        return text(changed(example)).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] lines() {
        StringBuilder lines = new StringBuilder();
        for (int line = random.nextInt(4); line >= 0; line--) {
            lines.append(text(changed(named(event)))).append('\n');
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** An event with an id that comes again, so that others can correct it. */
    private JsonNode named(JsonNode example) {
        return ((ObjectNode) example.deepCopy()).put("id", "fuzz-" + random.nextInt(EVENTS));
    }

    private byte[] table() {
        List<String> columns = new ArrayList<>(
                List.of("id", "date", "title", "type", "countries", "outcome", "evidence", "killed_best", "sources"));
        List<String> cells = new ArrayList<>(List.of(
                "fuzz-" + random.nextInt(EVENTS),
                "2024-05",
                "An attack",
                "armed-assault",
                "TJK",
                "completed",
                "attributed",
                "2",
                "Example Gazette"));
        for (int changes = random.nextInt(3); changes > 0; changes--) {
            List<String> line = Hostile.chance(random, 30) ? columns : cells;
            line.set(random.nextInt(line.size()), Hostile.text(random));
        }
        String separator = Hostile.one(random, List.of(";", ";", ",", "\t", "\u0000"));
        String end = Hostile.one(random, List.of("\n", "\r\n", "\r", "\"\n"));
        return (String.join(separator, columns) + end + String.join(separator, cells) + end)
                .getBytes(Hostile.chance(random, 80) ? StandardCharsets.UTF_8 : StandardCharsets.UTF_16);
    }

    private byte[] form() {
        StringBuilder form = new StringBuilder();
        for (String name : List.of("file", "mapping", "dryRun", Hostile.text(random))) {
            if (Hostile.chance(random, 60)) {
                String file = Hostile.chance(random, 60)
                        ? "; filename=\"" + Hostile.one(random, List.of("a.csv", "a.xlsx", "", Hostile.text(random)))
                                + "\""
                        : "";
                form.append("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"")
                        .append(name)
                        .append('"')
                        .append(file)
                        .append("\r\n\r\n")
                        .append(
                                name.equals("file")
                                        ? new String(table(), StandardCharsets.UTF_8)
                                        : name.equals("mapping") ? mapping() : Hostile.text(random))
                        .append("\r\n");
            }
        }
        return form.append(Hostile.chance(random, 90) ? "--" + BOUNDARY + "--\r\n" : "")
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private String mapping() {
        return Hostile.one(
                random,
                List.of(
                        "own",
                        "gtd",
                        "title: {column: title}\n",
                        "a: &a [x,x,x]\nb: [*a,*a,*a]\n",
                        "- " + Hostile.text(random) + "\n",
                        "\"" + Hostile.text(random) + "\": 1\n",
                        "!!javax.script.ScriptEngineManager []\n",
                        Hostile.text(random)));
    }

    private JsonNode changed(JsonNode example) {
        JsonNode document = example.has("title") && Hostile.chance(random, 60) ? named(example) : example.deepCopy();
        if (document.isMissingNode() || Hostile.chance(random, 3)) {
            return value();
        }
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            change(document);
        }
        return document;
    }

    private void change(JsonNode document) {
        List<ContainerNode<?>> places = new ArrayList<>();
        collect(document, places);
        if (places.isEmpty()) {
            return;
        }
        if (Hostile.one(random, places) instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            for (Iterator<String> all = object.fieldNames(); all.hasNext(); ) {
                names.add(all.next());
            }
            String name = names.isEmpty() || Hostile.chance(random, 15)
                    ? Hostile.one(
                            random,
                            List.of("id", "note", "summary", "relations", "casualties", "status", Hostile.text(random)))
                    : Hostile.one(random, names);
            if (Hostile.chance(random, 15)) {
                object.remove(name);
            } else {
                object.set(name, value());
            }
        } else if (Hostile.one(random, places) instanceof ArrayNode array) {
            JsonNode entry = array.isEmpty() || Hostile.chance(random, 60) ? value() : array.get(0);
            for (int times = Hostile.chance(random, 10) ? 1 + random.nextInt(150) : 1; times > 0; times--) {
                array.add(entry);
            }
        }
    }

    private static void collect(JsonNode node, List<ContainerNode<?>> places) {
        if (node instanceof ContainerNode<?> container) {
            places.add(container);
            container.forEach(child -> collect(child, places));
        }
    }

    private JsonNode value() {
        return switch (random.nextInt(12)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(true);
            case 2 -> NODES.numberNode(random.nextInt());
            case 3 ->
                NODES.numberNode(new BigDecimal(Hostile.one(
                        random, List.of("-1", "1e400", "1e-400", "0.5", "1e999999999", "12345678901234567890"))));
            case 4 -> nested(1 + random.nextInt(Hostile.chance(random, 10) ? DEEPEST : 20));
            case 5 -> NODES.objectNode().put(Hostile.text(random), Hostile.text(random));
            case 6 -> NODES.arrayNode().add(Hostile.text(random)).add(Hostile.text(random));
            case 7 -> NODES.textNode(Hostile.time(random));
            default -> NODES.textNode(Hostile.text(random));
        };
    }

    private static JsonNode nested(int depth) {
        JsonNode node = NODES.arrayNode();
        for (int i = 0; i < depth; i++) {
            node = NODES.arrayNode().add(node);
        }
        return node;
    }

    private String text(JsonNode document) {
        String text = written(document);
        int place = random.nextInt(text.length() + 1);
        return switch (random.nextInt(40)) {
            case 0 -> text.substring(0, place);
            case 1 -> text + Hostile.text(random);
            case 2 -> text.substring(0, place) + Hostile.text(random) + text.substring(place);
            case 3 -> "\ufeff" + text;
            case 4 -> text.replaceFirst("\\d", "9".repeat(1_500));
            case 5 -> text.replaceFirst(":\"", ":" + "1".repeat(2 + random.nextInt(60)) + ",\"" + "n".repeat(60_000));
            case 6 -> text.replaceFirst("\\{", "{\"id\":1,\"id\":2,");
            case 7 -> "[".repeat(1 + random.nextInt(3_000)) + text;
            default -> text;
        };
    }

    private String written(JsonNode document) {
        try {
            return (Hostile.chance(random, 50) ? ESCAPED : PLAIN).writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
