package org.incidentstats.fuzz;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.jboss.logmanager.ExtLogRecord;

/** Reads the service's log while it is attacked: nothing in it may be the attacker's. */
final class LogWatch extends Handler implements AutoCloseable {

    private static final int SHOWN = 2_000;

    private final Queue<String> written = new ConcurrentLinkedQueue<>();
    private final Logger root = Logger.getLogger("");

    LogWatch() {
        root.addHandler(this);
    }

    @Override
    @SuppressWarnings("deprecation") // As it will stand in the log
    public void publish(LogRecord record) {
        String message = record instanceof ExtLogRecord whole
                ? whole.getFormattedMessage()
                : String.valueOf(record.getMessage());
        StringWriter text = new StringWriter().append(message);
        if (record.getThrown() != null) {
            record.getThrown().printStackTrace(new PrintWriter(text.append('\n'), true));
        }
        if (record.getLevel().intValue() >= Level.SEVERE.intValue()
                || text.toString().contains(Hostile.MARK)
                || message.chars().anyMatch(c -> c == '\n' || c == '\r' || c == '\u2028' || c == '\u001b')) {
            written.add("%s %s: %s"
                    .formatted(
                            record.getLevel(),
                            record.getLoggerName(),
                            text.toString()
                                    .substring(0, Math.min(text.toString().length(), SHOWN))));
        }
    }

    /** What an attacker caused there, if anything; it is told once. */
    Optional<String> broken() {
        return Optional.ofNullable(written.poll()).map("in the log: "::concat);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        root.removeHandler(this);
    }
}
