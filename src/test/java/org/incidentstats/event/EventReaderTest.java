package org.incidentstats.event;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;

import org.incidentstats.platform.InvalidRequest;
import org.incidentstats.vocabulary.CodeLists;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What an incident can say of its certainty, its targets' groups and its arrests by nationality. */
class EventReaderTest {

    private final ObjectMapper json = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new ParameterNamesModule())
            .build();

    private final EventReader reader =
            new EventReader(new CodeLists(), Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC));

    @Test
    void everyFieldIsReadAsItWasWritten() throws Exception {
        for (JsonNode document : documents()) {
            Event event = reader.read(document);
            assertEquals(event, json.readValue(json.writeValueAsString(event), Event.class));
            ObjectNode written = json.valueToTree(event);
            written.put("id", document.get("id").asText());
            assertEquals(document, written);
        }
    }

    @Test
    void aCodeThatIsNoneIsAFaultWhereItStands() throws Exception {
        ObjectNode document = documents().get(0).deepCopy();
        document.put("certainty", "certain");
        ((ObjectNode) document.at("/targets/0")).put("group", "ISPK");
        ((ObjectNode) document.at("/perpetrators/0")).putObject("arrested").put("best", -1);
        ((ObjectNode) document.at("/perpetrators/1")).put("nationality", "outer-space");
        InvalidRequest refusal = assertThrows(InvalidRequest.class, () -> reader.read(document));
        String faults = refusal.faults().toString();
        for (String pointer : List.of(
                "/certainty", "/targets/0/group", "/perpetrators/0/arrested/best", "/perpetrators/1/nationality")) {
            assertTrue(faults.contains(pointer), () -> pointer + " in " + faults);
        }
    }

    private List<JsonNode> documents() throws Exception {
        return StreamSupport.stream(
                        json.readTree(EventReaderTest.class.getResourceAsStream("/hard-events.json"))
                                .spliterator(),
                        false)
                .toList();
    }
}
