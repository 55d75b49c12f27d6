package org.incidentstats.event.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.incidentstats.vocabulary.GroupEntry;
import org.incidentstats.vocabulary.GroupRegister;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** The register of groups. */
class GroupRegisterTest {

    private final ObjectMapper json = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new ParameterNamesModule())
            .build();

    @Test
    void aCodeCountsUnderTheLastOneThatItWasMergedInto() {
        GroupRegister register =
                GroupRegister.of(List.of(merged("IS-K", "ISIS-K"), merged("ISIS-K", "ISKP"), group("ISKP")));
        assertEquals("ISKP", register.canonical("IS-K"));
        assertEquals("ISKP", register.canonical("ISKP"));
        assertEquals("nobody-knows", register.canonical("nobody-knows"));
    }

    @Test
    void aMergeThatLeadsBackIsRefusedAndLeavesTheRegisterAsItWas() {
        GroupRegister register = GroupRegister.of(List.of(merged("A", "B"), group("B")));
        assertThrows(IllegalArgumentException.class, () -> register.with(merged("B", "A")));
        assertThrows(IllegalArgumentException.class, () -> register.with(merged("C", "C")));
        assertEquals("B", register.canonical("A"));
    }

    @Test
    void aGroupIsNoPartOfItself() {
        GroupRegister register = GroupRegister.of(List.of(part("A", "B")));
        assertThrows(IllegalArgumentException.class, () -> register.with(part("B", "A")));
    }

    @Test
    void aCodeStandsThereOnceAndIsWrittenLikeOne() {
        assertThrows(IllegalArgumentException.class, () -> GroupRegister.of(List.of(group("A"), group("A"))));
        for (String wrong : List.of("", "two words", "a,b", "!a", "a\u0000", "x".repeat(101))) {
            assertThrows(IllegalArgumentException.class, () -> group(wrong), wrong);
        }
        assertEquals("Джамаат", group("Джамаат").code());
    }

    @Test
    void itIsReadFromJsonAsItWasWritten() throws Exception {
        GroupRegister register = GroupRegister.of(List.of(
                new GroupEntry(
                        "ISKP",
                        Map.of("en", "Islamic State Khorasan Province", "ru", "Хорасан"),
                        List.of("IS-K", "ISIS-K"),
                        Optional.of("IS"),
                        Optional.empty(),
                        true,
                        Map.of("ucdp", "1076")),
                merged("IS-K", "ISKP"),
                group("IS")));
        String written = json.writeValueAsString(register);
        assertEquals(register, json.readValue(written, GroupRegister.class), written);
    }

    private static GroupEntry group(String code) {
        return entry(code, Optional.empty(), Optional.empty());
    }

    private static GroupEntry merged(String code, String into) {
        return entry(code, Optional.empty(), Optional.of(into));
    }

    private static GroupEntry part(String code, String of) {
        return entry(code, Optional.of(of), Optional.empty());
    }

    private static GroupEntry entry(String code, Optional<String> partOf, Optional<String> mergedInto) {
        return new GroupEntry(code, Map.of(), List.of(), partOf, mergedInto, false, Map.of());
    }
}
