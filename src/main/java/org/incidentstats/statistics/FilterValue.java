package org.incidentstats.statistics;

import java.util.ArrayList;
import java.util.List;

/**
 * One value of a filter, as it is written in a request: several stand with commas between them, each with a {@code !}
 * before it to exclude it. A comma, a backslash or a first {@code !} that belong to a value have a backslash before
 * them.
 *
 * @param excluded whether it is a value not to have
 */
public record FilterValue(boolean excluded, String code) {

    /** Before a value: not this one. */
    public static final String NOT = "!";

    private static final char BETWEEN = ',';
    private static final char LITERALLY = '\\';
    private static final String SIGNS = "" + BETWEEN + LITERALLY + NOT;

    /** The values of a parameter. */
    public static List<FilterValue> parse(String text) {
        List<FilterValue> values = new ArrayList<>();
        StringBuilder code = new StringBuilder();
        boolean excluded = false;
        boolean begun = false;
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            if (sign == BETWEEN) {
                values.add(new FilterValue(excluded, code.toString()));
                code.setLength(0);
                excluded = false;
                begun = false;
                continue;
            }
            if (sign == NOT.charAt(0) && !begun) {
                excluded = true;
            } else if (sign == LITERALLY && i + 1 < text.length() && SIGNS.indexOf(text.charAt(i + 1)) >= 0) {
                i++;
                code.append(text.charAt(i));
            } else {
                code.append(sign);
            }
            begun = true;
        }
        values.add(new FilterValue(excluded, code.toString()));
        return values;
    }

    /** As it is written in a request. */
    @Override
    public String toString() {
        String written = code.replace("\\", "\\\\").replace(",", "\\,");
        return (excluded ? NOT : "") + (written.startsWith(NOT) ? LITERALLY + written : written);
    }
}
