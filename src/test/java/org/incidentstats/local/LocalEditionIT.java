package org.incidentstats.local;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The packaged local edition as its user starts it: a process of its own. */
class LocalEditionIT {

    private static final String INCIDENT =
            "{\"title\":\"Two arrests\",\"category\":\"enforcement\",\"type\":\"arrest\","
                    + "\"date\":\"2024-03\",\"places\":[{\"country\":\"DEU\"}],\"outcome\":\"completed\",\"evidence\":\"official\","
                    + "\"sources\":[{\"title\":\"Example report\"}]}";

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @Test
    void aSecondStartFindsTheDataOfTheFirst() throws Exception {
        List<String> arguments = List.of("-Dincidentstats.local.data-folder=" + folder.resolve("data"));
        String first;
        try (EditionProcess edition = new EditionProcess(arguments, Map.of())) {
            assertTrue(edition.log().contains("27 sample incidents put on record"), edition::log);
            first = edition.get("/v1/events/kerman-bombing").body();
            assertEquals("27", total(edition));
            edition.stop();
        }
        try (EditionProcess edition = new EditionProcess(arguments, Map.of())) {
            assertTrue(edition.log().contains(" 0 sample incidents put on record, 27 changes in all"), edition::log);
            assertEquals(first, edition.get("/v1/events/kerman-bombing").body());
            assertEquals("27", total(edition));
            edition.stop();
        }
    }

    @Test
    void twoProcessesShareAFolder() throws Exception {
        List<String> arguments = List.of("-Dincidentstats.local.data-folder=" + folder.resolve("data"));
        try (EditionProcess one = new EditionProcess(arguments, Map.of());
                EditionProcess other = new EditionProcess(arguments, Map.of())) {
            for (int events = 28; events <= 40; events += 2) {
                // What one has acknowledged is in the other's next answer
                assertEquals(201, one.enter(one.token(), INCIDENT).statusCode(), one::log);
                assertEquals(Integer.toString(events), total(other));
                assertEquals(201, other.enter(other.token(), INCIDENT).statusCode(), other::log);
                assertEquals(Integer.toString(events + 1), total(one));
            }
            one.stop();
            assertEquals("41", total(other));
            other.stop();
        }
    }

    @Test
    void withoutAFolderNothingIsLeft() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        try (EditionProcess edition = new EditionProcess(List.of("-Djava.io.tmpdir=" + temporary), Map.of())) {
            assertTrue(edition.log().contains("data in a temporary file"), edition::log);
            assertEquals("27", total(edition));
            edition.stop();
        }
        try (Stream<Path> left = Files.walk(temporary)) {
            assertEquals(
                    List.of(),
                    left.filter(file -> file.toString().endsWith(".db")).toList());
        }
    }

    @Test
    void requestsAreAnsweredInParallel() throws Exception {
        try (EditionProcess edition = new EditionProcess(List.of(), Map.of())) {
            List<CompletableFuture<HttpResponse<byte[]>>> slow = new ArrayList<>();
            for (int month = 1; month <= 4; month++) {
                slow.add(http.sendAsync(edition.request("/v1/briefs/2023-0" + month), BodyHandlers.ofByteArray()));
            }
            List<CompletableFuture<HttpResponse<String>>> quick = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                quick.add(http.sendAsync(edition.request("/v1/statistics?by=country"), BodyHandlers.ofString()));
            }
            CompletableFuture<Void> allSlow = CompletableFuture.allOf(slow.toArray(CompletableFuture[]::new));
            // Each quick answer is there while a slow one, asked for earlier, is still being made.
            CompletableFuture.anyOf(quick.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
            assertTrue(!allSlow.isDone());
            for (CompletableFuture<HttpResponse<String>> answer : quick) {
                assertEquals(200, answer.get(60, TimeUnit.SECONDS).statusCode());
            }
            for (CompletableFuture<HttpResponse<byte[]>> answer : slow) {
                assertEquals(200, answer.get(60, TimeUnit.SECONDS).statusCode());
            }
            edition.stop();
        }
    }

    private String total(EditionProcess edition) throws Exception {
        String csv = edition.get("/v1/statistics?format=csv").body();
        return csv.split("\r\n")[1];
    }
}
