package org.incidentstats.local;

import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Nothing of an incident is lost on the way in: each is read back and turned into what was published. */
@QuarkusTest
class SampleDataTest {

    private static final Set<String> OF_THE_RECORD = Set.of("version", "status", "recordedAt", "recordedBy");

    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void everyFieldOfThePublishedFileIsReadBack() throws Exception {
        JsonNode file;
        try (InputStream stream = getClass().getResourceAsStream("/sample-events-as-published.json")) {
            file = mapper.readTree(stream);
        }
        assertEquals(27, file.get("events").size());
        Set<String> ids = new TreeSet<>();
        for (JsonNode published : file.get("events")) {
            String id = published.get("id").asText();
            ids.add(id);
            JsonNode recorded = mapper.readTree(given().get("/v1/events/" + id)
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString());
            ObjectNode expected = published.deepCopy();
            ArrayNode sources = mapper.createArrayNode();
            for (JsonNode source : published.get("sources")) {
                ObjectNode document = mapper.createObjectNode().put("id", source.asText());
                document.setAll((ObjectNode) file.get("sources").get(source.asText()));
                if (document.get("publisher").isNull()) {
                    document.remove("publisher");
                }
                sources.add(document);
            }
            expected.set("sources", sources);
            assertEquals(expected, asPublished(recorded));
        }
        JsonNode all = mapper.readTree(given().get("/v1/events?limit=1000").asString());
        Set<String> listed = new TreeSet<>();
        all.get("events").forEach(event -> listed.add(event.get("id").asText()));
        assertEquals(ids, listed);
    }

    /** The published form of an event as the API gives it; a member that has no place there makes the two differ. */
    private ObjectNode asPublished(JsonNode recorded) {
        ObjectNode event = recorded.deepCopy();
        event.remove(List.copyOf(OF_THE_RECORD));
        ArrayNode countries = event.putArray("countries");
        for (JsonNode place : event.remove("places")) {
            ObjectNode rest = place.deepCopy();
            countries.add(rest.remove("country"));
            event.setAll(rest);
        }
        for (JsonNode some : event.path("perpetrators")) {
            if (some.get("nationality").asText().equals("unknown")) {
                ((ObjectNode) some).putNull("nationality");
            }
        }
        if (event.has("casualties")) {
            event.setAll((ObjectNode) event.remove("casualties"));
        }
        if (event.has("targets")) {
            for (JsonNode target : event.remove("targets")) {
                if (target.has("type")) {
                    event.set("targetType", target.get("type"));
                }
                if (target.has("nationalities")) {
                    event.set("targetNationalities", target.get("nationalities"));
                }
            }
        }
        if (event.has("seizures")) {
            JsonNode seizures = event.remove("seizures");
            ObjectNode byItem = event.putObject("seizures");
            seizures.forEach(seizure -> byItem.set(seizure.get("item").asText(), seizure.at("/quantity/best")));
        }
        if (event.has("relations")) {
            for (JsonNode relation : event.remove("relations")) {
                assertEquals("possible-duplicate-of", relation.get("kind").asText());
                event.set("possibleDuplicateOf", relation.get("event"));
            }
        }
        return event;
    }
}
