package org.incidentstats.imports.mapping;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The cells of a row by the names of their columns in small letters, as a mapping reads them. */
final class RowCells {

    private static final Pattern WHITESPACE = Pattern.compile("\\s+");

    private final Mapping mapping;
    private final Map<String, String> texts;

    RowCells(Mapping mapping, Map<String, String> texts) {
        this.mapping = mapping;
        this.texts = texts;
    }

    String cell(String column) {
        return texts.getOrDefault(column.toLowerCase(Locale.ROOT), "").strip();
    }

    /** The cell's text, unless it is empty or the source's sign for what it does not know. */
    Optional<String> known(String column) {
        String cell = cell(column);
        return cell.isEmpty() || contains(mapping.unknown().texts(), cell) ? Optional.empty() : Optional.of(cell);
    }

    /** Whether there are conditions and they hold. */
    boolean applies(Map<String, List<String>> conditions) {
        return !conditions.isEmpty() && holds(conditions);
    }

    boolean holds(Map<String, List<String>> conditions) {
        return conditions.entrySet().stream()
                .allMatch(condition -> condition.getValue().contains("*")
                        ? known(condition.getKey()).isPresent()
                        : contains(condition.getValue(), cell(condition.getKey())));
    }

    /** The first template whose columns are all known. */
    Optional<String> text(List<String> templates) {
        for (String template : templates) {
            Matcher matcher = Mapping.COLUMN.matcher(template);
            StringBuilder text = new StringBuilder();
            boolean complete = true;
            while (complete && matcher.find()) {
                Optional<String> value = known(matcher.group(1));
                complete = value.isPresent();
                matcher.appendReplacement(text, Matcher.quoteReplacement(value.orElse("")));
            }
            if (complete) {
                return Optional.of(matcher.appendTail(text)
                                .toString()
                                .replace("\r\n", "\n")
                                .replace('\r', '\n')
                                .strip())
                        .filter(whole -> !whole.isEmpty());
            }
        }
        return Optional.empty();
    }

    static String columns(List<String> templates) {
        return Mapping.columnsOf(templates).distinct().collect(Collectors.joining(" + "));
    }

    static List<String> split(String text, Optional<String> separator) {
        List<String> parts = separator
                .map(by -> Arrays.asList(text.split(Pattern.quote(by))))
                .orElse(List.of(text));
        return parts.stream().map(String::strip).filter(part -> !part.isEmpty()).toList();
    }

    static String line(String text) {
        return WHITESPACE.matcher(text).replaceAll(" ").strip();
    }

    static boolean contains(List<String> values, String value) {
        return values.stream().anyMatch(value::equalsIgnoreCase);
    }

    static boolean matches(String pattern, String name) {
        String expression =
                Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.compile(expression, Pattern.CASE_INSENSITIVE | Pattern.DOTALL)
                .matcher(name)
                .matches();
    }
}
