package org.incidentstats.vocabulary;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The languages that labels are in. */
public enum Language {
    EN,
    RU;

    /** Their codes (ISO 639-1). */
    public static final List<String> CODES =
            Stream.of(values()).map(Language::code).toList();

    /** Its code (ISO 639-1). */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Language of(String code) {
        return values()[CODES.indexOf(code)];
    }

    /** The one that a client likes best by its header {@code Accept-Language} (RFC 9110, RFC 4647); else English. */
    public static Language accepted(List<String> headers) {
        try {
            List<Locale.LanguageRange> ranges = Locale.LanguageRange.parse(String.join(",", headers));
            Locale best = Locale.lookup(
                    ranges, CODES.stream().map(Locale::forLanguageTag).toList());
            return best == null ? EN : of(best.getLanguage());
        } catch (IllegalArgumentException e) {
            // A header that cannot be read is one that says nothing.
            return EN;
        }
    }
}
