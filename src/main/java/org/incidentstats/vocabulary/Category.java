package org.incidentstats.vocabulary;

import com.fasterxml.jackson.annotation.JsonValue;

/** What kind of incident it is; the {@code type} says more within it. */
public enum Category implements Coded {
    /** Violence carried out or attempted. */
    ATTACK("attack"),
    /** Violence prepared and not begun. */
    PLOT("plot"),
    /** An act of the authorities: an arrest, an operation, a deportation. */
    ENFORCEMENT("enforcement"),
    /** States working together: a conference, an exercise, an agreement. */
    COOPERATION("cooperation");

    private final String code;

    Category(String code) {
        this.code = code;
    }

    @Override
    @JsonValue
    public String code() {
        return code;
    }
}
