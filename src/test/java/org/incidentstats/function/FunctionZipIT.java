package org.incidentstats.function;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What goes to AWS Lambda. */
class FunctionZipIT {

    private static final Path ZIP = Path.of(System.getProperty("output.folder"), "function.zip");

    @Test
    void holdsTheHttpFunction() throws IOException {
        Set<String> entries = entries();
        assertTrue(entries.contains("org/incidentstats/statistics/http/StatisticsResource.class"));
        assertTrue(entries.contains("reports-templates/monthly-brief.xlsx"));
        assertTrue(entries.contains("codes.json"));
        assertTrue(entries.stream().anyMatch(entry -> entry.contains("quarkus-amazon-lambda-http")));
    }

    @Test
    void holdsNothingOfTheLocalEdition() throws IOException {
        List<String> local = entries().stream()
                .filter(entry -> entry.startsWith("org/incidentstats/local")
                        || entry.contains("sample-events")
                        || Stream.of("DynamoDBLocal", "sqlite", "jetty", "jwt-build", "selenium")
                                .anyMatch(entry::contains))
                .toList();
        assertEquals(List.of(), local);
    }

    @Test
    void holdsNothingThatDoesNotRunThere() throws IOException {
        assertEquals(
                List.of(),
                entries().stream()
                        .filter(entry -> entry.endsWith(".map")
                                || Stream.of(
                                                "brotli4j.native",
                                                "netty-nio",
                                                "apache-client",
                                                "apache5",
                                                "h2-2",
                                                "fastexcel")
                                        .anyMatch(entry::contains))
                        .toList());
        assertTrue(Files.size(ZIP) <= 45L << 20, () -> ZIP + " is larger than 45 MB");
    }

    /** A library is named after its coordinates, with a mark before them where the build has changed it. */
    @Test
    void theBillOfMaterialsNamesEveryLibrary() throws IOException {
        Set<String> named = new TreeSet<>();
        JsonNode components = new ObjectMapper()
                .readTree(ZIP.resolveSibling("bom.json").toFile())
                .get("components");
        for (JsonNode component : components) {
            named.add("%s.%s-%s.jar"
                    .formatted(
                            component.get("group").asText(),
                            component.get("name").asText(),
                            component.get("version").asText()));
        }
        List<String> unnamed = entries().stream()
                .filter(entry -> entry.startsWith("lib/"))
                .map(entry -> entry.substring("lib/".length()).replaceFirst("^modified-", ""))
                .filter(library -> !library.equals("0-classes.jar") && !named.contains(library))
                .toList();
        assertEquals(List.of(), unnamed);
    }

    private static Set<String> entries() throws IOException {
        Set<String> entries = new TreeSet<>();
        try (ZipFile zip = new ZipFile(ZIP.toFile())) {
            zip.stream().map(ZipEntry::getName).forEach(entries::add);
        }
        return entries;
    }
}
