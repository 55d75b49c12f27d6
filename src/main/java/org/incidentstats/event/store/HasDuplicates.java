package org.incidentstats.event.store;

import java.util.List;

/** An event cannot be retracted while others are on record as duplicates of it: their incident would count nowhere. */
public final class HasDuplicates extends RuntimeException {

    HasDuplicates(String id, List<String> duplicates) {
        super("The event %s cannot be retracted while these are on record as duplicates of it: %s. Correct them first."
                .formatted(id, String.join(", ", duplicates)));
    }
}
