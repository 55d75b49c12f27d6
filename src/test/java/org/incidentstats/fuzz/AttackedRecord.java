package org.incidentstats.fuzz;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** The application over a record of its own, which attacks may fill. */
public final class AttackedRecord implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        // So many that most are told apart by what they say, and not refused for their number
        return Map.of("incidentstats.mail.per-client-and-hour", "100000", "incidentstats.mail.per-hour", "100000");
    }
}
