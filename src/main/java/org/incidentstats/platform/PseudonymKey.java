package org.incidentstats.platform;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret of the deployment by which editors have other names in public.
 *
 * @param bytes of it; without them all editors have one name, that of the desk
 */
public record PseudonymKey(Optional<byte[]> bytes) {

    private static final String DESK = "editor";
    private static final String HMAC = "HmacSHA256";
    private static final int SHOWN = 5;

    /**
     * What the public sees of who put a version on record: the same for one editor each time, and nothing from which
     * somebody without the key finds out who it is. The service's own names are no secret.
     */
    public String pseudonym(String recordedBy) {
        if (Editor.OWN_NAMES.contains(recordedBy)) {
            return recordedBy;
        }
        return bytes.map(key -> DESK + "-" + hash(key, Editor.subjectOf(recordedBy)))
                .orElse(DESK);
    }

    private static String hash(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            byte[] hash = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, SHOWN);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PseudonymKey key && Arrays.equals(bytes.orElse(null), key.bytes.orElse(null));
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes.orElse(null));
    }

    @Override
    public String toString() {
        return "PseudonymKey";
    }
}
