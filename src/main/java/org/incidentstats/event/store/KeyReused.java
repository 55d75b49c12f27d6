package org.incidentstats.event.store;

/** An idempotency key came with another request than the first time. */
public final class KeyReused extends RuntimeException {

    KeyReused(String key) {
        super("The Idempotency-Key '%s' was used for another request. Take a new key for each request.".formatted(key));
    }
}
