package org.incidentstats.statistics.columns.encoding;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads what {@link Bytes} has written. */
public final class BytesReader {

    private static final int BITS = 7;
    private static final int MORE = 1 << BITS;

    private final ByteBuffer bytes;

    BytesReader(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    private BytesReader(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    public int remaining() {
        return bytes.remaining();
    }

    public boolean hasMore() {
        return bytes.hasRemaining();
    }

    public long number() {
        long number = 0;
        for (int shift = 0; ; shift += BITS) {
            byte some = bytes.get();
            number |= (long) (some & MORE - 1) << shift;
            if (some >= 0) {
                return number;
            }
        }
    }

    public int count() {
        return Math.toIntExact(number());
    }

    public long signed() {
        long number = number();
        return number >>> 1 ^ -(number & 1);
    }

    public String text() {
        byte[] text = new byte[count()];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** What is in a block, to be read or left out. */
    public BytesReader block() {
        int length = count();
        ByteBuffer block = bytes.slice(bytes.position(), length);
        bytes.position(bytes.position() + length);
        return new BytesReader(block);
    }

    public byte[] raw(int length) {
        byte[] raw = new byte[length];
        bytes.get(raw);
        return raw;
    }

    /** @param rows how many numbers */
    public int[] codes(int rows) {
        int width = count();
        int[] codes = new int[rows];
        byte[] plane = new byte[rows];
        for (int shift = 0; shift < width * Byte.SIZE; shift += Byte.SIZE) {
            bytes.get(plane);
            for (int row = 0; row < rows; row++) {
                codes[row] |= (plane[row] & 0xff) << shift;
            }
        }
        return codes;
    }
}
