package org.incidentstats.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What stands at a place.
 *
 * @param revision what its writer called this state of it, at least 1; conditions compare it
 * @param body     its content, which says its own format; at most {@link Door#LARGEST_ITEM} bytes with part and key.
 *                 Nobody changes the array
 * @param expires  when it may be forgotten, in whole seconds; it may still be read for days after
 */
public record Item(Place place, long revision, byte[] body, Optional<Instant> expires) {

    public Item {
        if (revision < 1) {
            throw new IllegalArgumentException("Revision %d at %s, and the first is 1".formatted(revision, place));
        }
        expires = expires.map(moment -> moment.truncatedTo(ChronoUnit.SECONDS));
    }

    public Item(Place place, long revision, byte[] body) {
        this(place, revision, body, Optional.empty());
    }
}
