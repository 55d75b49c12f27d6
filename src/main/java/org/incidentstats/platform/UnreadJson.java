package org.incidentstats.platform;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;

/**
 * What is said of a body that cannot be read as JSON: because it is none, or because it is nested deeper, or has longer
 * numbers or names, than is read of any.
 */
public final class UnreadJson {

    /** What the parser says of itself, which is nothing to a client. */
    private static final Pattern OF_THE_PARSER =
            Pattern.compile(",? from `[^`]*`|\\[Source: [^\\]]*?; (?=line)|(?<=column: \\d{1,9})\\]");

    private UnreadJson() {}

    public static Fault fault(JsonProcessingException e) {
        String reason = OF_THE_PARSER.matcher(e.getOriginalMessage()).replaceAll("");
        // It is said nowhere where a limit was passed
        String place = e.getLocation() == null
                ? ""
                : ", line %d, column %d"
                        .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
        return Fault.inBody(
                "",
                Optional.empty(),
                (e instanceof StreamConstraintsException ? "more than is read of JSON: " : "not JSON: ")
                        + reason
                        + place,
                List.of());
    }
}
