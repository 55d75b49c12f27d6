package org.incidentstats.brief;

import io.quarkus.test.junit.QuarkusTestProfile;

/** The application over a record of its own, for tests that write. */
public final class OwnRecord implements QuarkusTestProfile {}
