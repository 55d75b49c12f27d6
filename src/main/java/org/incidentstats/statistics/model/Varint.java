package org.incidentstats.statistics.model;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Numbers in as few bytes as they need, seven bits in each (the encoding that Protocol Buffers calls varint). */
final class Varint {

    private static final int BITS = 7;
    private static final int MORE = 1 << BITS;

    private Varint() {}

    static void write(ByteArrayOutputStream bytes, long number) {
        long rest = number;
        while ((rest & -MORE) != 0) {
            bytes.write((int) (rest & MORE - 1 | MORE));
            rest >>>= BITS;
        }
        bytes.write((int) rest);
    }

    static long read(ByteBuffer bytes) {
        long number = 0;
        for (int shift = 0; ; shift += BITS) {
            byte some = bytes.get();
            number |= (long) (some & MORE - 1) << shift;
            if (some >= 0) {
                return number;
            }
        }
    }
}
