package org.incidentstats.statistics.model;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Facts in bytes, between releases that know different dimensions and measures. */
class FactFormatTest {

    /** Of the lines of fact-codes.txt in this release; facts on record hold their places. */
    private static final int CODES = 383;

    private static final long CODES_CHECKSUM = 2310352704L;

    private final FactFormat format = new FactFormat();

    @Provide
    Arbitrary<Fact> facts() {
        return Facts.fact();
    }

    @Property
    void aFactIsReadAsItWasWritten(@ForAll("facts") Fact fact) {
        assertEquals(fact, format.read(format.write(fact)));
    }

    @Property
    void aFieldThatIsLackingOrNotKnownReadsAsUnknownAndTheOthersAsTheyAre(@ForAll("facts") Fact fact) {
        FactFormat other = new FactFormat(
                EnumSet.complementOf(EnumSet.of(Dimension.WEAPON, Dimension.SOURCE)),
                EnumSet.complementOf(EnumSet.of(Measure.WOUNDED, Measure.ARRESTED)));
        for (Fact read : List.of(format.read(other.write(fact)), other.read(format.write(fact)))) {
            assertEquals(List.of("unknown"), List.copyOf(read.values(Dimension.WEAPON)));
            assertEquals(Tally.UNKNOWN, read.tally(Measure.WOUNDED));
            assertTrue(read.ofNationality(Measure.ARRESTED).isEmpty());
            assertEquals(fact.values(Dimension.COUNTRY), read.values(Dimension.COUNTRY));
            assertEquals(fact.tally(Measure.PERPETRATORS), read.tally(Measure.PERPETRATORS));
        }
    }

    @Example
    void aFactOfALaterFormatIsRefusedWithItsNumber() {
        byte[] bytes = format.write(FactBuilder.fact("one").build());
        bytes[0]++;
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> format.read(bytes));
        assertTrue(refusal.getMessage().contains("format 2"), refusal.getMessage());
    }

    @Example
    void aTypicalFactIsSmallAndSmallerAmongOthers() throws Exception {
        List<byte[]> written = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            written.add(format.write(FactBuilder.fact("gtd-2019%08d".formatted(i * 7919))
                    .on("2019-0%d-1%d".formatted(1 + i % 9, i % 10))
                    .with(Dimension.ADMIN1, i % 2 == 0 ? "AFG/Nangarhar" : "AFG/Kabul")
                    .with(Dimension.GROUP, "TALIBAN")
                    .with(Dimension.WEAPON, "explosives")
                    .with(Dimension.TARGET, "military")
                    .with(Dimension.TARGET_NATIONALITY, "AFG")
                    .with(Dimension.SOURCE, "Example News")
                    .with(Measure.KILLED, new Tally(i % 7, i % 7, i % 7, 0, 0))
                    .with(Measure.WOUNDED, new Tally(i % 5, i % 5, i % 5, 0, 0))
                    .people(Measure.PERPETRATORS, Map.of("AFG", new Tally(1, 1, 1, 0, 1)))
                    .build()));
        }
        int longest = written.stream().mapToInt(bytes -> bytes.length).max().orElseThrow();
        assertTrue(longest < 90, "bytes: " + longest);
        ByteArrayOutputStream together = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(together)) {
            for (byte[] one : written) {
                deflated.write(one);
            }
        }
        assertTrue(together.size() / written.size() < 25, "bytes together: " + together.size() / written.size());
    }

    @Example
    void numbersOfFieldsAreGivenOnce() {
        List<Integer> numbers = new ArrayList<>();
        for (Dimension dimension : Dimension.values()) {
            if (dimension.kept()) {
                numbers.add(dimension.number());
            }
        }
        for (Measure measure : Measure.values()) {
            if (measure.kept()) {
                numbers.add(measure.number());
            }
            if (measure.byNationality()) {
                numbers.add(measure.peopleNumber());
            }
        }
        assertEquals(numbers.size(), Set.copyOf(numbers).size(), numbers::toString);
        assertFalse(numbers.contains(0));
    }

    @Example
    void codesKeepTheirPlaces() throws Exception {
        List<String> lines = new String(
                        FactFormat.class.getResourceAsStream("/fact-codes.txt").readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        CRC32 checksum = new CRC32();
        checksum.update(String.join("\n", lines.subList(0, CODES)).getBytes(StandardCharsets.UTF_8));
        assertEquals(CODES_CHECKSUM, checksum.getValue(), "lines of fact-codes.txt are only ever added to its end");
        assertEquals(lines.size(), Set.copyOf(lines).size());
    }
}
