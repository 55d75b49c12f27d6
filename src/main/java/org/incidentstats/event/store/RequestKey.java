package org.incidentstats.event.store;

/**
 * By what a repeated request is known, and what was answered to it beside the event.
 *
 * @param subject who asks; keys of different people do not meet
 * @param key     the value of the header {@code Idempotency-Key}
 * @param content a digest of what is asked
 * @param remarks what goes with the event in the answer, as text
 */
public record RequestKey(String subject, String key, String content, String remarks) {}
