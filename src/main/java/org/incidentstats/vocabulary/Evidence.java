package org.incidentstats.vocabulary;

import com.fasterxml.jackson.annotation.JsonValue;

/** What the attribution of an incident rests on. */
public enum Evidence implements Coded {
    /** Stated by the authorities of the country, or established by a court. */
    OFFICIAL("official"),
    /** Claimed by those who did it. */
    CLAIMED("claimed"),
    /** Ascribed to somebody by the sources, without a claim. */
    ATTRIBUTED("attributed"),
    /** Asserted by one side only. */
    ALLEGED("alleged"),
    /** Denied or left unconfirmed by a party that would know. */
    DISPUTED("disputed");

    private final String code;

    Evidence(String code) {
        this.code = code;
    }

    @Override
    @JsonValue
    public String code() {
        return code;
    }
}
