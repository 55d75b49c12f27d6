package org.incidentstats.vocabulary;

/**
 * What text from outside may hold. Refused are control characters, halves of surrogate pairs, noncharacters (Unicode
 * Standard, section 23.7), separators of lines and paragraphs, and the controls that embed, override or isolate directions
 * of writing (Unicode Standard Annex #9, section 2): they make a text look like another one, wherever it is shown. The
 * marks of direction and the joiners, which scripts need, are let in.
 */
public final class PlainText {

    /** What is refused, for messages. */
    public static final String REFUSED = "it holds a control character, half a surrogate pair, a noncharacter, or a"
            + " control of the direction of writing";

    private static final int PLANE_END = 0xFFFE;

    private PlainText() {}

    /** Whether a text holds nothing that is refused; it may have several lines, and tabs. */
    public static boolean isText(String text) {
        return text.codePoints().noneMatch(one -> isRefused(one) && one != '\n' && one != '\t');
    }

    /** Whether a text holds nothing that is refused, and is one line without tabs. */
    public static boolean isLine(String text) {
        return text.codePoints().noneMatch(PlainText::isRefused);
    }

    /** The same text, with what is refused written as {@code \}{@code u202e}, for who is told what was sent. */
    public static String legible(String text) {
        if (isText(text)) {
            return text;
        }
        StringBuilder legible = new StringBuilder();
        text.codePoints().forEach(one -> {
            if (isRefused(one) && one != '\n' && one != '\t') {
                legible.append("\\u%04x".formatted(one));
            } else {
                legible.appendCodePoint(one);
            }
        });
        return legible.toString();
    }

    private static boolean isRefused(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            case Character.UNASSIGNED -> isNoncharacter(codePoint);
            case Character.FORMAT -> isDirection(codePoint);
            default -> false;
        };
    }

    private static boolean isNoncharacter(int codePoint) {
        return (codePoint & PLANE_END) == PLANE_END || codePoint >= 0xFDD0 && codePoint <= 0xFDEF;
    }

    private static boolean isDirection(int codePoint) {
        return codePoint >= 0x202A && codePoint <= 0x202E || codePoint >= 0x2066 && codePoint <= 0x2069;
    }
}
