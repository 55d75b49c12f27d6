package org.incidentstats.imports;

/**
 * A file was taken in and checked, and its job waits to be run.
 *
 * @param job the import's id
 */
public record ImportAccepted(String job) {}
