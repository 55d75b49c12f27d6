package org.incidentstats.imports;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** An application of its own, so that what is imported is in nobody else's counts. */
public final class RecordOfItsOwn implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "incidentstats.imports.folder",
                System.getProperty("java.io.tmpdir") + "/incident-statistics-tests/imports");
    }
}
