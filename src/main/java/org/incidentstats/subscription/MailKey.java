package org.incidentstats.subscription;

import java.util.Arrays;
import java.util.Base64;

/**
 * The secret of a deployment, from which all others are derived. Who loses it loses the addresses.
 *
 * @param bytes 32 of them
 */
public record MailKey(byte[] bytes) {

    static final int LENGTH = 32;

    public MailKey {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException(
                    "incidentstats.mail.key holds %s bytes in Base64; it takes %s".formatted(bytes.length, LENGTH));
        }
        bytes = bytes.clone();
    }

    /**
     * @param text the bytes in Base64
     */
    public static MailKey parse(String text) {
        return new MailKey(Base64.getDecoder().decode(text));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MailKey key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "MailKey";
    }
}
