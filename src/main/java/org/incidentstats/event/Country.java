package org.incidentstats.event;

import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A country as its ISO 3166-1 alpha-3 code, for example {@code TJK}. */
public record Country(String code) implements Coded, Comparable<Country> {

    private static final Pattern FORM = Pattern.compile("[A-Z]{3}");

    @JsonCreator
    public Country {
        if (!FORM.matcher(code).matches()) {
            throw new IllegalArgumentException("'%s' is not three capital letters".formatted(code));
        }
    }

    @Override
    @JsonValue
    public String code() {
        return code;
    }

    @Override
    public int compareTo(Country other) {
        return code.compareTo(other.code);
    }
}
