package org.incidentstats.event.store;

import org.incidentstats.event.EventVersion;

/** How what a version contributes to statistics is written into the delta of a change. */
public interface ContributionFormat {

    /**
     * @param version one that counts
     * @return bytes that say their format
     */
    byte[] write(EventVersion version);
}
