package org.incidentstats.event;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Of which country somebody is a national: an ISO 3166-1 alpha-3 code, {@code unknown} or {@code stateless}. */
@Schema(type = SchemaType.STRING, pattern = "^([A-Z]{3}|unknown|stateless)$", examples = "TJK")
public record Nationality(String code) implements Coded, Comparable<Nationality> {

    /** Nobody says which. */
    public static final Nationality UNKNOWN = new Nationality("unknown");

    /** A national of no country (Convention relating to the Status of Stateless Persons, article 1). */
    public static final Nationality STATELESS = new Nationality("stateless");

    @JsonCreator
    public Nationality {
        if (!code.equals("unknown") && !code.equals("stateless")) {
            code = new Country(code).code();
        }
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
