package org.incidentstats.event;

/**
 * By what a repeated request is known.
 *
 * @param subject who asks; keys of different people do not meet
 * @param key     the value of the header {@code Idempotency-Key}
 * @param content a digest of what is asked
 */
public record RequestKey(String subject, String key, String content) {}
