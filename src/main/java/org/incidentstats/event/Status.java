package org.incidentstats.event;

import org.incidentstats.vocabulary.Coded;

import com.fasterxml.jackson.annotation.JsonValue;

/** Whether an event counts. */
public enum Status implements Coded {
    ACTIVE("active"),
    /** Withdrawn with a reason; it stays on record and counts nowhere. */
    RETRACTED("retracted");

    private final String code;

    Status(String code) {
        this.code = code;
    }

    @Override
    @JsonValue
    public String code() {
        return code;
    }
}
