package org.incidentstats.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The entity tags of a condition (RFC 9110, 13.1.1 and 13.1.2). Whether a tag is weak is left out: one that became weak on
 * its way, because the answer was compressed, still names the same state.
 *
 * @param any        whatever there is ({@code *})
 * @param opaque     what stands between the quotes of each, up to the first thing that is no tag
 * @param wellFormed whether the condition is {@code *} or a list of tags, with commas between them
 */
public record EntityTags(boolean any, List<String> opaque, boolean wellFormed) {

    private static final String ANY = "*";
    private static final Pattern NEXT = Pattern.compile("[\\s,]*+(?:W/)?\"([^\"]*+)\"\\s*+(?=,|$)");
    private static final Pattern REST = Pattern.compile("[\\s,]*+");

    /**
     * Reads the value of a header.
     *
     * @param condition of several lines one list; null where there is no such header
     */
    public static EntityTags of(@Nullable String condition) {
        if (condition == null) {
            return new EntityTags(false, List.of(), false);
        }
        if (condition.strip().equals(ANY)) {
            return new EntityTags(true, List.of(), true);
        }
        List<String> opaque = new ArrayList<>();
        Matcher next = NEXT.matcher(condition);
        int read = 0;
        while (next.region(read, condition.length()).lookingAt()) {
            opaque.add(next.group(1));
            read = next.end();
        }
        boolean all = REST.matcher(condition).region(read, condition.length()).matches();
        return new EntityTags(false, List.copyOf(opaque), all && !opaque.isEmpty());
    }

    /** Whether the condition names a state. */
    public boolean name(String state) {
        return any || opaque.contains(state);
    }
}
