package org.incidentstats.imports.mapping;

import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.incidentstats.vocabulary.CodeLists;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Every country that a source names is known by its code, however the source spells it. */
class SourceCountriesTest {

    private final CodeLists codes = new CodeLists();
    private final SourceNames names = new SourceNames(codes);
    private final Mappings mappings = new Mappings(codes);

    @ParameterizedTest
    @ValueSource(strings = {"gtd", "ucdp-ged", "acled"})
    void everyCountryOfASourceHasItsCode(String source) throws Exception {
        Mapping mapping = mappings.read(mappings.preset(source).orElseThrow());
        List<String> expected = new ArrayList<>();
        List<String> found = new ArrayList<>();
        try (Reader reader = new InputStreamReader(
                        getClass().getResourceAsStream("/imports/" + source + ".countries.csv"),
                        StandardCharsets.UTF_8);
                CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(reader)) {
            csv.stream().skip(1).forEach(record -> {
                String name = record.getField(0);
                expected.add(name + " " + record.getField(1));
                found.add(name + " " + names.country(name, mapping.countries()).orElse("is not known"));
            });
        }
        assertTrue(expected.size() > 190);
        assertEquals(String.join("\n", expected), String.join("\n", found));
    }

    @Test
    void aNameThatCouldMeanTwoCountriesOrNoneIsNotGuessed() {
        for (String name : List.of("Congo", "Korea", "Hyderabad", "International", "Multinational", "Atlantis", "")) {
            assertEquals(Optional.empty(), names.country(name, Map.of()), name);
        }
    }
}
