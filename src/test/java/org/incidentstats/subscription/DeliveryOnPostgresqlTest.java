package org.incidentstats.subscription;

import org.incidentstats.store.Engine;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** With operations in PostgreSQL. */
@QuarkusTest
@TestProfile(MailThroughSes.class)
class DeliveryOnPostgresqlTest extends DeliveryContract {

    @Override
    Engine engine() {
        return Engine.POSTGRESQL;
    }

    @Override
    int stride() {
        return 5;
    }
}
