package org.incidentstats.event;

/** How what a version contributes to statistics is written down beside it. */
public interface ContributionFormat {

    /** What a version contributes, in bytes that only statistics read. */
    byte[] write(EventVersion version);
}
