package org.incidentstats.statistics;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Counts the sample incidents a second time, straight from the file as it was published, with none of the project's
 * code: text by text, as somebody would with a pencil.
 */
final class NaiveCount {

    static final List<String> DIMENSIONS = List.of(
            "country", "nationality", "group", "year", "quarter", "month", "category", "type", "outcome", "evidence");
    static final List<String> ESTIMATES = List.of("perpetrators", "killed", "wounded", "arrested");

    private final List<JsonNode> events = new ArrayList<>();

    NaiveCount() throws IOException {
        try (InputStream stream = NaiveCount.class.getResourceAsStream("/sample-events-as-published.json")) {
            new ObjectMapper().readTree(stream).get("events").forEach(events::add);
        }
    }

    List<JsonNode> events() {
        return events;
    }

    /** Lines of codes, events, and five numbers for each estimate, in the order of the API's CSV. */
    List<String> lines(List<String> by, Map<String, Set<String>> filters) {
        Map<String, List<long[]>> rows = new TreeMap<>();
        for (JsonNode event : events) {
            boolean selected = filters.entrySet().stream()
                    .allMatch(filter -> values(event, filter.getKey()).stream().anyMatch(filter.getValue()::contains));
            if (!selected) {
                continue;
            }
            for (List<String> key : keys(event, by, filters)) {
                List<long[]> sums = rows.computeIfAbsent(String.join(",", key), k -> emptySums());
                sums.get(0)[0]++;
                for (int i = 0; i < ESTIMATES.size(); i++) {
                    String nationality = by.contains("nationality") ? key.get(by.indexOf("nationality")) : null;
                    long[] figures = figures(event, ESTIMATES.get(i), nationality);
                    for (int j = 0; j < figures.length; j++) {
                        sums.get(i + 1)[j] += figures[j];
                    }
                }
            }
        }
        List<String> lines = new ArrayList<>();
        rows.forEach((key, sums) -> {
            StringBuilder line = new StringBuilder(key);
            for (long[] sum : sums) {
                for (long number : sum) {
                    line.append(line.isEmpty() ? "" : ",").append(number);
                }
            }
            lines.add(line.toString());
        });
        return lines;
    }

    private static List<long[]> emptySums() {
        List<long[]> sums = new ArrayList<>();
        sums.add(new long[1]);
        ESTIMATES.forEach(estimate -> sums.add(new long[5]));
        return sums;
    }

    private List<List<String>> keys(JsonNode event, List<String> by, Map<String, Set<String>> filters) {
        List<List<String>> keys = new ArrayList<>();
        keys.add(List.of());
        for (String dimension : by) {
            List<List<String>> next = new ArrayList<>();
            for (List<String> key : keys) {
                for (String value : values(event, dimension)) {
                    if (!filters.containsKey(dimension)
                            || filters.get(dimension).contains(value)) {
                        List<String> longer = new ArrayList<>(key);
                        longer.add(value);
                        next.add(longer);
                    }
                }
            }
            keys = next;
        }
        return keys;
    }

    Set<String> values(JsonNode event, String dimension) {
        Set<String> values = new LinkedHashSet<>();
        String date = event.get("date").asText().replace("~", "");
        switch (dimension) {
            case "country" -> event.get("countries").forEach(country -> values.add(country.asText()));
            case "group" -> {
                event.path("groups").forEach(group -> values.add(group.asText()));
                if (values.isEmpty()) {
                    values.add("unknown");
                }
            }
            case "nationality" -> {
                event.path("perpetrators").forEach(some -> values.add(nationality(some)));
                if (values.isEmpty()) {
                    values.add("unknown");
                }
            }
            case "year" -> values.add(date.contains("/") ? date : date.substring(0, 4));
            case "quarter" -> {
                if (date.contains("/")) {
                    values.add(date);
                } else if (date.length() == 4) {
                    values.add(date + "-QX");
                } else {
                    int month = Integer.parseInt(date.substring(5, 7));
                    values.add(date.substring(0, 4) + "-Q" + (month <= 3 ? 1 : month <= 6 ? 2 : month <= 9 ? 3 : 4));
                }
            }
            case "month" ->
                values.add(date.contains("/") ? date : date.length() == 4 ? date + "-XX" : date.substring(0, 7));
            default -> values.add(event.get(dimension).asText());
        }
        return values;
    }

    private static String nationality(JsonNode perpetrators) {
        return perpetrators.get("nationality").isNull()
                ? "unknown"
                : perpetrators.get("nationality").asText();
    }

    /** low, best, high, unknown, at least */
    private static long[] figures(JsonNode event, String estimate, String nationality) {
        if (!estimate.equals("perpetrators")) {
            return event.has(estimate) ? figures(event.get(estimate)) : new long[] {0, 0, 0, 1, 0};
        }
        long[] sum = new long[5];
        if (event.path("perpetrators").isEmpty()) {
            sum[3] = 1;
        }
        for (JsonNode some : event.path("perpetrators")) {
            if (nationality == null || nationality.equals(nationality(some))) {
                long[] figures = some.has("count") ? figures(some.get("count")) : new long[] {1, 1, 1, 0, 1};
                for (int i = 0; i < 3; i++) {
                    sum[i] += figures[i];
                }
                sum[4] = Math.max(sum[4], figures[4]);
            }
        }
        return sum;
    }

    private static long[] figures(JsonNode estimate) {
        long low = estimate.has("low")
                ? estimate.get("low").asLong()
                : estimate.path("best").asLong(0);
        long best = estimate.has("best")
                ? estimate.get("best").asLong()
                : estimate.path("low").asLong(0);
        long high = estimate.has("high")
                ? estimate.get("high").asLong()
                : estimate.has("best")
                        ? estimate.get("best").asLong()
                        : estimate.path("low").asLong(0);
        return new long[] {low, best, high, 0, estimate.has("low") && !estimate.has("best") ? 1 : 0};
    }
}
