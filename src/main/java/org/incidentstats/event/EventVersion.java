package org.incidentstats.event;

import java.time.Instant;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * One immutable state of an event. A correction adds a version; so does a retraction, which keeps the event's last
 * content. In JSON the event's fields stand beside the version's own.
 *
 * @param id         the event's identifier
 * @param version    1 for the first state, and one more for each that follows
 * @param status     active, or retracted from this version on
 * @param recordedAt when the version was put on record
 * @param recordedBy who put it there: an editor's subject, with the name before it where there is one; the public is
 *                   shown another name ({@link Bylines})
 * @param reason     why the event was corrected or retracted
 * @param sequence   the version's place in the record, counted from 1 over all events without gaps
 * @param event      the content
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"id", "version", "status", "event", "recordedAt", "recordedBy", "reason"})
public record EventVersion(
        String id,
        int version,
        Status status,
        Instant recordedAt,
        String recordedBy,
        Optional<String> reason,
        @JsonIgnore long sequence,
        @JsonUnwrapped Event event) {

    EventVersion by(String shown) {
        return new EventVersion(id, version, status, recordedAt, shown, reason, sequence, event);
    }

    /** Whether it counts: neither retracted nor another report of an event that counts already. */
    @JsonIgnore
    public boolean counts() {
        return status == Status.ACTIVE && event.duplicateOf().isEmpty();
    }
}
