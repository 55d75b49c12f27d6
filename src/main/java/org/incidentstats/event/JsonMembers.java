package org.incidentstats.event;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

import org.incidentstats.platform.Fault;
import org.incidentstats.vocabulary.Coded;
import org.incidentstats.vocabulary.PlainText;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The members of one JSON object, taken one by one. What is missing, of another type or not allowed is noted as a
 * fault with its JSON pointer, and so is every member that nobody took. A JSON null is the same as no member. What is
 * required and faulty is null: who reads goes on, to find all faults, and makes nothing of it in the end.
 */
@SuppressWarnings("NullAway")
final class JsonMembers {

    private final JsonNode object;
    private final String pointer;
    private final List<Fault> faults;
    private final int faultsBefore;
    private final Set<String> taken = new TreeSet<>();

    JsonMembers(JsonNode object, String pointer, List<Fault> faults) {
        this.object = object;
        this.pointer = pointer;
        this.faults = faults;
        this.faultsBefore = faults.size();
    }

    /** Whether this object, or one within it, has a fault. */
    boolean faulty() {
        return faults.size() > faultsBefore;
    }

    void fault(@Nullable String detail) {
        faults.add(Fault.inBody(pointer, Optional.of(object.toString()), detail, List.of()));
    }

    void fault(String name, @Nullable String detail) {
        fault(name, detail, List.of());
    }

    void skip(String name) {
        taken.add(name);
    }

    /** Notes the members that nobody took. */
    void close() {
        object.fieldNames().forEachRemaining(name -> {
            if (!taken.contains(name)) {
                fault(escaped(name), object.get(name), "no such member here", taken);
            }
        });
    }

    String requiredText(String name, int longest) {
        return required(name, text(name, longest));
    }

    Optional<String> text(String name, int longest) {
        return parsed(name, text -> {
            if (text.isBlank()) {
                throw new IllegalArgumentException("empty; leave it out where there is nothing to say");
            }
            if (text.length() > longest) {
                throw new IllegalArgumentException(
                        "%d characters; at most %d are taken".formatted(text.length(), longest));
            }
            return text;
        });
    }

    String requiredCode(String name, Collection<String> allowed) {
        return required(name, code(name, allowed), allowed);
    }

    Optional<String> code(String name, Collection<String> allowed) {
        Optional<String> code = string(name);
        if (code.isPresent() && !allowed.contains(code.get())) {
            fault(name, "not one of the codes allowed here", allowed);
            return Optional.empty();
        }
        return code;
    }

    <T extends Coded> Optional<T> coded(String name, T[] values) {
        List<String> allowed = Stream.of(values).map(Coded::code).toList();
        return code(name, allowed).map(code -> values[allowed.indexOf(code)]);
    }

    <T extends Coded> T requiredCoded(String name, T[] values) {
        List<String> allowed = Stream.of(values).map(Coded::code).toList();
        String code = requiredCode(name, allowed);
        return code == null ? null : values[allowed.indexOf(code)];
    }

    /** A list of codes, each at most once. */
    List<String> codes(String name, int longest, Collection<String> allowed) {
        JsonNode node = take(name);
        List<String> codes = new ArrayList<>();
        if (isArray(name, node, longest)) {
            for (int i = 0; i < node.size(); i++) {
                String code = node.get(i).asText();
                if (!node.get(i).isTextual() || !allowed.contains(code)) {
                    fault(name + "/" + i, node.get(i), "not one of the codes allowed here", allowed);
                } else if (codes.contains(code)) {
                    fault(name + "/" + i, node.get(i), "it stands in the list already", List.of());
                } else {
                    codes.add(code);
                }
            }
        }
        return codes;
    }

    <T> T requiredParsed(String name, Function<String, T> parser) {
        return required(name, parsed(name, parser));
    }

    /** A string that the parser takes; what it throws as {@link IllegalArgumentException} says why not. */
    <T> Optional<T> parsed(String name, Function<String, T> parser) {
        Optional<String> text = string(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.apply(text.get()));
        } catch (IllegalArgumentException e) {
            fault(name, e.getMessage());
            return Optional.empty();
        }
    }

    Optional<Boolean> flag(String name) {
        JsonNode node = take(name);
        if (node == null) {
            return Optional.empty();
        }
        if (!node.isBoolean()) {
            fault(name, "neither true nor false");
            return Optional.empty();
        }
        return Optional.of(node.booleanValue());
    }

    /** A whole number from 0 to the maximum. */
    OptionalInt count(String name, int maximum) {
        JsonNode node = take(name);
        if (node == null) {
            return OptionalInt.empty();
        }
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < 0 || node.intValue() > maximum) {
            fault(name, "not a whole number from 0 to %d".formatted(maximum));
            return OptionalInt.empty();
        }
        return OptionalInt.of(node.intValue());
    }

    OptionalDouble number(String name, double minimum, double maximum) {
        JsonNode node = take(name);
        if (node == null) {
            return OptionalDouble.empty();
        }
        if (!node.isNumber() || node.doubleValue() < minimum || node.doubleValue() > maximum) {
            fault(name, "not a number from %.0f to %.0f".formatted(minimum, maximum));
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(node.doubleValue());
    }

    <T> Optional<T> object(String name, Function<JsonMembers, T> reader) {
        JsonNode node = take(name);
        return node == null ? Optional.empty() : Optional.ofNullable(read(name, node, reader));
    }

    <T> List<T> requiredList(String name, int longest, Function<JsonMembers, T> reader) {
        int before = faults.size();
        List<T> list = list(name, longest, reader);
        if (list.isEmpty() && faults.size() == before) {
            fault(name, "at least one is needed");
        }
        return list;
    }

    /** A list of objects, each at most once. */
    <T> List<T> list(String name, int longest, Function<JsonMembers, T> reader) {
        JsonNode node = take(name);
        List<T> list = new ArrayList<>();
        Set<JsonNode> seen = new HashSet<>();
        if (isArray(name, node, longest)) {
            for (int i = 0; i < node.size(); i++) {
                T entry = read(name + "/" + i, node.get(i), reader);
                if (!seen.add(node.get(i))) {
                    fault(name + "/" + i, node.get(i), "it stands in the list already", List.of());
                }
                list.add(entry);
            }
        }
        return list;
    }

    private <T> T read(String name, JsonNode node, Function<JsonMembers, T> reader) {
        if (!node.isObject()) {
            fault(name, node, "not a JSON object", List.of());
            return null;
        }
        JsonMembers members = new JsonMembers(node, pointer + "/" + name, faults);
        T value = reader.apply(members);
        members.close();
        return value;
    }

    private boolean isArray(String name, JsonNode node, int longest) {
        if (node == null) {
            return false;
        }
        if (!node.isArray()) {
            fault(name, "not a JSON array");
            return false;
        }
        if (node.size() > longest) {
            fault(name, "%d entries; at most %d are taken".formatted(node.size(), longest));
            return false;
        }
        return true;
    }

    private Optional<String> string(String name) {
        JsonNode node = take(name);
        if (node == null) {
            return Optional.empty();
        }
        if (!node.isTextual()) {
            fault(name, "not a string");
            return Optional.empty();
        }
        if (!PlainText.isText(node.textValue())) {
            fault(name, PlainText.REFUSED);
            return Optional.empty();
        }
        return Optional.of(node.textValue());
    }

    private @Nullable JsonNode take(String name) {
        taken.add(name);
        JsonNode node = object.get(name);
        return node == null || node.isNull() ? null : node;
    }

    private <T> T required(String name, Optional<T> value) {
        return required(name, value, List.of());
    }

    private <T> T required(String name, Optional<T> value, Collection<String> allowed) {
        if (value.isEmpty() && take(name) == null) {
            fault(name, "missing", allowed);
        }
        return value.orElse(null);
    }

    private void fault(String name, @Nullable String detail, Collection<String> allowed) {
        fault(name, object.get(name), detail, allowed);
    }

    private void fault(String name, @Nullable JsonNode node, @Nullable String detail, Collection<String> allowed) {
        Optional<String> value = Optional.ofNullable(node)
                .filter(given -> !given.isNull())
                .map(given -> given.isTextual() ? given.textValue() : given.toString());
        faults.add(Fault.inBody(pointer + "/" + name, value, detail, allowed));
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
