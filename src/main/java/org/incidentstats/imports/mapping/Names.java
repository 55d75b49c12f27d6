package org.incidentstats.imports.mapping;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Codes by the names that sources use. Case, accents, punctuation and a leading "the" make no difference. */
final class Names {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** Names as they were asked for and found: a file has the same few many times. */
    private static final int MOST_REMEMBERED = 10_000;

    private final Map<String, String> codes = new HashMap<>();
    private final Map<String, String> remembered = new ConcurrentHashMap<>();

    /**
     * @throws IllegalStateException if the name has another code already
     */
    Names add(String name, String code) {
        String before = codes.putIfAbsent(plain(name), code);
        if (before != null && !before.equals(code)) {
            throw new IllegalStateException("'%s' means %s and %s".formatted(name, before, code));
        }
        return this;
    }

    Optional<String> code(String name) {
        String known = remembered.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<String> code = Optional.ofNullable(codes.get(plain(name)));
        if (remembered.size() < MOST_REMEMBERED) {
            code.ifPresent(found -> remembered.put(name, found));
        }
        return code;
    }

    private static String plain(String name) {
        String letters = MARKS.matcher(Normalizer.normalize(name.replace("&", " and "), Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT)
                // Turkish ı and the apostrophe's many forms
                .replace('ı', 'i')
                .replaceAll("['’ʼ`´]", "");
        String words = NO_LETTERS.matcher(letters).replaceAll(" ").strip();
        return words.startsWith("the ") ? words.substring(4) : words;
    }
}
