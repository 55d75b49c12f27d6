package org.incidentstats.vocabulary;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PlainTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Сводка",
                "الشباب",
                "می‌خواهم",
                "क्‍ष",
                "a\u200eb",
                "\ufeffa",
                "👩‍👩‍👧",
                "🏴\udb40\udc67\udb40\udc62\udb40\udc7f",
                "\ue000"
            })
    void letsInWhatScriptsNeed(String text) {
        assertTrue(PlainText.isLine(text));
        assertEquals(text, PlainText.legible(text));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0, 7, 0x0d, 0x1b, 0x7f, 0x85, 0x2028, 0x2029, 0xd800, 0xdfff, 0xfdd0, 0xfdef, 0xfffe, 0xffff, 0x1fffe,
                0x10ffff
            })
    void refusesWhatIsNoCharacter(int codePoint) {
        assertRefused(codePoint);
    }

    @Test
    void refusesWhatTurnsTheDirectionOfOtherText() {
        IntStream.of(0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069)
                .forEach(PlainTextTest::assertRefused);
    }

    private static void assertRefused(int codePoint) {
        String text = "a" + Character.toString(codePoint) + "b";
        assertFalse(PlainText.isText(text), () -> Integer.toHexString(codePoint));
        assertEquals("a\\u%04xb".formatted(codePoint), PlainText.legible(text));
    }

    @Test
    void linesAndTabsMayBeInATextAndNotInALine() {
        assertTrue(PlainText.isText("a\n\tb"));
        assertFalse(PlainText.isLine("a\nb"));
        assertFalse(PlainText.isLine("a\tb"));
    }
}
