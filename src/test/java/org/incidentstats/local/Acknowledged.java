package org.incidentstats.local;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What clients of an edition were told, which must hold after it was killed. */
final class Acknowledged {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 1_000;
    private static final long BETWEEN_LOOKS = 20_000_000;

    /** A version of an event. */
    record Version(String id, int version) {}

    /** A request whose answer was lost, which can be made again under its key. */
    record Unanswered(String id, String title) {}

    private final Map<Version, String> titles = new ConcurrentHashMap<>();
    private final Map<String, List<String>> imports = new ConcurrentHashMap<>();
    private final Map<String, String> briefs = new ConcurrentHashMap<>();
    private final Queue<Unanswered> unanswered = new ConcurrentLinkedQueue<>();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();

    void asked(String id) {
        asked.add(id);
    }

    void version(String id, int version, String title) {
        titles.put(new Version(id, version), title);
    }

    void unanswered(String id, String title) {
        unanswered.add(new Unanswered(id, title));
    }

    void imported(String job, List<String> ids) {
        imports.put(job, ids);
    }

    void brief(String path, String content) {
        briefs.put(path, content);
    }

    int events() {
        return titles.size();
    }

    int imports() {
        return imports.size();
    }

    int briefs() {
        return briefs.size();
    }

    /** Holds an edition, after it was started again, to what it and those before it have said. */
    void verify(EditionProcess edition) throws Exception {
        EditionClient client = new EditionClient(edition, this);
        for (Unanswered lost = unanswered.poll(); lost != null; lost = unanswered.poll()) {
            // Made before or made now: once
            client.enter(lost.id(), lost.title());
        }
        for (Map.Entry<String, List<String>> job : imports.entrySet()) {
            JsonNode end = finished(edition, job.getKey());
            assertEquals("completed", end.path("status").asText(), end::toString);
            assertEquals(job.getValue().size(), end.at("/counts/rows").asInt(), end::toString);
            assertEquals(0, end.at("/counts/refused").asInt(), end::toString);
            job.getValue().forEach(id -> version(id, 1, EditionClient.TITLE));
        }
        Map<Version, JsonNode> record = record(edition);
        titles.forEach((version, title) -> {
            JsonNode there = record.get(version);
            assertTrue(there != null, () -> version + " was acknowledged and is lost");
            assertEquals(title, there.path("title").asText(), version::toString);
        });
        assertEquals(counting(record), Integer.parseInt(total(edition)));
        client.compare();
        for (Map.Entry<String, String> brief : briefs.entrySet()) {
            assertEquals(brief.getValue(), edition.get(brief.getKey()).body(), brief.getKey());
        }
    }

    private static JsonNode finished(EditionProcess edition, String job) throws Exception {
        JsonNode state =
                JSON.readTree(edition.send(edition.at(job).header("Authorization", "Bearer " + edition.token()))
                        .body());
        while (!state.has("finishedAt")) {
            assertTrue(state.has("status"), state::toString);
            LockSupport.parkNanos(BETWEEN_LOOKS);
            state = JSON.readTree(edition.send(edition.at(job).header("Authorization", "Bearer " + edition.token()))
                    .body());
        }
        return state;
    }

    /** The whole record, by its feed: without a gap, and with nothing that nobody asked for. */
    private Map<Version, JsonNode> record(EditionProcess edition) throws Exception {
        Map<Version, JsonNode> record = new HashMap<>();
        Map<String, Integer> newest = new HashMap<>();
        long sequence = 0;
        JsonNode page;
        do {
            page = JSON.readTree(edition.get("/v1/changes?since=%d&limit=%d".formatted(sequence, PAGE))
                            .body())
                    .path("changes");
            for (JsonNode change : page) {
                sequence++;
                JsonNode event = change.path("event");
                assertEquals(sequence, change.path("sequence").asLong());
                Version version = new Version(
                        event.path("id").asText(), event.path("version").asInt());
                assertEquals(newest.merge(version.id(), 1, Integer::sum), version.version(), version::toString);
                assertTrue(record.put(version, event) == null, version::toString);
            }
        } while (!page.isEmpty());
        Set<String> unasked = new HashSet<>(newest.keySet());
        unasked.removeAll(asked);
        unasked.removeIf(id -> !id.startsWith(EditionClient.PREFIX));
        assertEquals(Set.of(), unasked);
        return record;
    }

    private static int counting(Map<Version, JsonNode> record) {
        Map<String, JsonNode> newest = new HashMap<>();
        record.forEach((version, event) -> newest.merge(
                version.id(),
                event,
                (one, other) ->
                        one.path("version").asInt() > other.path("version").asInt() ? one : other));
        return (int) newest.values().stream()
                .filter(event -> event.path("status").asText().equals("active"))
                .count();
    }

    private static String total(EditionProcess edition) throws Exception {
        return edition.get("/v1/statistics?format=csv").body().split("\r\n")[1];
    }
}
