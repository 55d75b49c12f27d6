package org.incidentstats.statistics.columns.encoding;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes numbers and texts: numbers in as few bytes as they need, seven bits in each (the encoding that Protocol Buffers
 * calls varint), the codes of many rows byte by byte of all of them, which compresses best.
 */
public final class Bytes {

    private static final int BITS = 7;
    private static final int MORE = 1 << BITS;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    public byte[] toBytes() {
        return bytes.toByteArray();
    }

    /** A number that is not negative. */
    public Bytes number(long number) {
        long rest = number;
        while ((rest & -MORE) != 0) {
            bytes.write((int) (rest & MORE - 1 | MORE));
            rest >>>= BITS;
        }
        bytes.write((int) rest);
        return this;
    }

    /** A number that may be negative. */
    public Bytes signed(long number) {
        return number(number << 1 ^ number >> Long.SIZE - 1);
    }

    public Bytes text(String text) {
        return block(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes, with their number before them, so that a reader can leave them out. */
    public Bytes block(byte[] block) {
        return number(block.length).raw(block);
    }

    public Bytes raw(byte[] block) {
        bytes.writeBytes(block);
        return this;
    }

    /** Numbers of rows that are not negative; how many there are is known to the reader. */
    public Bytes codes(int[] codes) {
        int greatest = 0;
        for (int code : codes) {
            greatest = Math.max(greatest, code);
        }
        int width = (Integer.SIZE - Integer.numberOfLeadingZeros(greatest) + Byte.SIZE - 1) / Byte.SIZE;
        number(width);
        for (int plane = 0; plane < width; plane++) {
            for (int code : codes) {
                bytes.write(code >>> plane * Byte.SIZE);
            }
        }
        return this;
    }
}
