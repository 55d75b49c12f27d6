package org.incidentstats.statistics.http;

import java.util.Optional;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.incidentstats.statistics.Statistics;
import org.incidentstats.store.Door;

/** Whether questions can be answered now: the database is reached, and tells how far the record goes. */
@Readiness
final class StatisticsReady implements HealthCheck {

    private final Statistics statistics;

    StatisticsReady(Statistics statistics) {
        this.statistics = statistics;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("statistics");
        try {
            return response.up()
                    .withData("position", statistics.position(Optional.empty()))
                    .build();
        } catch (Door.Failure e) {
            return response.down()
                    .withData("reason", e.getClass().getSimpleName())
                    .build();
        }
    }
}
