package org.incidentstats.subscription;

import java.util.Locale;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;

/**
 * Where mail goes. It never shows itself by accident, in a log line for example.
 *
 * @param text as mail is addressed to it; the part behind the @ in small letters
 */
record MailAddress(String text) {

    private static final int LONGEST = 254;

    /**
     * An address that somebody wrote.
     *
     * @throws IllegalArgumentException if it is none: without the address in its message
     */
    static MailAddress parse(String written) {
        String text = written.strip();
        int at = text.lastIndexOf('@');
        boolean plain = at > 0
                && text.length() <= LONGEST
                && text.codePoints().allMatch(c -> c > 0x20 && c != 0x7F && "<>(),;:\\\"[]".indexOf(c) < 0)
                && text.indexOf('.', at) > at + 1
                && !text.endsWith(".");
        if (!plain) {
            throw new IllegalArgumentException("not an e-mail address such as name@example.org");
        }
        try {
            new InternetAddress(text, true).validate();
        } catch (AddressException e) {
            throw new IllegalArgumentException("not an e-mail address such as name@example.org", e);
        }
        return new MailAddress(
                text.substring(0, at + 1) + text.substring(at + 1).toLowerCase(Locale.ROOT));
    }

    /** The address in the form in which two spellings of one are the same. */
    String canonical() {
        return text.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "MailAddress";
    }
}
