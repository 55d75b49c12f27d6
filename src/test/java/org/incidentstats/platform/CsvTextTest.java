package org.incidentstats.platform;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import de.siegmar.fastcsv.reader.CsvReader;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;

import static org.junit.jupiter.api.Assertions.assertEquals;

class CsvTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=HYPERLINK(\"https://evil.example/\",\"click\")",
                "+1",
                "-1",
                "@SUM(1)",
                "\t=1+1",
                "\r=1+1",
                "\n=1+1",
                "＝1+1",
                "'=1+1",
                "''@x"
            })
    void whatASpreadsheetWouldRunStaysAText(String text) {
        CsvText csv = new CsvText(List.of(text, "number"));
        csv.line(List.of(text, -1));
        CsvReader.builder().ofCsvRecord(csv.toString()).forEach(line -> assertEquals("'" + text, line.getField(0)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TJK", "a=b", "", "'"})
    void anyOtherTextAndANumberStayAsTheyAre(String text) {
        CsvText csv = new CsvText(List.of("text", "number"));
        csv.line(List.of(text, -1));
        var line = CsvReader.builder().ofCsvRecord(csv.toString()).stream()
                .skip(1)
                .findFirst()
                .orElseThrow();
        assertEquals(List.of(text, "-1"), line.getFields());
    }

    @Property
    void everyTextComesBack(@ForAll @Chars({'\'', '=', '+', '-', '@', '\t', '\n', 'a', '1', '＝'}) String text) {
        assertEquals(text, CsvText.plain(CsvText.safe(text)));
    }
}
