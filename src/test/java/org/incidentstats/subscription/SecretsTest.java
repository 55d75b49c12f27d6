package org.incidentstats.subscription;

import java.util.Optional;
import java.util.Set;

import org.incidentstats.subscription.Secrets.Purpose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SecretsTest {

    private static final Secrets SECRETS = new Secrets(() -> new MailKey(new byte[MailKey.LENGTH]));

    @Property(tries = 200)
    void whatIsEncryptedIsReadAgainOnlyForWhatItBelongsToAndUnchanged(@ForAll String text, @ForAll byte place) {
        String encrypted = SECRETS.encrypt(Purpose.ADDRESS, text, "one");
        assertEquals(
                Optional.of(new String(
                        text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        java.nio.charset.StandardCharsets.UTF_8)),
                SECRETS.decrypt(Purpose.ADDRESS, encrypted, "one"));
        assertEquals(Optional.empty(), SECRETS.decrypt(Purpose.ADDRESS, encrypted, "another"));
        assertEquals(Optional.empty(), SECRETS.decrypt(Purpose.CONFIRMATION, encrypted, "one"));
        assertNotEquals(encrypted, SECRETS.encrypt(Purpose.ADDRESS, text, "one"));
        byte[] bytes = java.util.Base64.getUrlDecoder().decode(encrypted);
        bytes[Math.floorMod(place, bytes.length)] ^= 1;
        assertEquals(
                Optional.empty(),
                SECRETS.decrypt(
                        Purpose.ADDRESS,
                        java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                        "one"));
        Secrets others = new Secrets(() -> {
            byte[] key = new byte[MailKey.LENGTH];
            key[0] = 1;
            return new MailKey(key);
        });
        assertEquals(Optional.empty(), others.decrypt(Purpose.ADDRESS, encrypted, "one"));
    }

    @Test
    void aHashIsOfOnePurpose() {
        String hash = SECRETS.hash(Purpose.END, "text");
        assertTrue(SECRETS.matches(Purpose.END, "text", hash));
        assertFalse(SECRETS.matches(Purpose.SUBSCRIBER, "text", hash));
        assertFalse(SECRETS.matches(Purpose.END, "text2", hash));
    }

    @ParameterizedTest
    @ValueSource(strings = {"name@example.org", "first.last+tag@sub.example.org", " name@EXAMPLE.org "})
    void addressesAreRead(String text) {
        assertEquals(text.strip().toLowerCase(), MailAddress.parse(text).text().toLowerCase());
        assertFalse(MailAddress.parse(text).toString().contains("@"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "name",
                "name@",
                "@example.org",
                "name@example",
                "a@b@example..org",
                "name@example.org\r\nBcc: other@example.org",
                "Name <name@example.org>",
                "one@example.org,two@example.org",
                "name@example.org."
            })
    void whatIsNoAddressIsRefusedWithoutRepeatingIt(String text) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> MailAddress.parse(text));
        assertTrue(
                Set.of(
                                "not an e-mail address such as name@example.org",
                                "the part before the @ takes letters, digits, !#$%&'*+/=?^_`{|}~- and single dots between"
                                        + " them, as in first.last@example.org",
                                "the part behind the @ is no domain such as example.org")
                        .contains(refused.getMessage()),
                refused::getMessage);
    }
}
