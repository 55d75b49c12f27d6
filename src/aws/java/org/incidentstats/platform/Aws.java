package org.incidentstats.platform;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.incidentstats.store.Door;
import org.incidentstats.store.dynamodb.DynamoDbDoor;

import io.quarkus.arc.DefaultBean;

/** What the application takes from its surroundings: the database. */
final class Aws {

    /** The tables of the account and region that the environment names. */
    @Produces
    @Singleton
    @DefaultBean
    Door door(Tables tables) {
        return DynamoDbDoor.inAws(tables::name);
    }

    void close(@Disposes Door door) {
        door.close();
    }
}
