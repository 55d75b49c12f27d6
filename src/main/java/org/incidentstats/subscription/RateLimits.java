package org.incidentstats.subscription;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import jakarta.inject.Singleton;

import org.incidentstats.store.Documents;
import org.incidentstats.subscription.Secrets.Purpose;

/**
 * How often something may happen within a time, counted in the database, so that all processes count together. Who does
 * it is kept as a keyed hash.
 */
@Singleton
final class RateLimits {

    private final Documents documents;
    private final Secrets secrets;
    private final Clock clock;

    RateLimits(Documents documents, Secrets secrets, Clock clock) {
        this.documents = documents;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** Counts one, unless there have been as many as may be. */
    boolean allows(String what, String who, int most, Duration within) {
        long window = clock.instant().getEpochSecond() / within.toSeconds();
        return documents.count(
                "limit#" + what + "#" + secrets.hash(Purpose.LIMIT, who),
                Long.toString(window),
                most,
                Instant.ofEpochSecond((window + 2) * within.toSeconds()));
    }
}
