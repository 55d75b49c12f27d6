package org.incidentstats.vocabulary;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * How sure it is that an incident happened so and belongs here (GTD codebook, {@code doubtterr}; UCDP GED codebook,
 * {@code code_status}).
 */
public enum Certainty implements Coded {
    /** The source stands by it. */
    CONFIRMED("confirmed"),
    /** The source may still revise it. */
    PROVISIONAL("provisional"),
    /** The source doubts that it belongs here. */
    DOUBTFUL("doubtful");

    private final String code;

    Certainty(String code) {
        this.code = code;
    }

    @Override
    @JsonValue
    public String code() {
        return code;
    }
}
