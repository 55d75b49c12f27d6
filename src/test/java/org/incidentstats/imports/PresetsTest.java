package org.incidentstats.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.security.TestSecurity;
import io.restassured.path.json.JsonPath;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Files in the layout of each source become the events that a reader of its codebook expects. */
@QuarkusTest
@TestProfile(RecordOfItsOwn.class)
@TestSecurity(user = "editor@example.org", roles = "editor")
class PresetsTest {

    private static final List<String> OF_THE_VERSION = List.of("version", "status", "recordedAt", "recordedBy");

    private final ObjectMapper mapper = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(strings = {"gtd", "ucdp-ged", "acled"})
    void aSourcesFileBecomesTheEventsThatItsCodebookMeans(String source) throws Exception {
        JsonNode expected = mapper.readTree(Client.resource(source + ".expected.json"));
        JsonPath job = Client.imported(Client.resource(source + ".csv"), "mapping=" + source);
        List<String> refused = new ArrayList<>();
        job.getList("refusedRows", Map.class).forEach(row -> ((List<?>) row.get("faults"))
                .forEach(fault -> refused.add("%s %s '%s'"
                        .formatted(
                                row.get("line"),
                                ((Map<?, ?>) fault).get("column"),
                                ((Map<?, ?>) fault).get("value")))));
        List<String> expectedRefused = new ArrayList<>();
        expected.get("refused")
                .forEach(row -> expectedRefused.add("%s %s '%s'"
                        .formatted(
                                row.get("line").asInt(),
                                row.get("column").asText(),
                                row.get("value").asText())));
        assertEquals(String.join("\n", expectedRefused), String.join("\n", refused));
        assertEquals(expected.get("events").size(), job.getInt("counts.accepted"), job.prettify());
        for (JsonNode event : expected.get("events")) {
            ObjectNode actual = (ObjectNode) Client.event(event.get("id").asText());
            actual.remove(OF_THE_VERSION);
            assertEquals(
                    mapper.readTree(event.toString()).toPrettyString(),
                    sortedLike(event, actual).toPrettyString());
        }
    }

    @Test
    void theFileOfASourceHasEveryColumnThatItsMappingReads() throws Exception {
        for (String source : List.of("gtd", "ucdp-ged", "acled")) {
            JsonPath job = Client.imported(Client.resource(source + ".csv"), "dryRun=true&mapping=" + source);
            assertEquals(null, job.getList("missingColumns"), source);
        }
    }

    /** JSON objects have no order; for a readable difference the actual one takes the expected one's. */
    private JsonNode sortedLike(JsonNode expected, JsonNode actual) {
        if (expected.isObject() && actual.isObject()) {
            ObjectNode sorted = mapper.createObjectNode();
            expected.fieldNames().forEachRemaining(name -> {
                if (actual.has(name)) {
                    sorted.set(name, sortedLike(expected.get(name), actual.get(name)));
                }
            });
            actual.properties().forEach(member -> {
                if (!expected.has(member.getKey())) {
                    sorted.set(member.getKey(), member.getValue());
                }
            });
            return sorted;
        }
        if (expected.isArray() && actual.isArray()) {
            var sorted = mapper.createArrayNode();
            for (int i = 0; i < actual.size(); i++) {
                sorted.add(i < expected.size() ? sortedLike(expected.get(i), actual.get(i)) : actual.get(i));
            }
            return sorted;
        }
        return actual;
    }
}
