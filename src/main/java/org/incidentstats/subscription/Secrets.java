package org.incidentstats.subscription;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import jakarta.inject.Provider;
import jakarta.inject.Singleton;

/**
 * Keeps addresses and links safe: addresses are encrypted (AES-256-GCM), ids and signatures are keyed hashes
 * (HMAC-SHA-256). Each use has a key of its own, derived from the deployment's.
 */
@Singleton
final class Secrets {

    private static final String HMAC = "HmacSHA256";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Provider<MailKey> key;
    private final SecureRandom random = new SecureRandom();

    Secrets(Provider<MailKey> key) {
        this.key = key;
    }

    /** What a secret is for; none can be used for another purpose. */
    enum Purpose {
        SUBSCRIBER,
        ADDRESS,
        CONFIRMATION,
        END,
        LIMIT,
        PSEUDONYM
    }

    /** A name for a text, by which it is found again, and which says nothing about it. */
    String hash(Purpose purpose, String text) {
        return BASE64.encodeToString(mac(derived(purpose), text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether somebody who has the text also has its hash. */
    boolean matches(Purpose purpose, String text, String hash) {
        return MessageDigest.isEqual(
                hash(purpose, text).getBytes(StandardCharsets.UTF_8), hash.getBytes(StandardCharsets.UTF_8));
    }

    /** The text, readable by this deployment alone and only together with what it belongs to. */
    String encrypt(Purpose purpose, String text, String belongsTo) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, purpose, nonce, belongsTo)
                    .doFinal(text.getBytes(StandardCharsets.UTF_8));
            return BASE64.encodeToString(ByteBuffer.allocate(NONCE + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The text again; nothing if it was changed, encrypted elsewhere, or belongs to something else. */
    Optional<String> decrypt(Purpose purpose, String encrypted, String belongsTo) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(encrypted);
            if (bytes.length <= NONCE) {
                return Optional.empty();
            }
            byte[] nonce = java.util.Arrays.copyOf(bytes, NONCE);
            byte[] text =
                    cipher(Cipher.DECRYPT_MODE, purpose, nonce, belongsTo).doFinal(bytes, NONCE, bytes.length - NONCE);
            return Optional.of(new String(text, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, Purpose purpose, byte[] nonce, String belongsTo) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(derived(purpose), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(belongsTo.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    /** The key of one purpose. */
    byte[] derived(Purpose purpose) {
        return mac(key.get().bytes(), ("incidentstats " + purpose).getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] mac(byte[] key, byte[] text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
