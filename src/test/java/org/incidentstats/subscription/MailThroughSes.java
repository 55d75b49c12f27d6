package org.incidentstats.subscription;

import java.util.Map;
import java.util.Set;

import io.quarkus.test.junit.QuarkusTestProfile;

/** The application with SES in place of a folder, over a record of its own. */
public final class MailThroughSes implements QuarkusTestProfile {

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(SesForTests.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("incidentstats.mail.per-client-and-hour", "30");
    }
}
