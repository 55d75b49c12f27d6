package org.incidentstats.store.dynamodb;

import org.incidentstats.store.Door;
import org.incidentstats.store.DoorContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract, on DynamoDB Local. */
class DynamoDbDoorTest extends DoorContract {

    private static DynamoDbLocal local;
    private static Door door;

    @BeforeAll
    static void open() {
        local = DynamoDbLocal.start();
        door = local.door();
    }

    @AfterAll
    static void close() {
        if (local != null) {
            door.close();
            local.close();
        }
    }

    @Override
    protected Door door() {
        return door;
    }
}
