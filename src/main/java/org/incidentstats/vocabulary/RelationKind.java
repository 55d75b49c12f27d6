package org.incidentstats.vocabulary;

import com.fasterxml.jackson.annotation.JsonValue;

/** How one event is related to another. */
public enum RelationKind implements Coded {
    /** Another report of the same incident: this event stays on record and counts nowhere. */
    DUPLICATE_OF("duplicate-of"),
    /** It may be another report of the same incident, which nobody has settled: both count. */
    POSSIBLE_DUPLICATE_OF("possible-duplicate-of"),
    /** Another incident that belongs with this one. */
    RELATED_TO("related-to");

    private final String code;

    RelationKind(String code) {
        this.code = code;
    }

    @Override
    @JsonValue
    public String code() {
        return code;
    }
}
