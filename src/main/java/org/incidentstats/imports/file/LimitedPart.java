package org.incidentstats.imports.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A part of a workbook while it is unpacked. It ends with {@link Unreadable} where it unpacks to more than it can
 * honestly be, or has a tag that no workbook has: the parser keeps a tag in memory.
 */
final class LimitedPart extends FilterInputStream {

    /** The most bytes that a part unpacks to. */
    static final long LARGEST = 2_000_000_000;

    /** How many times its size a part unpacks to at most; what is small may be more. */
    static final long LARGEST_RATIO = 100;

    /** A part of no more bytes than these can unpack as it likes. */
    static final long SMALL = 100_000;

    /** The most bytes of a tag. */
    static final int LONGEST_TAG = 1_000_000;

    private final String name;
    private final long largest;
    private final long packed;
    private long read;
    private int tag = -1;

    /**
     * @param packed  its size in the file, in bytes
     * @param largest the most bytes that are taken of it
     */
    LimitedPart(InputStream unpacking, String name, long packed, long largest) {
        super(unpacking);
        this.name = name;
        this.packed = packed;
        this.largest = largest;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        read += Math.max(count, 0);
        if (read > largest) {
            throw new Unreadable("its part %s unpacks to more than %,d bytes".formatted(name, largest));
        }
        if (read > SMALL && read > LARGEST_RATIO * packed) {
            throw new Unreadable("its part %s unpacks to more than %d times its size".formatted(name, LARGEST_RATIO));
        }
        for (int i = offset; i < offset + count; i++) {
            if (bytes[i] == '<') {
                tag = 0;
            } else if (bytes[i] == '>') {
                tag = -1;
            } else if (tag >= 0 && ++tag > LONGEST_TAG) {
                throw new Unreadable("its part %s has a tag of more than %,d bytes".formatted(name, LONGEST_TAG));
            }
        }
        return count;
    }
}
