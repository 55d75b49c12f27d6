package org.incidentstats.vocabulary;

import java.util.regex.Pattern;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A country as its ISO 3166-1 alpha-3 code, for example {@code TJK}. */
@Schema(type = SchemaType.STRING, pattern = "^[A-Z]{3}$", examples = "TJK")
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
