package org.incidentstats.statistics.columns;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;

import org.incidentstats.statistics.columns.segment.Row;
import org.incidentstats.statistics.model.FactFormat;

/**
 * A number that stands for a set of rows, whatever their order and wherever they are stored: the sum of a number for each
 * row, modulo 2<sup>64</sup>. Two sets that differ have the same one as rarely as two random numbers are equal.
 */
final class Checksum {

    private static final FactFormat FACTS = new FactFormat();

    private Checksum() {}

    static long of(Collection<Row> rows) {
        MessageDigest digest = sha256();
        long sum = 0;
        for (Row row : rows) {
            digest.update(FACTS.write(row.fact()));
            digest.update(ByteBuffer.allocate(Long.BYTES + 1)
                    .putLong(row.position())
                    .put((byte) row.sign())
                    .flip());
            sum += ByteBuffer.wrap(digest.digest()).getLong();
        }
        return sum;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
