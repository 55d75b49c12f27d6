package org.incidentstats.imports.mapping;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.incidentstats.platform.Fault;
import org.incidentstats.platform.InvalidRequest;
import org.incidentstats.vocabulary.CodeLists;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whatever is wrong with a mapping, and however often, the answer is short. */
class HostileMappingsTest {

    private static final int LARGEST_ANSWER = 40_000;

    private final Mappings mappings = new Mappings(new CodeLists());

    private InvalidRequest refused(String mapping) throws Exception {
        InvalidRequest refusal = assertThrows(InvalidRequest.class, () -> mappings.read(mapping));
        int length = refusal.getMessage().length()
                + new ObjectMapper().registerModule(new Jdk8Module()).writeValueAsBytes(refusal.faults()).length;
        assertTrue(length < LARGEST_ANSWER, () -> length + " bytes: " + refusal.faults());
        return refusal;
    }

    private static String own(String more) {
        return "id: id\ndate: {edtf: date}\ntitle: t\noutcome: {column: o}\nevidence: {column: e}\n"
                + "places: {country: c}\nsources: {title: s}\n" + more;
    }

    private static String badCodes(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "v%d: bad-%d".formatted(i, i))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type: {column: x, values: %s}",
                "type: {column: x}\ncountries: %s",
                "type: {column: x}\norganisations: %s",
                "type: {column: x}\nweapons: {columns: w, values: %s}",
                "type: {column: x, table: a}\ntables: {a: %s}",
                "type: {column: x, table: b}\ntables: {a: %s}",
            })
    void nineThousandBadCodesAreToldByTheFirstAndTheirNumber(String rule) throws Exception {
        refused(own(rule.formatted(badCodes(9_000))));
    }

    @Test
    void theCodesThatAreAllowedAreListedOnce() throws Exception {
        List<Fault> faults = refused(own("type: {column: x, values: %s}".formatted(badCodes(9_000))))
                .faults();
        assertEquals(20, faults.size());
        assertEquals(
                1, faults.stream().filter(fault -> !fault.allowed().isEmpty()).count());
        assertEquals("8,981 more faults", faults.get(19).detail());
        assertEquals(
                19,
                refused(own("type: {column: x, values: %s}".formatted(badCodes(19))))
                        .faults()
                        .size());
    }

    @Test
    void longNamesAndValuesAreCut() throws Exception {
        String longest = "x".repeat(150_000);
        for (String rule : List.of(
                longest + ": 1",
                "type: {column: x, table: " + longest + "}",
                "type: {column: x, table: b}\ntables: {" + longest + ": {a: b}}",
                "type: {column: x, table: " + longest + "}\ntables: {" + longest + ": {a: b}}",
                "type: {column: x, " + longest + ": 1}",
                "type: {when: {" + longest + ": {a: b}}}",
                "weapons: {columns: w, ignoreOthers: " + longest + "}",
                "source: " + longest,
                "type: " + "[".repeat(10_000),
                "a: " + "&a [*a, *a]".repeat(1_000),
                "\"" + longest)) {
            refused(own(rule));
        }
        refused(own("type: {column: x}").replace("{edtf: date}", "{from: a, formats: \"" + "b".repeat(90_000) + "\"}"));
    }
}
