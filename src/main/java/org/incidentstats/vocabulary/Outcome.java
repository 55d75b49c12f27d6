package org.incidentstats.vocabulary;

import com.fasterxml.jackson.annotation.JsonValue;

/** How an incident ended, seen from those who acted. */
public enum Outcome implements Coded {
    /** It was carried out. */
    COMPLETED("completed"),
    /** It was begun and did not work. */
    FAILED("failed"),
    /** It was stopped before it began. */
    FOILED("foiled");

    private final String code;

    Outcome(String code) {
        this.code = code;
    }

    @Override
    @JsonValue
    public String code() {
        return code;
    }
}
