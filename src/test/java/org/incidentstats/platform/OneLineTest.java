package org.incidentstats.platform;

import java.util.logging.Level;

import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Nothing that a client sends becomes a line of the log. */
class OneLineTest {

    private static final String FORGED = "2026-11-25 00:00:00,000 INFO  [forged] all is well";

    @ParameterizedTest
    @ValueSource(
            strings = {"\n", "\r", "\r\n", "\u0085", "\u2028", "\u2029", "\u000b", "\u001b[2J", "\u202e", "\udb40\udc01"
            })
    void neitherInAMessageNorInAnException(String separator) {
        String sent = "a" + separator + FORGED;
        ExtLogRecord line =
                new ExtLogRecord(Level.INFO, "No answer to %s", ExtLogRecord.FormatStyle.PRINTF, "OneLineTest");
        line.setParameters(new Object[] {sent});
        line.setThrown(new IllegalStateException(sent, new IllegalArgumentException(sent)));
        assertTrue(new OneLine().isLoggable(line));
        String log = new PatternFormatter("%s%e%n").format(line);
        assertTrue(log.startsWith("No answer to a\\u%04x".formatted(separator.codePointAt(0))), log);
        assertTrue(log.contains("IllegalArgumentException: a\\u"), log);
        assertEquals(-1, log.indexOf(separator + FORGED), log);
        assertTrue(log.lines().noneMatch(one -> one.startsWith("2026")), log);
    }
}
