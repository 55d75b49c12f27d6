package org.incidentstats.subscription;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where mail goes. It never shows itself by accident, in a log line for example.
 *
 * @param text as mail is addressed to it: ASCII alone, the part behind the @ in small letters and, of an international
 *             domain, in Punycode
 */
record MailAddress(String text) {

    /** RFC 5321, section 4.5.3.1, and its erratum 1690, in bytes. */
    private static final int LONGEST = 254;

    private static final int LONGEST_LOCAL = 64;
    private static final int LONGEST_LABEL = 63;

    /** What stands between dots in front of the @ (RFC 5322, atext); what would have to be quoted is not taken. */
    private static final Pattern LOCAL =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");

    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?");
    private static final Pattern DIGITS = Pattern.compile("\\d+");

    /** What Java's rules (IDNA 2003) take for other letters than today's do (UTS 46, section 4): another's domain. */
    private static final Pattern AMBIGUOUS = Pattern.compile("[\\u00DF\\u1E9E\\u03C2\\u200C\\u200D]");

    /**
     * An address that somebody wrote.
     *
     * @throws IllegalArgumentException if it is none that mail can be sent to, with the reason: without the address in
     *                                  its message
     */
    static MailAddress parse(String written) {
        String text = written.strip();
        int at = text.lastIndexOf('@');
        if (at <= 0 || at == text.length() - 1 || text.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("not an e-mail address such as name@example.org");
        }
        String address = local(text.substring(0, at)) + "@" + domain(text.substring(at + 1));
        if (address.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "%,d characters; an address has at most %d".formatted(address.length(), LONGEST));
        }
        return new MailAddress(address);
    }

    private static String local(String local) {
        if (local.chars().anyMatch(c -> c > 0x7F)) {
            throw new IllegalArgumentException(
                    "the part before the @ holds a character outside ASCII, to which the mail"
                            + " service cannot send; only the domain may have one");
        }
        if (local.length() > LONGEST_LOCAL) {
            throw new IllegalArgumentException(
                    "%,d characters before the @; at most %d are taken".formatted(local.length(), LONGEST_LOCAL));
        }
        if (!LOCAL.matcher(local).matches()) {
            throw new IllegalArgumentException("the part before the @ takes letters, digits, !#$%&'*+/=?^_`{|}~- and"
                    + " single dots between them, as in first.last@example.org");
        }
        return local;
    }

    private static String domain(String domain) {
        if (domain.length() > LONGEST) {
            throw new IllegalArgumentException("a domain has at most %d characters".formatted(LONGEST));
        }
        if (AMBIGUOUS.matcher(domain).find()) {
            throw new IllegalArgumentException("the domain has a letter that not everybody writes in the same way in"
                    + " ASCII; give the domain in ASCII, beginning with xn--");
        }
        String ascii;
        try {
            ascii = IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the part behind the @ is no domain such as example.org", e);
        }
        String[] labels = ascii.split("\\.", -1);
        for (String label : labels) {
            if (label.length() > LONGEST_LABEL || !LABEL.matcher(label).matches()) {
                throw new IllegalArgumentException("the part behind the @ is no domain such as example.org");
            }
        }
        if (labels.length < 2 || DIGITS.matcher(labels[labels.length - 1]).matches()) {
            throw new IllegalArgumentException("the part behind the @ is no domain such as example.org");
        }
        return ascii;
    }

    /** The address in the form in which two spellings of one are the same. */
    String canonical() {
        return text.toLowerCase(Locale.ROOT);
    }

    /** The mailbox that the address reaches: what stands behind a plus is a note of its owner to himself. */
    String mailbox() {
        return canonical().replaceFirst("(?<=[^@])\\+[^@]*@", "@");
    }

    @Override
    public String toString() {
        return "MailAddress";
    }
}
