package org.incidentstats.vocabulary;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * An organisation as the register of groups knows it.
 *
 * @param code       how it stands in events and questions
 * @param names      what it is called, by language (an IETF language tag)
 * @param spellings  how sources write it besides
 * @param partOf     the code of the organisation that it is part of
 * @param mergedInto the code under which it counts, where it turned out to be the same as another
 * @param reviewed   whether somebody has looked at it; one that an import has made of an unknown name is not
 * @param ids        what data sets elsewhere call it, by the name of the data set
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"code", "names", "spellings", "partOf", "mergedInto", "reviewed", "ids"})
public record GroupEntry(
        String code,
        Map<String, String> names,
        List<String> spellings,
        Optional<String> partOf,
        Optional<String> mergedInto,
        boolean reviewed,
        Map<String, String> ids) {

    /** The longest code, in characters. */
    public static final int LONGEST_CODE = 100;

    private static final int FIRST_PRINTABLE = ' ' + 1;

    public GroupEntry {
        if (!isCode(code)) {
            throw new IllegalArgumentException("'%s' is no code of a group: %s".formatted(code, CODE_FORM));
        }
        names = sorted(names);
        spellings = spellings == null ? List.of() : List.copyOf(spellings);
        partOf = partOf == null ? Optional.empty() : partOf;
        mergedInto = mergedInto == null ? Optional.empty() : mergedInto;
        ids = sorted(ids);
    }

    /** What a code must look like, for messages. */
    public static final String CODE_FORM =
            "1 to %d characters, none of them a space, a comma or a character that is not seen, the first no !"
                    .formatted(LONGEST_CODE);

    /** Whether a text may be the code of a group. */
    public static boolean isCode(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_CODE
                && text.charAt(0) != '!'
                && PlainText.isLine(text)
                && text.codePoints()
                        .noneMatch(one -> one < FIRST_PRINTABLE
                                || one == ','
                                || Character.getType(one) == Character.FORMAT
                                || Character.isWhitespace(one));
    }

    private static Map<String, String> sorted(Map<String, String> map) {
        return map == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(map));
    }
}
