package org.incidentstats.statistics.model;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Counts incidents a second time, straight from a file, with none of the project's code: text by text, as somebody
 * would with a pencil. It reads the sample incidents as they were published, and incidents in the API's own format.
 */
public final class NaiveCount {

    public static final List<String> DIMENSIONS = List.of(
            "country",
            "region",
            "admin1",
            "nationality",
            "abroad",
            "group",
            "year",
            "quarter",
            "month",
            "week",
            "day",
            "category",
            "type",
            "outcome",
            "evidence",
            "certainty",
            "weapon",
            "target",
            "target-nationality",
            "target-group",
            "source");
    static final List<String> ESTIMATES =
            List.of("perpetrators", "killed", "wounded", "arrested", "perpetrators-of-incidents");

    /** By hand from the list of the United Nations Statistics Division, M49; of the countries in the files alone. */
    private static final Map<String, List<String>> REGIONS = Map.ofEntries(
            Map.entry("central-asia", List.of("KAZ", "KGZ", "TJK", "TKM", "UZB")),
            Map.entry("southern-asia", List.of("AFG", "IRN", "PAK")),
            Map.entry("western-asia", List.of("TUR", "AZE", "SYR")),
            Map.entry("eastern-europe", List.of("POL", "RUS")),
            Map.entry("western-europe", List.of("DEU", "NLD", "AUT")),
            Map.entry("northern-europe", List.of("SWE")),
            Map.entry("eastern-asia", List.of("CHN")));

    private final List<JsonNode> events = new ArrayList<>();
    private final JsonNode publishers;

    /** Of the sample incidents as they were published. */
    NaiveCount() throws IOException {
        this("/sample-events-as-published.json");
    }

    NaiveCount(String resource) throws IOException {
        try (InputStream stream = NaiveCount.class.getResourceAsStream(resource)) {
            JsonNode file = new ObjectMapper().readTree(stream);
            publishers = file.path("sources");
            (file.isArray() ? file : file.get("events")).forEach(events::add);
        }
        events.removeIf(event -> event.path("relations").toString().contains("duplicate-of"));
    }

    List<JsonNode> events() {
        return events;
    }

    /** Lines of codes, events, and five numbers for each estimate, in the order of the API's CSV. */
    List<String> lines(List<String> by, Map<String, Set<String>> filters) {
        Map<List<String>, List<long[]>> rows = new TreeMap<>((one, other) -> {
            for (int i = 0; i < one.size(); i++) {
                int order = one.get(i).compareTo(other.get(i));
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        });
        for (JsonNode event : events) {
            if (!selected(event, filters)) {
                continue;
            }
            for (List<String> key : keys(event, by, filters)) {
                add(rows.computeIfAbsent(key, k -> emptySums()), event, asked(by, key, filters));
            }
        }
        List<String> lines = new ArrayList<>();
        rows.forEach((key, sums) -> lines.add(line(key, sums)));
        return lines;
    }

    /** The line of everything selected, each incident once. */
    String total(Map<String, Set<String>> filters) {
        List<long[]> sums = emptySums();
        events.stream()
                .filter(event -> selected(event, filters))
                .forEach(event -> add(sums, event, filters.get("nationality")));
        return line(List.of(), sums);
    }

    private boolean selected(JsonNode event, Map<String, Set<String>> filters) {
        return filters.entrySet().stream()
                .allMatch(filter -> values(event, filter.getKey()).stream().anyMatch(filter.getValue()::contains));
    }

    /** Of which nationalities people are counted; of all, where it is null. */
    private static Set<String> asked(List<String> by, List<String> key, Map<String, Set<String>> filters) {
        return by.contains("nationality") ? Set.of(key.get(by.indexOf("nationality"))) : filters.get("nationality");
    }

    private static void add(List<long[]> sums, JsonNode event, Set<String> asked) {
        sums.get(0)[0]++;
        for (int i = 0; i < ESTIMATES.size(); i++) {
            long[] figures = figures(event, ESTIMATES.get(i), asked);
            for (int j = 0; j < figures.length; j++) {
                sums.get(i + 1)[j] += figures[j];
            }
        }
    }

    private static String line(List<String> key, List<long[]> sums) {
        StringBuilder line = new StringBuilder();
        for (String value : key) {
            line.append(line.isEmpty() ? "" : ",")
                    .append(value.contains(",") || value.contains("\"") ? '"' + value + '"' : value);
        }
        for (long[] sum : sums) {
            for (long number : sum) {
                line.append(line.isEmpty() ? "" : ",").append(number);
            }
        }
        return line.toString();
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
        switch (dimension) {
            case "country" -> values.addAll(countries(event));
            case "region" ->
                countries(event)
                        .forEach(country -> REGIONS.forEach((region, members) -> {
                            if (members.contains(country)) {
                                values.add(region);
                            }
                        }));
            case "admin1" ->
                event.path("places")
                        .forEach(place -> values.add(
                                place.has("admin1")
                                        ? place.get("country").asText() + "/"
                                                + place.get("admin1").asText().replaceAll(" +", " ")
                                        : "unknown"));
            case "nationality" -> event.path("perpetrators").forEach(some -> values.add(nationality(some)));
            case "abroad" -> values.add(abroad(event));
            case "group" -> event.path("groups").forEach(group -> values.add(group.asText()));
            case "weapon" -> event.path("weapons").forEach(weapon -> values.add(weapon.asText()));
            case "certainty" -> values.add(event.path("certainty").asText("confirmed"));
            case "target" -> {
                if (event.has("targetType") || event.has("targetNationalities")) {
                    values.add(event.path("targetType").asText("unknown"));
                }
                event.path("targets")
                        .forEach(target -> values.add(target.path("type").asText("unknown")));
            }
            case "target-nationality" -> {
                event.path("targetNationalities").forEach(one -> values.add(one.asText()));
                for (JsonNode target : event.path("targets")) {
                    target.path("nationalities").forEach(one -> values.add(one.asText()));
                    if (!target.has("nationalities")) {
                        values.add("unknown");
                    }
                }
            }
            case "target-group" ->
                event.path("targets").forEach(target -> {
                    if (target.has("group")) {
                        values.add(target.get("group").asText());
                    }
                });
            case "source" -> values.add(publisher(event.get("sources").get(0)));
            case "year", "quarter", "month", "week", "day" ->
                values.add(period(event.get("date").asText().replace("~", ""), dimension));
            default -> values.add(event.get(dimension).asText());
        }
        return values.isEmpty() ? Set.of("unknown") : values;
    }

    private static Set<String> countries(JsonNode event) {
        Set<String> countries = new LinkedHashSet<>();
        event.path("countries").forEach(country -> countries.add(country.asText()));
        event.path("places").forEach(place -> countries.add(place.get("country").asText()));
        return countries;
    }

    private String publisher(JsonNode source) {
        JsonNode publisher =
                source.isTextual() ? publishers.get(source.asText()).get("publisher") : source.path("publisher");
        return publisher.asText("unknown").equals("null")
                ? "unknown"
                : publisher.asText("unknown").trim();
    }

    /** Pair by pair: a perpetrator is at home in a country of his own and abroad in another. */
    private static String abroad(JsonNode event) {
        Set<String> countries = countries(event);
        boolean home = false;
        boolean abroad = false;
        Set<String> known = new LinkedHashSet<>();
        for (JsonNode some : event.path("perpetrators")) {
            String nationality = nationality(some);
            if (nationality.equals("foreign")) {
                abroad = true;
            } else if (REGIONS.containsKey(nationality)) {
                abroad |= REGIONS.get(nationality).stream().noneMatch(countries::contains);
            } else if (!nationality.equals("unknown") && !nationality.equals("stateless")) {
                known.add(nationality);
                home |= countries.contains(nationality);
                abroad |= !countries.contains(nationality);
            }
        }
        for (String country : countries) {
            abroad |= !known.isEmpty() && !known.contains(country);
        }
        return home && abroad ? "both" : home ? "home" : abroad ? "abroad" : "unknown";
    }

    private static String period(String date, String grain) {
        if (date.contains("/")) {
            String first = date.substring(0, date.indexOf('/'));
            String last = date.substring(date.indexOf('/') + 1);
            String from = end(first, grain);
            String to = end(last, grain);
            return from.equals(to) ? from : from + "/" + to;
        }
        return switch (grain) {
            case "quarter" -> date.length() == 4 ? date + "-QX" : end(date, grain);
            case "month" -> date.length() == 4 ? date + "-XX" : end(date, grain);
            case "week" -> date.length() == 4 ? date + "-WXX" : end(date, grain);
            case "day" -> date.length() == 4 ? date + "-XX-XX" : date.length() == 7 ? date + "-XX" : date;
            default -> end(date, grain);
        };
    }

    /** One end of an interval, as exact as it is known. */
    private static String end(String date, String grain) {
        if (grain.equals("year") || date.length() == 4) {
            return date.substring(0, 4);
        }
        if (grain.equals("month")) {
            return date.substring(0, 7);
        }
        if (grain.equals("quarter")) {
            int month = Integer.parseInt(date.substring(5, 7));
            return date.substring(0, 4) + "-Q" + (month <= 3 ? 1 : month <= 6 ? 2 : month <= 9 ? 3 : 4);
        }
        return grain.equals("week") && date.length() == 10 ? week(date) : date;
    }

    /** The week is that of its Thursday, counted in the Thursday's year. */
    private static String week(String date) {
        LocalDate day = LocalDate.parse(date);
        LocalDate thursday = day.plusDays(4 - day.getDayOfWeek().getValue());
        return "%d-W%02d".formatted(thursday.getYear(), (thursday.getDayOfYear() + 6) / 7);
    }

    private static String nationality(JsonNode perpetrators) {
        return perpetrators.get("nationality").isNull()
                ? "unknown"
                : perpetrators.get("nationality").asText();
    }

    /** low, best, high, unknown, at least */
    private static long[] figures(JsonNode event, String estimate, Set<String> asked) {
        return switch (estimate) {
            case "perpetrators" -> people(event, asked, "count", new long[] {1, 1, 1, 0, 1});
            case "perpetrators-of-incidents" -> people(event, null, "count", new long[] {1, 1, 1, 0, 1});
            case "arrested" -> {
                boolean known = false;
                for (JsonNode some : event.path("perpetrators")) {
                    known |= some.has("arrested");
                }
                if (known && (asked != null || !event.has("arrested"))) {
                    yield people(event, asked, "arrested", new long[] {0, 0, 0, 1, 0});
                }
                yield event.has("arrested") ? figures(event.get("arrested")) : new long[] {0, 0, 0, 1, 0};
            }
            default -> {
                JsonNode figure = event.has(estimate)
                        ? event.get(estimate)
                        : event.path("casualties").path(estimate);
                yield figure.isMissingNode() ? new long[] {0, 0, 0, 1, 0} : figures(figure);
            }
        };
    }

    /**
     * Those of the nationalities asked for, added up over the list of perpetrators: without a figure only if there is none
     * of any of them, and so many at least if there is one of some.
     */
    private static long[] people(JsonNode event, Set<String> asked, String member, long[] otherwise) {
        long[] sum = new long[5];
        if (event.path("perpetrators").isEmpty()) {
            sum[3] = 1;
        }
        boolean someKnown = false;
        boolean someUnknown = false;
        for (JsonNode some : event.path("perpetrators")) {
            if (asked == null || asked.contains(nationality(some))) {
                long[] figures = some.has(member) ? figures(some.get(member)) : otherwise;
                for (int i = 0; i < 3; i++) {
                    sum[i] += figures[i];
                }
                someKnown |= figures[3] == 0;
                someUnknown |= figures[3] == 1;
                sum[4] = Math.max(sum[4], figures[4]);
            }
        }
        if (someUnknown) {
            sum[someKnown ? 4 : 3] = 1;
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
