package org.incidentstats.infra;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What {@code infra/README.md} says of the deployment is what the template does, and its sums are right. */
class DeploymentGuideTest {

    private static final Pattern OVERRIDE = Pattern.compile("(?m)^ +'?([A-Z][A-Za-z]+)=(?:\"?)[^ ]+.*$");
    private static final Pattern FUNCTION = Pattern.compile("--function-name incident-statistics-([a-z-]+):live");
    private static final Pattern COST = Pattern.compile(
            "(?m)^\\| ([^|]+) \\| ([\\d.]+) \\| ([\\d.,]+) \\| ([\\d.]+) / ([\\d,]+) \\| ([\\d,.]+) \\| ([\\d,.]+) \\|$");
    private static final Pattern TOTAL = Pattern.compile("(?m)^\\| together \\|.*\\| ([\\d,.]+) \\| ([\\d,.]+) \\|$");
    private static final Pattern DURATION =
            Pattern.compile("busy for (\\d+) ms of it: (\\d+) ms.*? (\\d+) ms for HTTP.*? (\\d+) ms, assumed too");
    private static final Pattern READS = Pattern.compile(
            "at most ([\\d.]+) MB, which are (\\d+) units; .*? (\\d+) requests, so a request costs ([\\d.]+) units");
    private static final List<Long> MONTHS = List.of(100_000L, 10_000_000L);

    private final Template template = Template.read();
    private final String guide = Files.readString(Path.of("infra", "README.md"));

    DeploymentGuideTest() throws IOException {}

    @Test
    void givesEveryParameterThatIsAskedFor() {
        String command = guide.substring(guide.indexOf("--parameter-overrides"));
        command = command.substring(0, command.indexOf("```"));
        Set<String> given =
                OVERRIDE.matcher(command).results().map(match -> match.group(1)).collect(Collectors.toSet());
        Set<String> missing = new TreeSet<>(template.asked());
        missing.removeAll(given);
        assertEquals(Set.of(), missing);
        given.forEach(name -> assertTrue(template.parameter(name).isObject(), name));
    }

    @Test
    void callsFunctionsThatThereAre() {
        Set<String> there = template.functions().values().stream()
                .map(function -> template.text(function.path("FunctionName")).replace("${AWS::StackName}-", ""))
                .collect(Collectors.toSet());
        Set<String> called =
                FUNCTION.matcher(guide).results().map(match -> match.group(1)).collect(Collectors.toSet());
        assertEquals(Set.of("brief", "rebuild"), called);
        assertTrue(there.containsAll(called));
        there.forEach(name -> assertTrue(guide.contains("| `" + name + "` |"), name));
    }

    @Test
    void addsUpWhatItCosts() {
        List<BigDecimal> sums = new ArrayList<>(List.of(BigDecimal.ZERO, BigDecimal.ZERO));
        Matcher row = COST.matcher(guide);
        int rows = 0;
        while (row.find()) {
            for (int month = 0; month < 2; month++) {
                BigDecimal cost = number(row.group(2))
                        .multiply(BigDecimal.valueOf(MONTHS.get(month)))
                        .add(number(row.group(3)))
                        .multiply(number(row.group(4)))
                        .divide(number(row.group(5)), 2, RoundingMode.HALF_UP);
                assertEquals(cost, number(row.group(6 + month)), row.group(1));
                sums.set(month, sums.get(month).add(cost));
            }
            rows++;
        }
        assertTrue(rows > 10);
        Matcher total = TOTAL.matcher(guide);
        assertTrue(total.find());
        assertEquals(sums, List.of(number(total.group(1)), number(total.group(2))));
    }

    @Test
    void computesFromWhatItSays() {
        Map<String, String[]> rows = rows();
        Matcher reads = READS.matcher(plain());
        assertTrue(reads.find());
        double segments = number(reads.group(2)).doubleValue();
        assertEquals(Math.ceil(number(reads.group(1)).doubleValue() * 1_000_000 / 8_000), segments, 0.5);
        double units = 1 + segments / number(reads.group(3)).doubleValue();
        assertEquals(units, number(reads.group(4)).doubleValue(), 0.001);
        assertEquals(units, Double.parseDouble(rows.get("DynamoDB, reads")[0]), 0.001);
        Matcher duration = DURATION.matcher(plain());
        assertTrue(duration.find());
        double busy = Double.parseDouble(duration.group(1));
        assertEquals(
                Double.parseDouble(duration.group(2))
                        + Double.parseDouble(duration.group(3))
                        + Double.parseDouble(duration.group(4)),
                busy);
        double gigabytes =
                template.functions().get("ApiFunction").path("MemorySize").asInt() / 1024.0;
        assertEquals(busy / 1000 * gigabytes, Double.parseDouble(rows.get("Lambda, seconds times GB")[0]), 0.0001);
    }

    private String plain() {
        return guide.replaceAll("\\s+", " ");
    }

    @Test
    void countsTheAlarms() {
        long metrics = template.resources("AWS::CloudWatch::Alarm").values().stream()
                .map(alarm -> alarm.path("Properties"))
                .flatMap(alarm -> alarm.has("Metrics")
                        ? Template.elements(alarm.path("Metrics")).filter(one -> one.has("MetricStat"))
                        : Stream.<JsonNode>of(alarm))
                .count();
        assertEquals(metrics, Long.parseLong(rows().get("CloudWatch, metrics in alarms")[1]));
    }

    /** By name, the quantities for each request and each month. */
    private Map<String, String[]> rows() {
        Map<String, String[]> rows = new TreeMap<>();
        Matcher row = COST.matcher(guide);
        while (row.find()) {
            rows.put(row.group(1), new String[] {row.group(2), row.group(3)});
        }
        return rows;
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text.replace(",", ""));
    }
}
