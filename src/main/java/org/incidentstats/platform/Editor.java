package org.incidentstats.platform;

import java.security.Principal;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Who writes, as the token says it. Issuer and subject are who it is; a name is what that issuer's users may call
 * themselves, and is only shown.
 *
 * @param identity   different for different people, the same for one
 * @param recordedBy what is put on record: the subject, behind the name where there is one: {@code Name <subject>}
 */
public record Editor(String identity, String recordedBy) {

    /** Under which the service itself records; no token has one of them as its subject. */
    static final Set<String> OWN_NAMES = Set.of("sample-data", "import", "system");

    /** OpenID Connect Core 1.0, section 2: at most 255 characters of ASCII. The brackets stand around it on record. */
    private static final Pattern SUBJECT = Pattern.compile("[\\x21-\\x7e&&[^<>]]{1,255}");

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}\\x20&&[^<>]]{1,100}");
    private static final Pattern NAMED = Pattern.compile("(?s).* <([^<>]+)>");

    /**
     * The editor of a request.
     *
     * @param principal of a token that {@link TokenReader} has let in
     */
    public static Editor of(Principal principal) {
        if (!(principal instanceof JsonWebToken token)) {
            return new Editor(principal.getName(), principal.getName());
        }
        String subject = token.getSubject();
        String recordedBy = Optional.ofNullable(token.getName())
                .filter(name -> !name.equals(subject) && NAME.matcher(name).matches())
                .map(name -> "%s <%s>".formatted(name, subject))
                .orElse(subject);
        return new Editor(token.getIssuer() + " " + subject, recordedBy);
    }

    /** Whether a subject can be put on record as who it was. */
    static boolean isSubject(String text) {
        return text != null && SUBJECT.matcher(text).matches() && !OWN_NAMES.contains(text);
    }

    /** The subject in what is on record, without the name, which may change. */
    static String subjectOf(String recordedBy) {
        return NAMED.matcher(recordedBy).replaceFirst("$1");
    }
}
