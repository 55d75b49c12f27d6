package org.incidentstats.store;

/** A document is larger than the database holds of one: what was sent was too much. Nothing was done. */
public final class TooLarge extends RuntimeException {

    TooLarge(int bytes, int most) {
        super("What was sent takes %,d bytes as it would be kept; at most %,d can be kept of one thing."
                .formatted(bytes, most));
    }
}
