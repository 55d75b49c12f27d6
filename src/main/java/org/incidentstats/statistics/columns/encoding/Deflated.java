package org.incidentstats.statistics.columns.encoding;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** A number that says which format it is, and behind it bytes, compressed (RFC 1951). */
public final class Deflated {

    private static final int LEVEL = 6;
    private static final int ROOM = 1 << 16;

    private Deflated() {}

    public static byte[] write(int format, byte[] bytes) {
        ByteArrayOutputStream into = new ByteArrayOutputStream(bytes.length / 2);
        into.writeBytes(new Bytes().number(format).number(bytes.length).toBytes());
        Deflater deflater = new Deflater(LEVEL, true);
        try (DeflaterOutputStream stream = new DeflaterOutputStream(into, deflater, ROOM)) {
            stream.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return into.toByteArray();
    }

    /** @throws IllegalArgumentException if it is another format */
    public static BytesReader read(int format, byte[] written) {
        BytesReader head = new BytesReader(written);
        long found = head.number();
        if (found != format) {
            throw new IllegalArgumentException("a segment of format %d, not %d".formatted(found, format));
        }
        int length = head.count();
        Inflater inflater = new Inflater(true);
        int begin = written.length - head.remaining();
        try (InflaterInputStream stream =
                new InflaterInputStream(new ByteArrayInputStream(written, begin, head.remaining()), inflater, ROOM)) {
            return new BytesReader(stream.readNBytes(length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            inflater.end();
        }
    }
}
