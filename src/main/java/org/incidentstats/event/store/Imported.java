package org.incidentstats.event.store;

/**
 * What was last imported for an event. It stays with the event when an editor corrects or retracts it, so that the next
 * import knows what the source said before.
 *
 * @param digest  of the content that was imported
 * @param version the version that it became
 * @param job     the import
 */
public record Imported(String digest, int version, String job) {}
