package org.incidentstats.local;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** The application over a record without events, for tests that write. */
public final class EmptyRecord implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("incidentstats.local.sample-data", "false");
    }
}
