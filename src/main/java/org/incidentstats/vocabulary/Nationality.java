package org.incidentstats.vocabulary;

import java.util.regex.Pattern;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Of which country somebody is a national: an ISO 3166-1 alpha-3 code, {@code unknown} or {@code stateless}; where a
 * source says no more, a region or {@code foreign}.
 */
@Schema(type = SchemaType.STRING, pattern = "^([A-Z]{3}|[a-z]+(-[a-z]+)*)$", examples = "TJK")
public record Nationality(String code) implements Coded, Comparable<Nationality> {

    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{3}");
    private static final Pattern WORDS = Pattern.compile("[a-z]+(-[a-z]+)*");

    /** Nobody says which. */
    public static final Nationality UNKNOWN = new Nationality("unknown");

    /** A national of no country (Convention relating to the Status of Stateless Persons, article 1). */
    public static final Nationality STATELESS = new Nationality("stateless");

    /** Of another country than the one that it happened in; nobody says which. */
    public static final Nationality FOREIGN = new Nationality("foreign");

    @JsonCreator
    public Nationality {
        if (!isCountry(code) && !WORDS.matcher(code).matches()) {
            throw new IllegalArgumentException(
                    "'%s' is neither three capital letters nor words such as unknown".formatted(code));
        }
    }

    /** Whether a code of a nationality is that of a country. */
    public static boolean isCountry(String code) {
        return COUNTRY.matcher(code).matches();
    }

    @Override
    @JsonValue
    public String code() {
        return code;
    }

    @Override
    public int compareTo(Nationality other) {
        return code.compareTo(other.code);
    }
}
