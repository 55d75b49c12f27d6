package org.incidentstats.platform;

import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jboss.logmanager.ExtLogRecord;

import io.quarkus.logging.LoggingFilter;

/**
 * Keeps what a client sent from making a line of the log of its own, or from directing the terminal on which the log is
 * read: a control character in a message, or in that of an exception, is written as {@code \}{@code u000a}.
 */
@LoggingFilter(name = "one-line")
public final class OneLine implements Filter {

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\u2028\\u2029\\p{Cf}&&[^\\t]]");

    @Override
    @SuppressWarnings("deprecation") // Nothing else gives the message alone as it will stand
    public boolean isLoggable(LogRecord line) {
        if (line instanceof ExtLogRecord whole) {
            String message = whole.getFormattedMessage();
            if (message != null && CONTROL.matcher(message).find()) {
                whole.setMessage(harmless(message), ExtLogRecord.FormatStyle.NO_FORMAT);
            }
        }
        if (line.getThrown() != null && isHarmful(line.getThrown())) {
            line.setThrown(new Told(line.getThrown()));
        }
        return true;
    }

    private static boolean isHarmful(Throwable thrown) {
        for (Throwable one = thrown; one != null; one = one.getCause()) {
            if (CONTROL.matcher(one.toString()).find()) {
                return true;
            }
        }
        return false;
    }

    static String harmless(String text) {
        return CONTROL.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        "\\u%04x".formatted(found.group().codePointAt(0))));
    }

    /** An exception as it may be told. */
    private static final class Told extends RuntimeException {

        private final String text;

        Told(Throwable thrown) {
            super(harmless(thrown.toString()), thrown.getCause() == null ? null : new Told(thrown.getCause()));
            this.text = harmless(thrown.toString());
            setStackTrace(thrown.getStackTrace());
        }

        /** Without the name of this class: that of the other is in the text. */
        @Override
        @SuppressWarnings("OverrideThrowableToString")
        public String toString() {
            return text;
        }
    }
}
