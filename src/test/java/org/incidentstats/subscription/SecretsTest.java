package org.incidentstats.subscription;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import org.incidentstats.subscription.Secrets.Purpose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

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
        assertEquals(
                text.strip().toLowerCase(Locale.ROOT),
                MailAddress.parse(text).text().toLowerCase(Locale.ROOT));
        assertFalse(MailAddress.parse(text).toString().contains("@"));
    }

    private static final String ADDRESS = "not an e-mail address such as name@example.org";
    private static final String BEFORE =
            "the part before the @ takes letters, digits, !#$%&'*+/=?^_`{|}~- and single dots"
                    + " between them, as in first.last@example.org";
    private static final String BEHIND = "the part behind the @ is no domain such as example.org";

    private static Stream<Arguments> noAddresses() {
        return Stream.of(
                arguments("", ADDRESS),
                arguments("name", ADDRESS),
                arguments("name@", ADDRESS),
                arguments("@example.org", ADDRESS),
                arguments("name@example", BEHIND),
                arguments("a@b@example..org", BEFORE),
                arguments("name@example.org\r\nBcc: other@example.org", ADDRESS),
                arguments("Name <name@example.org>", BEFORE),
                arguments("one@example.org,two@example.org", BEFORE),
                arguments("name@example.org.", BEHIND));
    }

    @ParameterizedTest
    @MethodSource("noAddresses")
    void whatIsNoAddressIsRefusedWithoutRepeatingIt(String text, String reason) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> MailAddress.parse(text));
        assertEquals(reason, refused.getMessage());
    }
}
