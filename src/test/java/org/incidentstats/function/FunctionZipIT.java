package org.incidentstats.function;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What goes to AWS Lambda. */
class FunctionZipIT {

    private static final Path ZIP = Path.of(System.getProperty("output.folder"), "function.zip");

    @Test
    void holdsTheHttpFunction() throws IOException {
        Set<String> entries = entries();
        assertTrue(entries.contains("org/incidentstats/statistics/StatisticsResource.class"));
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

    private static Set<String> entries() throws IOException {
        Set<String> entries = new TreeSet<>();
        try (ZipFile zip = new ZipFile(ZIP.toFile())) {
            zip.stream().map(ZipEntry::getName).forEach(entries::add);
        }
        return entries;
    }
}
