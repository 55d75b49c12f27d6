package org.incidentstats.subscription;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Which addresses mail can be sent to, and in what form. */
class MailAddressTest {

    @ParameterizedTest
    @CsvSource({
        "Reader@EXAMPLE.org,               Reader@example.org",
        "' reader@example.org ',           reader@example.org",
        "reader@bücher.example,            reader@xn--bcher-kva.example",
        "reader@пример.рф,                 reader@xn--e1afmkfd.xn--p1ai",
        "reader@例え.テスト,                 reader@xn--r8jz45g.xn--zckzah",
        "reader@EXAMPLE。org,               reader@example.org",
        "o'neil+brief/x=1@mail.example.org, o'neil+brief/x=1@mail.example.org"
    })
    void anAddressIsWrittenAsTheMailServiceTakesIt(String written, String sent) {
        assertEquals(sent, MailAddress.parse(written).text());
    }

    @ParameterizedTest
    @CsvSource({
        "nobody,                          not an e-mail address",
        "@elsewhere.org,                  not an e-mail address",
        "reader@,                         not an e-mail address",
        "читатель@example.org,            outside ASCII",
        "rеader@example.org,              outside ASCII",
        "reader..one@example.org,         single dots",
        ".reader@example.org,             single dots",
        "reader.@example.org,             single dots",
        "two words@example.org,           single dots",
        "one@two@example.org,             single dots",
        "'\"quoted\"@example.org',        single dots",
        "reader@localhost,                no domain",
        "reader@example.org.,             no domain",
        "reader@exam_ple.org,             no domain",
        "reader@-example.org,             no domain",
        "reader@example..org,             no domain",
        "reader@[192.0.2.1],              no domain",
        "reader@192.0.2.1,                no domain",
        "reader@straße.example,           beginning with xn--"
    })
    void whatCannotBeReachedIsRefusedWithTheReasonAndWithoutTheAddress(String written, String reason) {
        String message = assertThrows(IllegalArgumentException.class, () -> MailAddress.parse(written))
                .getMessage();
        assertTrue(message.contains(reason), message);
        assertFalse(message.contains(written), message);
    }

    @Test
    void eachPartIsAsLongAsItMayBe() {
        String label = "d".repeat(61);
        String domain = label + "." + label + "." + label + ".example";
        String longest = "a".repeat(254 - 1 - domain.length()) + "@" + domain;
        assertEquals(254, longest.length());
        assertEquals(longest, MailAddress.parse(longest).text());
        assertEquals(
                "a".repeat(64),
                MailAddress.parse("a".repeat(64) + "@example.org").text().split("@")[0]);
        for (String tooLong : new String[] {
            "a" + longest,
            "a".repeat(65) + "@example.org",
            "a@" + "d".repeat(64) + ".org",
            "a@" + "д".repeat(60) + ".рф"
        }) {
            assertThrows(IllegalArgumentException.class, () -> MailAddress.parse(tooLong), tooLong);
        }
    }

    @Test
    void plusAddressesReachOneMailbox() {
        String mailbox = MailAddress.parse("reader@example.org").mailbox();
        assertEquals(mailbox, MailAddress.parse("Reader+one@Example.org").mailbox());
        assertEquals(mailbox, MailAddress.parse("reader+one+two@example.org").mailbox());
        assertEquals("+@example.org", MailAddress.parse("+@example.org").mailbox());
        assertFalse(mailbox.equals(MailAddress.parse("other+reader@example.org").mailbox()));
    }
}
