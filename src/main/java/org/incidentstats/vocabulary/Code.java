package org.incidentstats.vocabulary;

import java.util.Map;
import java.util.Objects;

/**
 * One entry of a code list.
 *
 * @param code   how it stands in data and queries
 * @param labels what it is called, by language ({@code en}, {@code ru})
 */
public record Code(String code, Map<String, String> labels) {

    /** What it is called in English. */
    public String label() {
        return Objects.requireNonNull(labels.get("en"), code);
    }
}
