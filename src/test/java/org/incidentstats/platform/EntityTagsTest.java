package org.incidentstats.platform;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Conditions as RFC 9110 writes them: section 8.8.3 has the tags, 5.6.1 the lists with empty members. */
class EntityTagsTest {

    private static final String ALPHABET = "abz019-_.,;/ !#'*W";

    @Test
    void everyListIsReadAsItWasWritten() {
        for (int seed = 1; seed <= 500; seed++) {
            Random random = new Random(seed);
            List<String> tags = IntStream.range(0, 1 + random.nextInt(6))
                    .mapToObj(any -> text(random))
                    .toList();
            StringBuilder written = new StringBuilder(blank(random));
            for (String tag : tags) {
                written.append(random.nextInt(4) == 0 ? "," : "").append(blank(random));
                written.append(random.nextBoolean() ? "W/" : "")
                        .append('"')
                        .append(tag)
                        .append('"');
                written.append(blank(random)).append(',');
            }
            String condition = random.nextBoolean() ? written.toString() : written.substring(0, written.length() - 1);
            assertEquals(new EntityTags(false, tags, true), EntityTags.of(condition), condition);
        }
    }

    private static String text(Random random) {
        return IntStream.range(0, random.nextInt(8))
                .mapToObj(any ->
                        ALPHABET.substring(random.nextInt(ALPHABET.length())).substring(0, 1))
                .reduce("", String::concat);
    }

    private static String blank(Random random) {
        return " ".repeat(random.nextInt(3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "v1",
                "\"a",
                "a\"",
                "\"a\" \"b\"",
                "\"a\", b",
                "w/\"a\"",
                "W/ \"a\"",
                "\"a\", *",
                "**"
            })
    void whatIsNoListOfTagsIsNotWellFormed(String condition) {
        assertFalse(EntityTags.of(condition).wellFormed());
        assertFalse(EntityTags.of(condition).name("b"));
    }

    @Test
    void aStarIsWhateverThereIs() {
        assertTrue(EntityTags.of(" * ").name("anything"));
        assertFalse(EntityTags.of("\"*\"").any());
        assertFalse(EntityTags.of(null).wellFormed());
    }

    @Test
    void aListMayBeLong() {
        String list = "\"a\",".repeat(20_000);
        assertEquals(20_000, EntityTags.of(list).opaque().size());
        assertFalse(EntityTags.of(list + "x").wellFormed());
    }
}
