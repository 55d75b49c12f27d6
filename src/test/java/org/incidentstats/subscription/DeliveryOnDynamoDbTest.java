package org.incidentstats.subscription;

import org.incidentstats.store.Engine;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** With operations in DynamoDB Local. */
@QuarkusTest
@TestProfile(MailThroughSes.class)
class DeliveryOnDynamoDbTest extends DeliveryContract {

    @Override
    Engine engine() {
        return Engine.DYNAMODB;
    }

    @Override
    int stride() {
        return 7;
    }
}
