package org.incidentstats.event.store;

import org.incidentstats.event.EventVersion;

/**
 * The answer to a request under an idempotency key: the first one, however often it is asked.
 *
 * @param version the version that the request put on record
 * @param remarks what went with it in the answer, as text
 */
public record Recorded(EventVersion version, String remarks) {}
