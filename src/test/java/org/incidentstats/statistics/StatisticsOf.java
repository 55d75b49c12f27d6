package org.incidentstats.statistics;

import java.time.Clock;

import org.incidentstats.event.EventStore;
import org.incidentstats.local.Databases;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;

/** The statistics of a database of {@link Databases}, for tests without an application. */
public final class StatisticsOf {

    private StatisticsOf() {}

    public static CubeStatistics database(DynamoDbEnhancedClient client) {
        CubeStore store = new CubeStore(client, Databases.TABLES);
        return new CubeStatistics(
                store,
                new CubeReader(store),
                new EventStore(client, Databases.TABLES, Clock.systemUTC()),
                Clock.systemUTC());
    }
}
