package org.incidentstats.platform;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.incidentstats.vocabulary.PlainText;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * One thing that is wrong with a request.
 *
 * @param parameter the query or path parameter or header that is wrong, where it is one
 * @param pointer   where it stands in the body, as a JSON pointer (RFC 6901), where it is there
 * @param value     what was given, shortened where it is long
 * @param detail    what is wrong, and what would be right
 * @param allowed   all the values that would be right, where they can be listed
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"parameter", "pointer", "value", "detail", "allowed"})
public record Fault(
        Optional<String> parameter,
        Optional<String> pointer,
        Optional<String> value,
        String detail,
        List<String> allowed) {

    public static final int LONGEST_VALUE = 200;
    private static final int LONGEST_DETAIL = 1_000;

    public Fault {
        // Also what names the place can be the client's own text
        parameter = parameter.map(Fault::told);
        pointer = pointer.map(Fault::told);
        value = value.map(Fault::told);
        detail = shortened(PlainText.legible(detail), LONGEST_DETAIL);
        allowed = List.copyOf(allowed);
    }

    private static String told(String text) {
        return shortened(PlainText.legible(text), LONGEST_VALUE);
    }

    /** A text, cut where it is longer, and not amid a character. */
    public static String shortened(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end) + "…";
    }

    /** With what an exception says, or without a detail where it says nothing. */
    public static Fault inParameter(String parameter, String value, @Nullable String detail) {
        return inParameter(parameter, value, detail, List.of());
    }

    public static Fault inParameter(
            String parameter, String value, @Nullable String detail, Collection<String> allowed) {
        return new Fault(
                Optional.of(parameter),
                Optional.empty(),
                Optional.of(value),
                Objects.requireNonNullElse(detail, ""),
                List.copyOf(allowed));
    }

    public static Fault inBody(
            String pointer, Optional<String> value, @Nullable String detail, Collection<String> allowed) {
        return new Fault(
                Optional.empty(),
                Optional.of(pointer),
                value,
                Objects.requireNonNullElse(detail, ""),
                List.copyOf(allowed));
    }

    @Override
    public String toString() {
        return parameter.or(() -> pointer).filter(place -> !place.isEmpty()).orElse("body")
                + value.map(text -> " '" + text + "'").orElse("") + ": " + detail;
    }
}
