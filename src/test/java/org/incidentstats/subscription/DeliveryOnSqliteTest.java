package org.incidentstats.subscription;

import org.incidentstats.store.Engine;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** With operations in SQLite. */
@QuarkusTest
@TestProfile(MailThroughSes.class)
class DeliveryOnSqliteTest extends DeliveryContract {

    @Override
    Engine engine() {
        return Engine.SQLITE;
    }

    @Override
    int stride() {
        return 1;
    }
}
