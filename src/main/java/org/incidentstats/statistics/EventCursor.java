package org.incidentstats.statistics;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.incidentstats.event.EventReader;
import org.incidentstats.time.EventDate;

/**
 * The last event of a page, by which the next page begins: its date and id, so that the place stays where it is while
 * events come and go.
 */
public record EventCursor(EventDate date, String event) {

    public static EventCursor of(EventPage.Listed listed) {
        return new EventCursor(listed.date(), listed.key().id());
    }

    /**
     * @throws IllegalArgumentException if the text is no cursor that this service has given
     */
    public static EventCursor parse(String text) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", -1);
            if (parts.length == 2 && EventReader.isId(parts[1])) {
                return new EventCursor(EventDate.parse(parts[0]), parts[1]);
            }
        } catch (IllegalArgumentException e) {
            // Said below, in words that help.
        }
        throw new IllegalArgumentException(
                "not a cursor that this service has given; take it from the link to the next page, or leave it out");
    }

    /** Whether an event of this date and id stands behind the cursor. */
    public boolean isBefore(EventDate other, String otherEvent) {
        int dates = other.firstDay().compareTo(date.firstDay());
        if (dates == 0) {
            dates = other.lastDay().compareTo(date.lastDay());
        }
        return dates < 0 || dates == 0 && otherEvent.compareTo(event) > 0;
    }

    @Override
    public String toString() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((date + " " + event).getBytes(StandardCharsets.UTF_8));
    }
}
