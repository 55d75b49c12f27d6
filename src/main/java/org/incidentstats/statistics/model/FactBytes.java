package org.incidentstats.statistics.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoField;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.incidentstats.time.EventDate;
import org.incidentstats.time.EventDate.Day;
import org.incidentstats.time.EventDate.Interval;
import org.incidentstats.time.EventDate.Month;
import org.incidentstats.time.EventDate.Point;
import org.incidentstats.time.EventDate.Year;

/** How the parts of a fact are written in bytes: each as a {@link Varint}, and texts behind their length. */
final class FactBytes {

    /** Frequent codes. A code is written as its line here, so lines are only ever added to the end. */
    private static final List<String> CODES = codes();

    private static final Map<String, Integer> PLACES = new HashMap<>();

    static {
        CODES.forEach(code -> PLACES.put(code, PLACES.size()));
    }

    private static final int EXACTLY = 0;
    private static final int AT_LEAST = 1;
    private static final int UNKNOWN = 2;
    private static final int ANY = 3;

    private static final int YEAR = 0;
    private static final int MONTH = 1;
    private static final int DAY = 2;
    private static final int INTERVAL = 3;

    private FactBytes() {}

    private static List<String> codes() {
        try (InputStream stream = FactBytes.class.getResourceAsStream("/fact-codes.txt")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void writeText(ByteArrayOutputStream bytes, String text) {
        byte[] written = text.getBytes(StandardCharsets.UTF_8);
        Varint.write(bytes, written.length);
        bytes.writeBytes(written);
    }

    static String readText(ByteBuffer bytes) {
        return text(bytes, (int) Varint.read(bytes));
    }

    private static String text(ByteBuffer bytes, int length) {
        byte[] text = new byte[length];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** A place in the list of codes and a set last bit, or else a length, an unset one and the text. */
    static void writeCode(ByteArrayOutputStream bytes, String code) {
        Integer place = PLACES.get(code);
        if (place != null) {
            Varint.write(bytes, place << 1 | 1);
        } else {
            byte[] written = code.getBytes(StandardCharsets.UTF_8);
            Varint.write(bytes, (long) written.length << 1);
            bytes.writeBytes(written);
        }
    }

    static String readCode(ByteBuffer bytes) {
        long number = Varint.read(bytes);
        return (number & 1) == 1 ? CODES.get((int) (number >> 1)) : text(bytes, (int) (number >> 1));
    }

    /** One number, for most of them, with two bits that say what kind of a tally it is. */
    static void writeTally(ByteArrayOutputStream bytes, Tally tally) {
        if (tally.equals(Tally.UNKNOWN)) {
            Varint.write(bytes, UNKNOWN);
        } else if (tally.equals(exactly(tally.best(), 0))) {
            Varint.write(bytes, tally.best() << 2 | EXACTLY);
        } else if (tally.equals(exactly(tally.best(), 1))) {
            Varint.write(bytes, tally.best() << 2 | AT_LEAST);
        } else {
            Varint.write(bytes, tally.low() << 2 | ANY);
            Varint.write(bytes, tally.best() - tally.low());
            Varint.write(bytes, tally.high() - tally.best());
            Varint.write(bytes, tally.unknown());
            Varint.write(bytes, tally.atLeast());
        }
    }

    static Tally readTally(ByteBuffer bytes) {
        long number = Varint.read(bytes);
        long figure = number >> 2;
        return switch ((int) (number & ANY)) {
            case EXACTLY -> exactly(figure, 0);
            case AT_LEAST -> exactly(figure, 1);
            case UNKNOWN -> Tally.UNKNOWN;
            default -> {
                long best = figure + Varint.read(bytes);
                yield new Tally(figure, best, best + Varint.read(bytes), Varint.read(bytes), Varint.read(bytes));
            }
        };
    }

    private static Tally exactly(long figure, int atLeast) {
        return new Tally(figure, figure, figure, 0, atLeast);
    }

    /** Years, months or days, with two bits that say which of them, and one that says whether they are approximate. */
    static void writeDate(ByteArrayOutputStream bytes, EventDate date) {
        if (date instanceof Interval interval) {
            Varint.write(bytes, INTERVAL);
            writeDate(bytes, interval.start());
            writeDate(bytes, interval.end());
        } else if (date instanceof Year year) {
            writePoint(bytes, YEAR, year.year(), year);
        } else if (date instanceof Month month) {
            writePoint(bytes, MONTH, month.month().getLong(ChronoField.PROLEPTIC_MONTH), month);
        } else if (date instanceof Day day) {
            writePoint(bytes, DAY, day.day().toEpochDay(), day);
        }
    }

    private static void writePoint(ByteArrayOutputStream bytes, int unit, long number, Point point) {
        long positive = number << 1 ^ number >> 63;
        Varint.write(bytes, positive << 3 | (point.approximate() ? 4 : 0) | unit);
    }

    static EventDate readDate(ByteBuffer bytes) {
        long written = Varint.read(bytes);
        boolean approximate = (written & 4) != 0;
        long positive = written >> 3;
        long number = positive >>> 1 ^ -(positive & 1);
        return switch ((int) (written & 3)) {
            case YEAR -> new Year((int) number, approximate);
            case MONTH -> new Month(YearMonth.of((int) number / 12, (int) number % 12 + 1), approximate);
            case DAY -> new Day(LocalDate.ofEpochDay(number), approximate);
            default -> new Interval((Point) readDate(bytes), (Point) readDate(bytes));
        };
    }
}
